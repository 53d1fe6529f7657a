/** HTTP: parse, call, answer. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { Code } from '../budgets/types.ts'
import type { Proposals } from './service/index.ts'
import {
  AnswerDraft,
  Content,
  InvitationDraft,
  ModerationRule,
  Outcome,
  OWNERS,
  PriceItem,
  State,
  Step,
  TranslationDraft,
} from './types.ts'

const tags = ['proposals']
const edition = z.object({ edition: Code })
const one = edition.extend({ number: z.coerce.number().int().min(1).max(1e9) })
const own = z.object({ id: z.uuid() })
const comment = z.object({ comment: z.uuid() })
const none = { 204: z.null() }

const Listed = z.object({
  number: z.int(),
  state: State,
  titles: z.object({ pl: z.string(), en: z.string(), uk: z.string() }),
  ...{ pool: z.string(), category: z.string(), cost_minor: z.number(), place: Content.shape.place },
  submittedAt: z.date(),
})
const Answer = z.object({ step: Step, organisationId: z.uuid(), version: z.int(), madeAt: z.date(), dueAt: z.date(), answer: z.object({ outcome: Outcome, reason: z.string(), at: z.date() }).nullable() }) // prettier-ignore
const Whole = z.object({
  ...{ number: z.int(), state: State, version: z.int(), content: z.unknown(), cost_minor: z.number() },
  mergedInto: z.int().nullable(),
  authors: z.array(z.string()).describe('those who want to be named'),
  versions: z.array(z.object({ version: z.int(), content: z.unknown(), cost_minor: z.number(), at: z.date() })),
  acts: z.array(z.object({ kind: z.string(), at: z.date(), text: z.string() })),
  answers: z.array(Answer),
  translations: z.array(z.object({ language: z.string(), title: z.string(), text: z.string(), byCity: z.boolean(), version: z.int() })), // prettier-ignore
})
const Commented = z.object({ id: z.uuid(), parentId: z.uuid().nullable(), name: z.string(), text: z.string(), at: z.date(), state: z.string(), removal: z.object({ rule: z.string().nullable(), reason: z.string() }).optional() }) // prettier-ignore

export const proposalRoutes =
  (proposals: Proposals): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/budgets/:edition/proposals', { schema: { tags, summary: 'Proposals that were handed in, by number', params: edition, response: { 200: z.object({ proposals: z.array(Listed) }) } } }, async ({ params, actor }) => {
      await proposals.edition(params.edition, actor)
      const all = await proposals.all(params.edition)
      return { proposals: all.map(({ number, state, titles, content: { pool, category, place }, cost_minor, submittedAt }) => ({ number, state, titles, pool, category, cost_minor, place, submittedAt })) }
    }) // prettier-ignore
    app.get('/budgets/:edition/proposals/:number', { schema: { tags, summary: 'A proposal with its versions and every answer', params: one, response: { 200: Whole } } }, async ({ params }) => {
      const { proposal: { number, state, version, content, cost_minor }, tasks, ...rest } = await proposals.one(params.edition, params.number)
      return { number, state, version, content, cost_minor, ...rest, answers: tasks }
    }) // prettier-ignore
    app.get('/budgets/:edition/proposals/:number/comments', { schema: { tags, summary: 'What is said of it; of what was removed the reason', params: one, response: { 200: z.object({ comments: z.array(Commented) }) } } }, async ({ params, actor }) => {
      const { proposal } = await proposals.one(params.edition, params.number)
      return { comments: await proposals.discussing.comments(actor, proposal.id) }
    }) // prettier-ignore
    app.get('/budgets/:edition/prices', { schema: { tags, summary: 'The city’s price list for proposals', params: edition, response: { 200: z.object({ version: z.int(), items: z.array(PriceItem) }) } } }, async ({ params }) => proposals.basis.prices(params.edition)) // prettier-ignore
    app.get('/proposals/ground', { schema: { tags, summary: 'Who owns the ground at a place, by the city’s newest layer; null where it has none', querystring: z.object({ lon: z.coerce.number().min(-180).max(180), lat: z.coerce.number().min(-90).max(90) }), response: { 200: z.object({ ground: z.object({ owner: z.enum(OWNERS), source: z.string(), madeUp: z.boolean() }).nullable() }) } } }, async ({ query }) => ({ ground: (await proposals.basis.ground([query.lon, query.lat])) ?? null })) // prettier-ignore
    await app.register(writing(proposals))
    await app.register(offices(proposals))
  }

const writing =
  ({ writing, together, discussing, checking, photo }: Proposals): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/budgets/:edition/proposals', { schema: { tags, summary: 'Begins a draft, which only its authors see', params: edition, body: Content, response: { 201: own } } }, async ({ params, body, actor }, reply) => reply.code(201).send({ id: await writing.begin(actor, params.edition, body) })) // prettier-ignore
    app.put('/proposals/:id', { schema: { tags, summary: 'Keeps what is written; `revision` is the one that was read', params: own, body: z.object({ revision: z.int(), content: Content }), response: { 200: z.object({ revision: z.int() }) } } }, async ({ params, body, actor }) => ({ revision: await writing.save(actor, params.id, body.revision, body.content) })) // prettier-ignore
    app.post('/proposals/:id/submission', { schema: { tags, summary: 'Hands it in: it becomes public', params: own, body: z.object({ terms: z.boolean(), personal: z.boolean().optional(), resident: z.boolean().optional(), age: z.boolean().optional() }), response: { 201: z.object({ number: z.int() }) } } }, async ({ params, body, actor }, reply) => reply.code(201).send({ number: await writing.send(actor, params.id, body) })) // prettier-ignore
    app.post('/proposals/:id/withdrawal', { schema: { tags, summary: 'Takes it back', params: own, body: z.object({ reason: z.string().max(1000).default('') }), response: none } }, async ({ params, body, actor }, reply) => { await writing.withdraw(actor, params.id, body.reason); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/proposals/:id/appeal', { schema: { tags, summary: 'Appeals against a no', params: own, body: z.object({ reason: z.string().max(8000) }), response: none } }, async ({ params, body, actor }, reply) => { await checking.appeal(actor, params.id, body.reason); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/proposals/:id/invitations', { schema: { tags, summary: 'A link by which somebody becomes an author, or supports the draft', params: own, body: z.object({ kind: z.enum(['author', 'support']) }), response: { 201: z.object({ token: z.string() }) } } }, async ({ params, body, actor }, reply) => reply.code(201).send({ token: await together.invite(actor, params.id, body.kind) })) // prettier-ignore
    app.post('/proposals/:id/letters', { schema: { tags, summary: 'Asks somebody by letter to become an author; of the address only a hint is kept', params: own, body: InvitationDraft, response: none } }, async ({ params, body, actor }, reply) => { await together.inviteByMail(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/proposals/:id/translations', { schema: { tags, summary: 'A translation by its authors or the city', params: own, body: TranslationDraft, response: none } }, async ({ params, body, actor }, reply) => { await checking.translate(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/proposals/:id/comments', { schema: { tags, summary: 'Says something of it', params: own, body: z.object({ text: z.string().max(5000), parentId: z.uuid().optional(), personal: z.boolean().optional() }), response: { 201: z.object({ state: z.string() }) } } }, async ({ params, body, actor }, reply) => reply.code(201).send({ state: await discussing.comment(actor, params.id, body) })) // prettier-ignore
    app.post('/proposals/comments/:comment/reports', { schema: { tags, summary: 'Says that a comment breaks a rule', params: comment, body: z.object({ rule: ModerationRule }), response: none } }, async ({ params, body, actor }, reply) => { await discussing.report(actor, params.comment, body.rule); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/proposals/comments/:comment/appeal', { schema: { tags, summary: 'Asks another person to look at a removal', params: comment, body: z.object({ reason: z.string().max(8000) }), response: none } }, async ({ params, body, actor }, reply) => { await discussing.appealRemoval(actor, params.comment, body.reason); return reply.code(204).send(null) }) // prettier-ignore
    app.post(
      '/proposals/:id/photos',
      { schema: { ...{ tags, summary: 'A photo in JPEG, PNG or WebP: the body is the file itself', params: own, response: none }, consumes: ['application/octet-stream'], querystring: z.object({ alt: z.string().max(300).default('') }) } }, // prettier-ignore
      async ({ params, query, body, actor }, reply) => {
        const stream = body instanceof Readable ? body : Readable.from([body as Buffer])
        await writing.addPhoto(actor, params.id, await writing.keepPhoto(actor, params.id, stream), query.alt)
        return reply.code(204).send(null)
      },
    )
    app.get('/proposals/:id/photos/:photo', { schema: { tags, summary: 'A photo', params: own.extend({ photo: z.uuid() }) } }, async ({ params, actor }, reply) => { const { stream, mediaType } = await photo(actor, params.id, params.photo); return reply.type(mediaType).header('cache-control', 'private, max-age=600').send(stream) }) // prettier-ignore
  }

const offices =
  ({ checking, discussing }: Proposals): FastifyPluginAsyncZod =>
  async (app) => {
    const task = z.object({ task: z.uuid() })
    const Queued = Answer.omit({ answer: true }).extend({ id: z.uuid(), edition: z.string(), number: z.int(), title: z.string() }) // prettier-ignore
    app.get('/proposals/tasks', { schema: { tags, summary: 'What one’s offices are asked, the most urgent first', response: { 200: z.object({ tasks: z.array(Queued) }) } } }, async ({ actor }) => ({ tasks: (await checking.queue(actor)).map(({ proposal, ...rest }) => ({ ...rest, edition: proposal.edition, number: proposal.number!, title: proposal.content.title })) })) // prettier-ignore
    app.post('/proposals/tasks/:task/answer', { schema: { tags, summary: 'Answers, with a public reason', params: task, body: AnswerDraft, response: none } }, async ({ params, body, actor }, reply) => { await checking.answer(actor, params.task, body); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/proposals/tasks/:task/organisation', { schema: { tags, summary: 'Gives it to another office', params: task, body: z.object({ organisationId: z.uuid() }), response: none } }, async ({ params, body, actor }, reply) => { await checking.assign(actor, params.task, body.organisationId); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/proposals/comments/:comment/removal', { schema: { tags, summary: 'Removes a comment, by a rule and with a reason', params: comment, body: z.object({ rule: ModerationRule, reason: z.string().max(8000) }), response: none } }, async ({ params, body, actor }, reply) => { await discussing.removeComment(actor, params.comment, body.rule, body.reason); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/proposals/comments/:comment/approval', { schema: { tags, summary: 'Nothing is wrong with a comment', params: comment, response: none } }, async ({ params, actor }, reply) => { await discussing.approve(actor, params.comment); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/proposals/comments/:comment/settlement', { schema: { tags, summary: 'Decides on an appeal against a removal', params: comment, body: z.object({ restored: z.boolean(), reason: z.string().max(8000) }), response: none } }, async ({ params, body, actor }, reply) => { await discussing.settleRemoval(actor, params.comment, body.restored, body.reason); return reply.code(204).send(null) }) // prettier-ignore
  }
