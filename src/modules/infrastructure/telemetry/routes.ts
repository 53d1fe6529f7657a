/** HTTP: what things were and are, what of it is doubtful, and how long it is kept. What may be seen is the broker's matter. */
import type { Actor } from '#platform/actor'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { Context } from '../context/index.ts'
import { HISTORY_POINTS_MAX } from './history/index.ts'
import type { Telemetry } from './index.ts'
import { refuse } from './quality/refusals.ts'
import { MARKS } from './quality/index.ts'
import type { Series } from './readings/index.ts'
import { RetentionDraft } from './retention/index.ts'
import { GRAINS } from './rollups/index.ts'

const tags = ['infrastructure']
const params = z.object({ id: z.string().min(1).max(2_000) })
const time = z.iso.datetime({ offset: true }).transform((text) => new Date(text))
const Which = z.object({
  attribute: z.string().min(1).max(500).describe('its name by the core context, or its IRI'),
  datasetId: z.string().max(2_000).optional(),
})
const Span = z.object({ from: time.optional(), to: time.optional() })
const Named = z.object({ attribute: z.string(), datasetId: z.string().optional(), unitCode: z.string().optional() })
const number = z.number().nullable()
const Point = z.object({
  ...{ at: z.date(), count: z.int(), mean: number, min: number, max: number, sum: number, last: number },
  content: z.unknown().optional().describe('of a reading that is more than a number'),
})
const History = Named.extend({ grain: z.enum(['raw', ...GRAINS]), partial: z.boolean(), points: z.array(Point) })
const Latest = Named.extend({ observedAt: z.date(), value: number, content: z.unknown() })
const Mark = Named.extend({ kind: z.enum(MARKS), from: z.date(), to: z.date(), detail: z.record(z.string(), z.number()) }) // prettier-ignore
const Excluded = Named.extend({
  ...{ from: z.date(), to: z.date(), at: z.date(), entryId: z.string() },
  reason: z.string().optional().describe('for whoever works on the city’s things'),
})
const Stretch = Which.extend({ from: time, to: time, reason: z.string().trim().min(1).max(2_000) })
const Rule = z.object({
  gap_steps: z.number(),
  stuck: z.object({ readings: z.int(), hours: z.number() }).nullable(),
  ...{ min: number, max: number, outlier_z: number },
})
const none = { 204: z.null() }

type Parts = { telemetry: Telemetry; context: Context }

/** The series of an entity, as far as one may see it. Throws `context.unknownEntity`. */
async function seriesSeen({ telemetry, context }: Parts, actor: Actor, id: string): Promise<Series[]> {
  const { attributes } = await context.get(actor, id)
  return (await telemetry.history.series(id)).filter(({ attribute }) => attribute in attributes)
}

/** Throws `quality.unknownSeries` too. */
async function oneSeen(parts: Parts, actor: Actor, id: string, { attribute, datasetId }: z.infer<typeof Which>) {
  const iri = (await parts.context.contexts.terms()).iri(attribute)
  const all = await seriesSeen(parts, actor, id)
  const one = all.find((series) => series.attribute === iri && series.datasetId === (datasetId || undefined))
  if (!one) throw refuse.unknownSeries({ attribute })
  return one
}

async function namesOf({ context }: Parts): Promise<(series: Series) => z.infer<typeof Named>> {
  const terms = await context.contexts.terms()
  return ({ attribute, datasetId, unitCode }) => ({
    attribute: terms.term(attribute),
    ...(datasetId !== undefined && { datasetId }),
    ...(unitCode !== undefined && { unitCode }),
  })
}

export const telemetryRoutes =
  (telemetry: Telemetry, context: Context): FastifyPluginAsyncZod =>
  async (app) => {
    const parts = { telemetry, context }
    app.get(
      '/infrastructure/entities/:id/history',
      {
        schema: {
          ...{ tags, summary: 'What an attribute was, at the grain that fits into so many points', params },
          querystring: Which.extend(Span.shape).extend({ points: z.coerce.number().int().min(1).max(HISTORY_POINTS_MAX).default(500) }), // prettier-ignore
          response: { 200: History },
        },
      },
      async ({ actor, params: { id }, query: { from, to, points, ...which } }) => {
        const series = await oneSeen(parts, actor, id, which)
        const span = { ...(from && { from }), ...(to && { to }) }
        const { grain, partial, points: all } = (await telemetry.history.of(series.id, span, points))!
        return { ...(await namesOf(parts))(series), grain, partial, points: all }
      },
    )
    app.get(
      '/infrastructure/entities/:id/latest',
      {
        schema: {
          ...{ tags, summary: 'The newest reading of each attribute', params },
          response: { 200: z.object({ latest: z.array(Latest) }) },
        },
      },
      async ({ actor, params: { id } }) => {
        const [seen, named] = [new Set((await seriesSeen(parts, actor, id)).map((one) => one.id)), await namesOf(parts)]
        const all = (await telemetry.history.latest([id])).filter((one) => seen.has(one.id))
        return { latest: all.map((one) => ({ ...named(one), observedAt: one.observedAt, value: one.value, content: one.content })) } // prettier-ignore
      },
    )
    await app.register(qualityRoutes(parts))
    await app.register(retentionRoutes(parts))
  }

