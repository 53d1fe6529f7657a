/** HTTP: parse, call, answer. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Projects } from './service/index.ts'
import {
  ConfirmationDraft,
  DocumentDraft,
  PartnerDraft,
  PromiseDraft,
  RiskDraft,
  DelayDraft,
  GoalsDraft,
  KINDS,
  MilestoneDraft,
  MoveDraft,
  NewsDraft,
  ProjectDraft,
  SpendingDraft,
  State,
  STATES,
  TenderDraft,
} from './types.ts'

const tags = ['projects']
const params = z.object({ id: z.uuid() })
const none = { 204: z.null() }
const Listed = ProjectDraft.omit({ authors: true }).extend({
  ...{ id: z.uuid(), number: z.int(), state: State, promised: z.iso.date(), overdue: z.boolean() },
  ...{ spent_minor: z.int(), finishedOn: z.iso.date().nullable(), madeAt: z.date() },
})
const Promised = PromiseDraft.extend({ names: z.record(z.string(), z.string()), unit: z.string(), at: z.date() })
const Whole = Listed.extend({
  ...{ partners: z.array(PartnerDraft), risks: z.array(RiskDraft), documents: z.array(DocumentDraft) },
  promise: z
    .object({ first: Promised, now: Promised })
    .nullable()
    .describe('the effect that was promised first, and the one that holds'),
  diary: z.array(z.object({ id: z.uuid(), kind: z.enum(KINDS), content: z.record(z.string(), z.unknown()), at: z.date() })), // prettier-ignore
  milestones: z.array(z.object({ id: z.uuid(), title: z.string(), due: z.iso.date(), doneOn: z.iso.date().nullable(), overdue: z.boolean() })), // prettier-ignore
  photos: z.array(z.object({ id: z.uuid(), sha256: z.string(), mediaType: z.string(), alt: z.string(), at: z.date() })),
  verdict: z.enum(['none', 'waiting', 'confirmed', 'disputed']).describe('what those who asked for it say'),
})
const query = z.object({
  state: z.enum(STATES).optional(),
  area: z.string().max(100).optional(),
  goal: z.string().max(101).optional().describe('the goal of a strategy that it serves: strategy/code'),
  edition: z.string().max(60).optional().describe('of the participatory budget'),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  offset: z.coerce.number().int().min(0).default(0),
})

export const projectRoutes =
  (projects: Projects): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/projects', { schema: { tags, summary: 'Projects of the city and of its residents', querystring: query, response: { 200: z.object({ projects: z.array(Listed), count: z.int() }) } } }, async ({ query: { limit, offset, goal, ...asked } }) => projects.list({ ...asked, goals: goal ? [goal] : undefined }, { limit, offset })) // prettier-ignore
    app.post('/projects', { schema: { tags, summary: 'A project of the city, or a winner of an earlier edition', body: ProjectDraft, response: { 201: params } } }, async ({ actor, body }, reply) => reply.code(201).send(await projects.add(actor, body))) // prettier-ignore
    app.get('/projects/:id', { schema: { tags, summary: 'A project with its diary', params, response: { 200: Whole } } }, async ({ params }) => projects.one(params.id)) // prettier-ignore
    app.put('/projects/:id/owner', { schema: { tags, summary: 'Another department answers for it', params, body: z.object({ organisationId: z.uuid() }), response: none } }, async ({ actor, params, body }, reply) => { await projects.assign(actor, params.id, body.organisationId); return reply.code(204).send(null) }) // prettier-ignore
    await app.register(diary(projects))
    await app.register(around(projects))
  }

const around =
  (projects: Projects): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/projects/:id/partners', { schema: { tags, summary: 'Who helps with it', params, body: PartnerDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.partner(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/risks', { schema: { tags, summary: 'What may go wrong, or what became of it', params, body: RiskDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.risk(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/documents', { schema: { tags, summary: 'A paper of it', params, body: DocumentDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.document(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/promise', { schema: { tags, summary: 'The effect that it is to have, fixed before the work begins', params, body: PromiseDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.promise(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.delete('/projects/:id', { schema: { tags, summary: 'Always refused, with what hangs on it: a project is given up instead', params, response: none } }, async ({ actor, params }) => projects.remove(actor, params.id)) // prettier-ignore
  }

const diary =
  (projects: Projects): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/projects/:id/moves', { schema: { tags, summary: 'Moves it to another state', params, body: MoveDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.move(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/projects/:id/goals', { schema: { tags, summary: 'The goals of strategies that it serves', params, body: GoalsDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.aim(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/milestones', { schema: { tags, summary: 'A day by which something is to stand', params, body: MilestoneDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.plan(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/milestones/:milestone/completion', { schema: { tags, summary: 'A milestone is reached', params: params.extend({ milestone: z.uuid() }), response: none } }, async ({ actor, params }, reply) => { await projects.reach(actor, params.id, params.milestone); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/delays', { schema: { tags, summary: 'Puts off the day that was promised, with the reason', params, body: DelayDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.delay(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/spending', { schema: { tags, summary: 'What was paid, or taken back', params, body: SpendingDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.spend(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/tenders', { schema: { tags, summary: 'What became of a tender', params, body: TenderDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.tender(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/news', { schema: { tags, summary: 'News of it', params, body: NewsDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.tell(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/confirmations', { schema: { tags, summary: 'An author says whether it is what was asked for', params, body: ConfirmationDraft, response: none } }, async ({ actor, params, body }, reply) => { await projects.confirm(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/projects/:id/photos', { schema: { tags, summary: 'A photo in JPEG, PNG or WebP: the body is the file itself', params, consumes: ['application/octet-stream'], querystring: z.object({ alt: z.string().trim().min(1).max(4_000).describe('what is to be seen on it') }), response: none } }, async ({ actor, params, query, body }, reply) => { const stream = body instanceof Readable ? body : Readable.from([body as Buffer]); await projects.photograph(actor, params.id, await projects.keepPhoto(actor, params.id, stream), query.alt); return reply.code(204).send(null) }) // prettier-ignore
    app.get('/projects/:id/photos/:photo', { schema: { tags, summary: 'A photo', params: params.extend({ photo: z.uuid() }) } }, async ({ params }, reply) => { const { stream, mediaType } = await projects.photo(params.id, params.photo); return reply.type(mediaType).header('cache-control', 'public, max-age=86400').send(stream) }) // prettier-ignore
  }
