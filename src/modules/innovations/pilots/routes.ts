/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Pilots } from './service/index.ts'
import { AmendmentDraft, DecisionDraft, EvaluationDraft, LOG_KINDS, PilotDraft, STATES, VIOLATIONS } from './types.ts'

const tags = ['pilots']
const params = z.object({ id: z.uuid() })
const none = { 204: z.null() }
const text = z.string().trim().min(1).max(4_000)
const Listed = z.object({ id: z.uuid(), number: z.int(), organisationId: z.uuid(), state: z.enum(STATES), titles: z.record(z.string(), z.string()), from: z.string(), to: z.string() }) // prettier-ignore
const Violations = z.array(z.object({ id: z.enum(VIOLATIONS), figures: z.record(z.string(), z.union([z.string(), z.number()])) })) // prettier-ignore
const Whole = Listed.extend({
  plan: z.record(z.string(), z.unknown()),
  sealed: z.object({ sha256: z.string(), entryId: z.uuid(), at: z.date() }).nullable(),
  startedOn: z.string().nullable(),
  amendments: z.array(z.object({ number: z.int(), grounds: z.string(), sha256: z.string(), entryId: z.uuid(), at: z.date() })), // prettier-ignore
  violations: Violations.describe('in what the sealed plan was not kept to'),
  effect: z.record(z.string(), z.unknown()).nullable(),
  decision: DecisionDraft.nullable(),
  log: z.array(z.object({ id: z.uuid(), kind: z.enum(LOG_KINDS), content: z.record(z.string(), z.unknown()), at: z.date() })), // prettier-ignore
})

export const pilotRoutes =
  (pilots: Pilots): FastifyPluginAsyncZod =>
  async (app) => {
    const listed = ({ id, number, organisationId, state, plan }: Awaited<ReturnType<Pilots['list']>>[number]) => ({ id, number, organisationId, state, titles: plan.titles as Record<string, string>, from: plan.from, to: plan.to }) // prettier-ignore
    app.get('/pilots', { schema: { tags, summary: 'Pilots: what is tried, each with a plan sealed before it began', response: { 200: z.object({ pilots: z.array(Listed.extend({ violated: z.boolean().describe('its sealed plan was not kept to') })) }) } } }, async () => { const broken = await pilots.broken(); return { pilots: (await pilots.list()).map((pilot) => ({ ...listed(pilot), violated: broken.has(pilot.id) })) } }) // prettier-ignore
    app.get('/pilots/:id', { schema: { tags, summary: 'A pilot with its sealed plan, what was changed and broken, and what was found', params, response: { 200: Whole } } }, async ({ params }) => { const { pilot, amendments, violations, log, found } = await pilots.one(params.id); return { ...listed(pilot), plan: pilot.plan, sealed: pilot.sealed, startedOn: pilot.startedOn, amendments, violations, effect: (found?.effect ?? null) as Record<string, unknown> | null, decision: pilot.decision, log } }) // prettier-ignore
    app.get('/pilots/:id/evaluation', { schema: { tags, summary: 'All that the evaluation rests on, for unia verify evaluation', params } }, async ({ params }, reply) => reply.type('application/json').header('content-disposition', `attachment; filename="evaluation-${params.id}.json"`).send(await pilots.bundle(params.id))) // prettier-ignore
    await app.register(working(pilots))
  }

const working =
  (pilots: Pilots): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/pilots', { schema: { tags, summary: 'A plan, not yet public', body: PilotDraft, response: { 201: params } } }, async ({ actor, body }, reply) => reply.code(201).send(await pilots.add(actor, body))) // prettier-ignore
    app.post('/pilots/:id/seal', { schema: { tags, summary: 'Seals the plan: its fingerprint stands in the ledger, and it stays as it is', params, response: none } }, async ({ actor, params }, reply) => { await pilots.seal(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/pilots/:id/start', { schema: { tags, summary: 'Says on which day it began', params, body: z.object({ day: z.iso.date() }), response: none } }, async ({ actor, params, body }, reply) => { await pilots.start(actor, params.id, body.day); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/pilots/:id/amendments', { schema: { tags, summary: 'Changes a sealed plan in public', params, body: AmendmentDraft, response: none } }, async ({ actor, params, body }, reply) => { await pilots.amend(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/pilots/:id/evaluations', { schema: { tags, summary: 'Freezes the figures and runs the method', params, body: EvaluationDraft, response: none } }, async ({ actor, params, body }, reply) => { await pilots.evaluate(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/pilots/:id/publication', { schema: { tags, summary: 'Another person checks the evaluation and lets it out', params, body: z.object({ grounds: text }), response: none } }, async ({ actor, params, body }, reply) => { await pilots.publish(actor, params.id, body.grounds); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/pilots/:id/decision', { schema: { tags, summary: 'What the city does now: scale, change or stop', params, body: DecisionDraft, response: none } }, async ({ actor, params, body }, reply) => { await pilots.decide(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/pilots/:id/abandonment', { schema: { tags, summary: 'Gives it up, and says why', params, body: z.object({ reasons: text }), response: none } }, async ({ actor, params, body }, reply) => { await pilots.abandon(actor, params.id, body.reasons); return reply.code(204).send(null) }) // prettier-ignore
  }
