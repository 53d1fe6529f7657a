/** HTTP: parse, call, answer. */
import { Readable } from 'node:stream'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Orders } from './service/index.ts'
import { CostDraft, Grosze, KINDS, LabourDraft, MoveDraft, OrderDraft, ORIGINS, ScheduleDraft, State, WorkingTime } from './types.ts' // prettier-ignore

const tags = ['maintenance']
const params = z.object({ id: z.uuid() })
const none = { 204: z.null() }
const Act = z.object({ at: z.date(), by: z.string() })
const Sla = z.object({
  target_min: z.number(),
  used_min: z.number().describe('of working time'),
  state: z.enum(['running', 'paused', 'kept', 'missed', 'stopped']),
  dueAt: z.number().optional().describe('milliseconds since 1970'),
})
const Order = OrderDraft.omit({ origin: true, alarmId: true, reportId: true }).extend({
  id: z.uuid(),
  number: z.int(),
  state: State,
  origin: z.enum(ORIGINS),
  kind: z.enum(KINDS),
  alarmId: z.uuid().nullable(),
  reportId: z.uuid().nullable(),
  made: Act,
  done: Act.nullable(),
  signed: Act.nullable(),
  spent_grosze: Grosze,
  sla: Sla,
})
const Whole = Order.extend({
  moves: z.array(Act.extend({ from: State.nullable(), to: State, reason: z.string().nullable() })),
  checks: z.array(Act.extend({ place: z.int() })),
  lines: z.array(z.unknown()),
  photos: z.array(z.unknown()),
  next: z.array(z.object({ to: State, needsReason: z.boolean() })).describe('where one may move it from here'),
})
const Schedule = ScheduleDraft.extend({ id: z.uuid(), active: z.boolean(), mark: z.string().nullable() })

export const orderRoutes =
  (orders: Orders): FastifyPluginAsyncZod =>
  async (app) => {
    app.get('/orders', { schema: { tags, summary: 'Work orders: the most urgent first, each with its clock', querystring: z.object({ state: State.optional(), mine: z.stringbool().default(false), entity: z.string().max(500).optional(), asset: z.uuid().optional() }), response: { 200: z.object({ orders: z.array(Order) }) } } }, async ({ actor, query }) => ({ orders: await orders.list(actor, { states: query.state && [query.state], mine: query.mine, entityId: query.entity, assetId: query.asset }) })) // prettier-ignore
    app.post('/orders', { schema: { tags, summary: 'A work order: from an alarm or a report, of an inspection, or by hand', body: OrderDraft, response: { 201: params } } }, async ({ actor, body }, reply) => reply.code(201).send(await orders.make(actor, body))) // prettier-ignore
    app.get('/orders/schedules', { schema: { tags, summary: 'What comes again', response: { 200: z.object({ schedules: z.array(Schedule) }) } } }, async ({ actor }) => ({ schedules: await orders.schedules(actor) })) // prettier-ignore
    app.post('/orders/schedules', { schema: { tags, summary: 'Orders that come by the calendar or by a counter', body: ScheduleDraft, response: { 201: Schedule } } }, async ({ actor, body }, reply) => reply.code(201).send(await orders.addSchedule(actor, body))) // prettier-ignore
    app.put('/orders/schedules/:id', { schema: { tags, summary: 'Changes a schedule, or switches it off', params, body: ScheduleDraft.extend({ active: z.boolean().default(true) }), response: { 200: Schedule } } }, async ({ actor, params, body: { active, ...draft } }) => orders.changeSchedule(actor, params.id, draft, active)) // prettier-ignore
    app.put('/orders/working-time', { schema: { tags, summary: 'When people work: the clock of orders stands still at other times', body: WorkingTime, response: none } }, async ({ actor, body }, reply) => { await orders.setWorkingTime(actor, body); return reply.code(204).send(null) }) // prettier-ignore
    app.get('/orders/:id', { schema: { tags, summary: 'A work order with all that was done', params, response: { 200: Whole } } }, async ({ actor, params }) => orders.one(actor, params.id)) // prettier-ignore
    await app.register(work(orders))
  }

const work =
  (orders: Orders): FastifyPluginAsyncZod =>
  async (app) => {
    app.post('/orders/:id/moves', { schema: { tags, summary: 'Moves it to another state', params, body: MoveDraft, response: none } }, async ({ actor, params, body }, reply) => { await orders.move(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/orders/:id/assignee', { schema: { tags, summary: 'Gives it to somebody', params, body: z.object({ assignee: z.string().min(1).max(200).nullable() }), response: none } }, async ({ actor, params, body }, reply) => { await orders.assign(actor, params.id, body.assignee); return reply.code(204).send(null) }) // prettier-ignore
    app.put('/orders/:id/checks/:place', { schema: { tags, summary: 'Ticks a place of the checklist', params: params.extend({ place: z.coerce.number().int().min(0) }), body: z.object({ done: z.boolean() }), response: none } }, async ({ actor, params, body }, reply) => { await orders.tick(actor, params.id, params.place, body.done); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/orders/:id/labour', { schema: { tags, summary: 'Minutes of work at so much an hour', params, body: LabourDraft, response: none } }, async ({ actor, params, body }, reply) => { await orders.labour(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post('/orders/:id/costs', { schema: { tags, summary: 'What was paid', params, body: CostDraft, response: none } }, async ({ actor, params, body }, reply) => { await orders.cost(actor, params.id, body); return reply.code(204).send(null) }) // prettier-ignore
    app.post(
      '/orders/:id/photos',
      {
        schema: {
          ...{ tags, summary: 'A photo in JPEG, PNG or WebP: the body is the file itself', params, response: none },
          consumes: ['application/octet-stream'],
          querystring: z.object({ place: z.coerce.number().int().min(0).optional() }),
        },
      },
      async ({ actor, params, query, body }, reply) => {
        const stream = body instanceof Readable ? body : Readable.from([body as Buffer])
        const kept = await orders.keep(actor, params.id, stream)
        await orders.photograph(actor, params.id, { ...kept, place: query.place })
        return reply.code(204).send(null)
      },
    )
    app.get('/orders/:id/photos/:photo', { schema: { tags, summary: 'A photo', params: params.extend({ photo: z.uuid() }) } }, async ({ actor, params }, reply) => { const { stream, mediaType } = await orders.photo(actor, params.id, params.photo); return reply.type(mediaType).send(stream) }) // prettier-ignore
  }
