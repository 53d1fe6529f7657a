/** HTTP: parse, call, answer. */
import { Readable } from 'node:stream'
import type { FastifyReply } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Challenges } from './service/index.ts'
import { AccessEndDraft, AmendmentDraft, ApplicationDraft, CallDraft, EndDraft, Gap, LOG_KINDS, ProblemDraft, ReviewDraft, SelectionDraft, STATES } from './types.ts' // prettier-ignore

const tags = ['challenges']
const params = z.object({ id: z.uuid() })
const none = { 204: z.null() }
const text = z.string().trim().min(1).max(4_000)
const Problem = ProblemDraft.omit({ organisationId: true, indicator: true }).extend({ gap: Gap.optional() })
const Listed = z.object({ id: z.uuid(), number: z.int(), organisationId: z.uuid(), state: z.enum(STATES), problem: Problem, call: CallDraft.nullable(), pilotId: z.uuid().nullable(), open: z.boolean().describe('can one apply today?') }) // prettier-ignore
const spread = z.object({ mean: z.number(), low: z.number(), high: z.number(), deviation: z.number(), n: z.int() }).optional() // prettier-ignore
const Whole = Listed.extend({
  life: z.array(z.object({ step: z.string(), when: z.enum(['done', 'now', 'later']) })),
  log: z.array(z.object({ id: z.uuid(), kind: z.enum(LOG_KINDS), content: z.record(z.string(), z.unknown()), at: z.date() })), // prettier-ignore
  versions: z.array(AmendmentDraft.omit({ reason: true }).extend({ reason: z.string().nullable(), at: z.date() })).describe('the problem as it was public, the oldest first; the last one holds'), // prettier-ignore
  applications: z.array(z.object({ id: z.uuid(), team: z.string(), kind: z.string(), summary: z.string() })).describe('from the end of the call on'), // prettier-ignore
  standings: z.array(z.object({ applicationId: z.uuid(), team: z.string(), rank: z.int().optional(), leftOut: z.int(), total: spread, criteria: z.record(z.string(), spread) })).describe('once it is decided'), // prettier-ignore
})

export const challengeRoutes =
  (challenges: Challenges): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/challenges', { schema: { tags, summary: 'Challenges: problems that look for somebody to try', response: { 200: z.object({ challenges: z.array(Listed) }) } } }, async () => ({ challenges: await challenges.list() })) // prettier-ignore
    app.get('/challenges/:id', { schema: { tags, summary: 'A challenge with its life, questions, log and what came of it', params, response: { 200: Whole } } }, async ({ params }) => { const { challenge, ...rest } = await challenges.one(params.id); return { ...challenge, ...rest } }) // prettier-ignore
    await app.register(organising(challenges))
    await app.register(answering(challenges))
  }

const organising =
  (challenges: Challenges): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/challenges', { schema: { tags, summary: 'A problem, written down before any solution', body: ProblemDraft, response: { 201: params } } }, async ({ actor, body }, reply) => reply.code(201).send(await challenges.add(actor, body))) // prettier-ignore
    app.post('/challenges/:id/publication', { schema: { tags, summary: 'The problem becomes public', params, response: none } }, async ({ actor, params }, reply) => { await challenges.publish(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/amendments', { schema: { tags, summary: 'Puts the public problem in other words, with the reason; the earlier ones stay', params, body: AmendmentDraft, response: none } }, async ({ actor, params, body }, reply) => { await challenges.amend(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/call', { schema: { tags, summary: 'Opens the call', params, body: CallDraft, response: none } }, async ({ actor, params, body }, reply) => { await challenges.call(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/extensions', { schema: { tags, summary: 'More time for all', params, body: z.object({ to: z.iso.date(), reviewedBy: z.iso.date(), reason: text }), response: none } }, async ({ actor, params, body }, reply) => { await challenges.extend(actor, params.id, body.to, body.reviewedBy, body.reason); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/reviewers', { schema: { tags, summary: 'Asks somebody with an account to judge', params, body: z.object({ email: z.email() }), response: none } }, async ({ actor, params, body }, reply) => { await challenges.appoint(actor, params.id, body.email); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/selection', { schema: { tags, summary: 'Chooses, with reasons', params, body: SelectionDraft, response: none } }, async ({ actor, params, body }, reply) => { await challenges.select(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/end', { schema: { tags, summary: 'Ends with nobody chosen, and what was learned', params, body: EndDraft, response: none } }, async ({ actor, params, body }, reply) => { await challenges.end(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/data/:file/end', { schema: { tags, summary: 'Ends a team’s access to data before its day, with the reason', params: params.extend({ file: z.uuid() }), body: AccessEndDraft, response: none } }, async ({ actor, params, body }, reply) => { await challenges.endEarly(actor, params.id, params.file, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/questions/:question/answer', { schema: { tags, summary: 'Answers a question', params: params.extend({ question: z.uuid() }), body: z.object({ text }), response: none } }, async ({ actor, params, body }, reply) => { await challenges.answer(actor, params.id, params.question, body.text); return reply.code(204).send(null) }) // prettier-ignore
  }

const answering =
  (challenges: Challenges): FastifyPluginAsyncZod =>
  async (app) => {
    const file = params.extend({ file: z.uuid() })
    const review = params.extend({ application: z.uuid() })
    app.post('/challenges/:id/questions', { schema: { tags, summary: 'Asks in public', params, body: z.object({ text }), response: none } }, async ({ actor, params, body }, reply) => { await challenges.ask(actor, params.id, body.text); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/applications', { schema: { tags, summary: 'A team answers the call', params, body: ApplicationDraft, response: { 201: params } } }, async ({ actor, params, body }, reply) => reply.code(201).send(await challenges.apply(actor, params.id, body))) // prettier-ignore
    app.post('/challenges/:id/applications/files', { schema: { tags, summary: 'A document of one’s own application: the body is the file itself', params, consumes: ['application/octet-stream'], querystring: z.object({ name: z.string().trim().min(1).max(255) }), response: none } }, async ({ actor, params, query, body }, reply) => { const stream = body instanceof Readable ? body : Readable.from([body as Buffer]); const kept = await challenges.keepFile(actor, params.id, stream); await challenges.attach(actor, params.id, { ...kept, name: query.name, mediaType: 'application/octet-stream' }); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/reviews/:application', { schema: { tags, summary: 'A reviewer’s scores', params: review, body: ReviewDraft, response: none } }, async ({ actor, params, body }, reply) => { await challenges.score(actor, params.id, params.application, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/challenges/:id/reviews/:application/conflict', { schema: { tags, summary: 'A reviewer cannot judge this one fairly', params: review, body: z.object({ reason: text }), response: none } }, async ({ actor, params, body }, reply) => { await challenges.declare(actor, params.id, params.application, body.reason); return reply.code(204).send(null) }) // prettier-ignore
    app.get('/challenges/:id/files/:file', { schema: { tags, summary: 'A document of an application, for those who may see it', params: file } }, async ({ actor, params }, reply) => { const { stream, file } = await challenges.file(actor, params.id, params.file); return download(reply, stream, file.name) }) // prettier-ignore
    app.get('/challenges/:id/data/:file', { schema: { tags, summary: 'Data for a team, while its access lasts', params: file } }, async ({ actor, params }, reply) => { const { stream, grant } = await challenges.use(actor, params.id, params.file); return download(reply, stream, grant.name) }) // prettier-ignore
  }

/** Always to be kept, never shown: what others brought is not opened as a page of ours. */
const download = (reply: FastifyReply, stream: Readable, name: string) =>
  reply
    .type('application/octet-stream')
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .send(stream)
