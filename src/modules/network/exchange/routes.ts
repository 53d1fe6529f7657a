/** HTTP: practices over the network, and at their own addresses as they were signed. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { bestOf } from '#platform/http'
import { DIMENSIONS } from '#innovations'
import { preferredLang } from '#words'
import { Failure } from '../peers/types.ts'
import type { Exchange } from './service.ts'
import { STEPS } from './beginning.ts'
import { AdoptionDraft, CHECKS, Evaluation, PAGE_DEFAULT, PAGE_MAX, SIZES, STRENGTHS, WithdrawalDraft } from './types.ts' // prettier-ignore

const tags = ['network']
const JSON_TYPE = 'application/json; charset=utf-8'
const BRIEFLY = 'public, max-age=10'
const hide = { hide: true }
const names = z.record(z.string(), z.string())
const City = z.object({ domain: z.string(), shown: z.string(), isOwn: z.boolean(), names, people: z.int().optional() })
const checked = z.enum(CHECKS).nullable().describe('whether the evaluation, computed once more here, is what the card says') // prettier-ignore
const Card = z.object({
  ...{ city: City, card: z.uuid(), document: z.string(), version: z.int(), at: z.date() },
  content: z.looseObject({}),
  ...{ evaluation: Evaluation.optional(), checked, problem: z.string().optional() },
  strength: z.enum(STRENGTHS).describe('claimed: says so; signed: with an evaluation; recomputed: here, from its bundle; repeated: in more cities than one'), // prettier-ignore
  isDoubtful: z.boolean().describe('others may have had its key when it came'),
  adoptions: z.int(),
  ours: z.array(z.string()).describe('this city’s indicators that measure what it was to move'),
})
const Adoption = z.object({ city: City, id: z.uuid(), content: z.looseObject({}), at: z.date(), evaluation: Evaluation.optional(), checked, isAccepted: z.boolean() }) // prettier-ignore
const Learned = z.object({ from: z.string(), fromNames: names.optional(), to: z.string(), toNames: names, titles: names, card: z.uuid(), since: z.string(), hasResult: z.boolean(), isKnown: z.boolean().describe('whether the practice stands here') }) // prettier-ignore
const Mine = z.object({ id: z.uuid(), domain: z.string(), card: z.uuid(), content: z.looseObject({}), pilotId: z.uuid().nullable(), at: z.date() }) // prettier-ignore
const Undertaken = Mine.extend({ step: z.enum(STEPS), withdrawal: z.object({ at: z.date(), grounds: z.string() }).optional() }) // prettier-ignore
const query = z.object({
  q: z.string().max(200).optional(),
  indicator: z.string().max(120).optional().describe('of this city'),
  size: z.enum(SIZES).optional(),
  dimension: z.enum(DIMENSIONS).optional(),
  cost: z.coerce.number().min(0).max(1e11).optional().describe('at most so much, in units of `currency`'),
  currency: z.string().regex(/^[A-Z]{3}$/).default('PLN'), // prettier-ignore
  strength: z.enum(STRENGTHS).optional().describe('at least so strong evidence'),
})
const Refused = z.object({ seq: z.int(), code: z.string(), id: z.string(), problem: z.string(), at: z.date() })
const MINOR = 100
const byId = z.object({ id: z.uuid() })

/** `/network/practices…`, under the API's prefix. */
export const exchangeRoutes =
  (exchange: Exchange): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/network/practices', { schema: { tags, summary: 'Good practices of this city and of those it accepted, each with whose it is and how strong its evidence', querystring: query, response: { 200: z.object({ cards: z.array(Card), unpriced: z.int().describe('would fit, and their cost cannot be compared'), count: z.int(), cities: z.int() }) } } }, async ({ query: { cost, currency, ...asked } }) => exchange.list({ ...asked, ...(cost !== undefined && { cost: { most_minor: Math.round(cost * MINOR), currency } }) })) // prettier-ignore
    app.get('/network/practices/:domain/:card', { schema: { tags, summary: 'A practice, who adopted it, and what all of them found together', params: z.object({ domain: z.string().max(260), card: z.uuid() }), response: { 200: z.object({ card: Card, adoptions: z.array(Adoption), evidence: z.looseObject({}) }) } } }, async ({ params }) => exchange.one(params.domain, params.card)) // prettier-ignore
    app.get('/network/learned', { schema: { tags, summary: 'Who learned what from whom', response: { 200: z.array(Learned) } } }, () => exchange.learned()) // prettier-ignore
    app.get('/network/adoptions', { schema: { tags, summary: 'Practices that this city took from others', response: { 200: z.array(Mine) } } }, () => exchange.adoptions()) // prettier-ignore
    app.post('/network/adoptions', { schema: { tags, summary: 'Takes a practice of another city, and says what is done otherwise here', body: AdoptionDraft, response: { 201: byId } } }, async ({ actor, body }, reply) => reply.code(201).send(await exchange.adopt(actor, body))) // prettier-ignore
    app.get('/network/adoptions/undertaken', { schema: { tags, summary: 'The same for those who go on with them: how far each has come, the withdrawn ones last', response: { 200: z.array(Undertaken) } } }, ({ actor }) => exchange.undertaken(actor)) // prettier-ignore
    app.get('/network/adoptions/:id/plan', { schema: { tags, summary: 'What a plan of a pilot begins with: what the card says, and by what its city saw whether it works', params: byId, response: { 200: z.looseObject({}) } } }, async ({ actor, params }) => ({ ...(await exchange.begun(actor, params.id)) })) // prettier-ignore
    app.put('/network/adoptions/:id/pilot', { schema: { tags, summary: 'The pilot by which it is tried here; its published evaluation goes to the city it came from', params: byId, body: z.object({ pilotId: z.uuid() }), response: { 204: z.null() } } }, async ({ actor, params, body }, reply) => { await exchange.tryBy(actor, params.id, body.pilotId); return reply.code(204).send(null) }) // prettier-ignore
    app.delete('/network/adoptions/:id/pilot', { schema: { tags, summary: 'No pilot any more, as long as none has told its result', params: byId, response: { 204: z.null() } } }, async ({ actor, params }, reply) => { await exchange.tryBy(actor, params.id, null); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/network/adoptions/:id/withdrawal', { schema: { tags, summary: 'Gives it up: others are told that it is withdrawn, and its result is no longer counted', params: byId, body: WithdrawalDraft, response: { 204: z.null() } } }, async ({ actor, params, body }, reply) => { await exchange.withdraw(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.get('/network/peers/:domain/practices', { schema: { tags, summary: 'How far the city has come with what another tells of its practices, and what it did not take', params: z.object({ domain: z.string().max(260) }), response: { 200: z.object({ cursor: z.int(), askedAt: z.date().nullable(), failure: Failure.nullable(), refused: z.array(Refused) }) } } }, ({ params }) => exchange.taking.of(params.domain)) // prettier-ignore
  }

/** `/network/practices…`, outside the API: these addresses stand in what was signed. */
export const practiceSiteRoutes =
  ({ issuing, host }: Exchange): FastifyPluginAsyncZod =>
  async (app) => {
    const Paging = z.object({
      after: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
      limit: z.coerce.number().int().min(1).max(PAGE_MAX).default(PAGE_DEFAULT),
    })
    const isForPeople = (accept: string | undefined) =>
      bestOf(accept, ['application/json', 'text/html']) === 'text/html'
    app.get('/network/practices', { schema: { ...hide, querystring: Paging } }, async ({ headers, query }, reply) => {
      reply.header('vary', 'accept')
      if (isForPeople(headers.accept)) return reply.redirect(`/${preferredLang(headers['accept-language'])}/network/practices`, 303) // prettier-ignore
      return reply.type(JSON_TYPE).header('cache-control', BRIEFLY).send(JSON.stringify(await issuing.feed(query.after, query.limit))) // prettier-ignore
    })
    app.get('/network/practices/:id', { schema: { ...hide, params: byId } }, async ({ headers, params }, reply) => {
      const { document, kind, subject } = await issuing.document(params.id)
      reply.header('vary', 'accept')
      if (isForPeople(headers.accept) && kind === 'card') return reply.redirect(`/${preferredLang(headers['accept-language'])}/network/practices/${host}/${subject}`, 303) // prettier-ignore
      return reply.type(JSON_TYPE).header('cache-control', BRIEFLY).send(document)
    })
  }
