/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Dimension } from '../register/types.ts'
import type { Practices } from './service.ts'
import { PracticeDraft } from './types.ts'

const tags = ['practices']
const params = z.object({ id: z.uuid() })
const grounds = z.string().trim().min(1).max(2_000).describe('why; in the public ledger')
const Card = PracticeDraft.extend({ id: z.uuid(), version: z.int(), at: z.date(), grounds: z.string() })
const query = z.object({ q: z.string().max(200).optional(), dimension: Dimension.optional(), indicator: z.string().max(120).optional() }) // prettier-ignore

export const practiceRoutes =
  (practices: Practices): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/practices', { schema: { tags, summary: 'Cards of practice; pilots that were decided on and have no card yet are named apart', querystring: query, response: { 200: z.object({ practices: z.array(Card), pilots: z.array(z.uuid()), count: z.int() }) } } }, async ({ query }) => { const { cards, pilots, count } = await practices.list(query); return { practices: cards.map(({ card }) => card), pilots: pilots.map(({ pilot }) => pilot.id), count } }) // prettier-ignore
    app.post('/practices', { schema: { tags, summary: 'A new card', body: PracticeDraft.extend({ grounds }), response: { 201: params } } }, async ({ actor, body: { grounds, ...draft } }, reply) => reply.code(201).send(await practices.add(actor, draft, grounds))) // prettier-ignore
    app.get('/practices/:id', { schema: { tags, summary: 'A card with its versions', params, response: { 200: z.object({ practice: Card, evaluated: z.boolean().describe('is the evaluation of a pilot attached?'), versions: z.array(Card) }) } } }, async ({ params }) => { const { card, found, versions } = await practices.one(params.id); return { practice: card, evaluated: found !== undefined, versions } }) // prettier-ignore
    app.post('/practices/:id/versions', { schema: { tags, summary: 'A newer version of a card', params, body: PracticeDraft.extend({ grounds, expected: z.int().describe('the version that it replaces') }), response: { 204: z.null() } } }, async ({ actor, params, body: { grounds, expected, ...draft } }, reply) => { await practices.revise(actor, params.id, draft, grounds, expected); return reply.code(204).send(null) }) // prettier-ignore
  }
