/** HTTP: parse, call, answer. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Alarms } from './service.ts'
import { EVENTS, Names, Note, RuleDraft, Severity, Silence, STATES } from './types.ts'

const tags = ['maintenance']
const params = z.object({ id: z.uuid() })
const none = { 204: z.null() }
const Rule = RuleDraft.extend({ id: z.uuid(), active: z.boolean(), at: z.date(), by: z.string() })
const Alarm = z.object({
  id: z.uuid(),
  ruleId: z.uuid(),
  entityId: z.string(),
  organisationId: z.uuid(),
  names: Names,
  attribute: z.string(),
  severity: Severity,
  state: z.enum(STATES),
  openedAt: z.date(),
  clearedAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  value: z.string().nullable(),
  times: z.int(),
  acknowledged: z.object({ at: z.date(), by: z.string() }).nullable(),
  silence: z.object({ until: z.date(), reason: z.string() }).nullable(),
})
const Event = z.object({ id: z.uuid(), kind: z.enum(EVENTS), at: z.date(), by: z.string(), content: z.unknown() })

export const alarmRoutes =
  (alarms: Alarms): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/alarms', { schema: { tags, summary: 'Alarms: the gravest first, then the newest', querystring: z.object({ state: z.enum(STATES).optional(), entity: z.string().max(500).optional() }), response: { 200: z.object({ alarms: z.array(Alarm) }) } } }, async ({ actor, query }) => ({ alarms: await alarms.list(actor, { states: query.state && [query.state], entityId: query.entity }) })) // prettier-ignore
    app.get('/alarms/rules', { schema: { tags, summary: 'What is watched', response: { 200: z.object({ rules: z.array(Rule) }) } } }, async ({ actor }) => ({ rules: await alarms.rules(actor) })) // prettier-ignore
    app.post('/alarms/rules', { schema: { tags, summary: 'A rule: what is watched, what is wrong, who is told', body: RuleDraft, response: { 201: Rule } } }, async ({ actor, body }, reply) => reply.code(201).send(await alarms.addRule(actor, body))) // prettier-ignore
    app.put('/alarms/rules/:id', { schema: { tags, summary: 'Changes a rule, or switches it off', params, body: RuleDraft.extend({ active: z.boolean().default(true) }), response: { 200: Rule } } }, async ({ actor, params, body: { active, ...draft } }) => alarms.changeRule(actor, params.id, draft, active)) // prettier-ignore
    app.get('/alarms/:id', { schema: { tags, summary: 'An alarm, its rule, and all that happened to it', params, response: { 200: Alarm.extend({ rule: Rule, events: z.array(Event) }) } } }, async ({ actor, params }) => alarms.one(actor, params.id)) // prettier-ignore
    app.post('/alarms/:id/acknowledgement', { schema: { tags, summary: 'Somebody has it in hand: nobody else is told', params, response: none } }, async ({ actor, params }, reply) => { await alarms.acknowledge(actor, params.id); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/alarms/:id/silence', { schema: { tags, summary: 'Nobody is told until then, and why', params, body: Silence, response: none } }, async ({ actor, params, body }, reply) => { await alarms.silence(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/alarms/:id/notes', { schema: { tags, summary: 'A note', params, body: Note, response: none } }, async ({ actor, params, body }, reply) => { await alarms.note(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/alarms/:id/closure', { schema: { tags, summary: 'Closes it, saying how it was dealt with', params, body: Note, response: none } }, async ({ actor, params, body }, reply) => { await alarms.close(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
  }