const qualityRoutes =
  (parts: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    const { quality } = parts.telemetry
    app.get('/infrastructure/quality/rules', { schema: { tags, summary: 'By which rules readings are marked as doubtful: the usual ones, and those of attributes by name', response: { 200: z.object({ usual: Rule, byName: z.record(z.string(), Rule) }) } } }, async () => quality.rules()) // prettier-ignore
    app.get(
      '/infrastructure/entities/:id/marks',
      {
        schema: {
          ...{ tags, summary: 'Gaps, stuck values, outliers and wrong clocks, and what was left out of the rollups' },
          ...{ params, querystring: Span },
          response: { 200: z.object({ marks: z.array(Mark), exclusions: z.array(Excluded) }) },
        },
      },
      async ({ actor, params: { id }, query }) => {
        const [all, named] = [await seriesSeen(parts, actor, id), await namesOf(parts)]
        const [ids, nameById] = [all.map((one) => one.id), new Map(all.map((one) => [one.id, named(one)]))]
        const marks = await quality.marks(ids, query)
        const exclusions = await quality.exclusions(ids)
        return {
          marks: marks.map(({ seriesId, ...mark }) => ({ ...nameById.get(seriesId)!, ...mark })),
          exclusions: exclusions.map(({ seriesId, by: _, reason, ...one }) => ({ ...nameById.get(seriesId)!, ...one, ...(actor.can('infrastructure.read') && { reason }) })), // prettier-ignore
        }
      },
    )
    app.put(
      '/infrastructure/entities/:id/exclusions',
      { schema: { tags, summary: 'Leave a stretch out of the rollups, with a reason; what was read stays', params, body: Stretch, response: none } }, // prettier-ignore
      async ({ actor, params: { id }, body: { from, to, reason, ...which } }, reply) => {
        await quality.exclude(actor, await oneSeen(parts, actor, id, which), { from, to }, reason)
        return reply.code(204).send(null)
      },
    )
    app.delete(
      '/infrastructure/entities/:id/exclusions',
      { schema: { tags, summary: 'Take a stretch into the rollups again', params, querystring: Stretch, response: none } }, // prettier-ignore
      async ({ actor, params: { id }, query: { from, to, reason, ...which } }, reply) => {
        await quality.include(actor, await oneSeen(parts, actor, id, which), { from, to }, reason)
        return reply.code(204).send(null)
      },
    )
  }

const retentionRoutes =
  ({ telemetry: { retention }, context }: Parts): FastifyPluginAsyncZod =>
  async (app) => {
    const written = async <W extends { type: string; attribute?: string }>(which: W): Promise<W> => {
      const terms = await context.contexts.terms()
      return {
        ...which,
        type: terms.iri(which.type),
        ...(which.attribute && { attribute: terms.iri(which.attribute) }),
      }
    }
    app.get('/infrastructure/retention', { schema: { tags, summary: 'For how many days readings are kept, by kinds of things; the others for good, and rollups always', response: { 200: z.object({ retention: z.array(RetentionDraft.extend({ at: z.date() })) }) } } }, async () => ({ retention: await retention.list() })) // prettier-ignore
    app.put('/infrastructure/retention', { schema: { tags, summary: 'Say how long the readings of a kind of things are kept', body: RetentionDraft, response: none } }, async ({ actor, body }, reply) => { await retention.set(actor, await written(body)); return reply.code(204).send(null) }) // prettier-ignore
    app.delete('/infrastructure/retention', { schema: { tags, summary: 'Keep the readings of a kind of things for good', querystring: RetentionDraft.omit({ days: true }), response: none } }, async ({ actor, query }, reply) => { await retention.withdraw(actor, await written(query)); return reply.code(204).send(null) }) // prettier-ignore
  }
