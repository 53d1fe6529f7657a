/** The past of entities: what was read of them. */
import type { Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import {
  PERIODS_MAX,
  POINTS_MAX,
  type Past,
  type PastSeries,
  type Period,
  type Reading,
  type Summary,
} from '../../telemetry/readings/index.ts'
import { demandWrite, maySee, ownerFor, seen, type Access } from '../access.ts'
import { attributesIn } from '../q/parse.ts'
import { instanceOf } from '../reading/attribute.ts'
import { fragmentOf, type Fragment } from '../reading/entity.ts'
import { idOf } from '../reading/names.ts'
import type { Aggregation, Method, TemporalQuery } from '../reading/temporal.ts'
import { refuse } from '../refusals.ts'
import * as store from '../store/entities.ts'
import * as queries from '../store/query.ts'
import { visibleCondition } from '../store/visible.ts'
import type { Terms } from '../terms/terms.ts'
import type { Entity } from '../types.ts'
import { instanceOf as instanceAt, readInstanceId } from '../writing/temporal.ts'
import { readingOf } from './changes.ts'
import { demandWriteSomewhere } from './entities.ts'
import type { Parts } from './parts.ts'

export type Temporal = ReturnType<typeof createTemporal>
export type What = { query: TemporalQuery; attributes?: string[]; datasetIds?: string[]; aggregation?: Aggregation }
export type PastEntity = { entity: Entity; series: PastSeries[]; summaries: Summary[]; partial: boolean }

export function createTemporal(parts: Parts) {
  const { db, clock, readings, rollups } = parts

  async function found(actor: Actor, id: string): Promise<{ access: Access; entity: Entity & { current: boolean } }> {
    const [access, entity] = [await parts.accessOf(actor), await store.findAny(db, idOf(id))]
    if (!entity || !maySee(access, entity)) throw refuse.unknownEntity({ id })
    return { access, entity }
  }
  async function writable(actor: Actor, id: string) {
    const [access, entity] = [await parts.accessOf(actor), await store.findAny(db, idOf(id))]
    demandWriteSomewhere(actor, access)
    if (!entity) throw refuse.unknownEntity({ id })
    demandWrite(actor, access, entity.owner)
    return entity
  }

  /** What has no time of its own was observed now. */
  function readingsOf(id: string, { attributes }: Fragment): Reading[] {
    const now = clock.now().toISOString()
    return Object.entries(attributes).flatMap(([iri, instances]) =>
      instances.map((one) => readingOf(id, iri, one, one.observedAt ?? now)),
    )
  }

  /** By the rollups where they say it exactly: they count and compare numbers alone. */
  async function summed(asked: Past, period: Period, methods: readonly Method[]): Promise<Summary[]> {
    const isKept = methods.every((method) => ['sum', 'avg', 'min', 'max'].includes(method))
    const kept = isKept ? await rollups.summaries(asked, period, PERIODS_MAX) : undefined
    return kept ?? readings.summaries(asked, period)
  }

  /** The past of these entities; what may not be seen of them is left out. */
  async function pastOf(
    access: Access,
    entities: readonly Entity[],
    { query, attributes, datasetIds, aggregation }: What,
  ): Promise<PastEntity[]> {
    const { by, after, before, lastN, origin } = query
    const asked: Past = {
      ...{ entityIds: entities.map(({ id }) => id), by },
      ...(attributes && { attributes }),
      ...(datasetIds && { datasetIds: datasetIds.map((id) => (id === '@none' ? '' : id)) }),
      ...(after !== undefined && { after }),
      ...(before !== undefined && { before }),
    }
    const most = lastN ?? POINTS_MAX
    const series = aggregation ? [] : await readings.past(asked, most)
    const summaries = aggregation ? await summed(asked, { ...aggregation.period, origin }, aggregation.methods) : []
    return entities.map((entity) => {
      const shown = (attribute: string) =>
        attribute in seen(access, { ...entity, attributes: { [attribute]: [] } }).attributes
      const own = series.filter(({ entityId, attribute }) => entityId === entity.id && shown(attribute))
      return {
        ...{ entity, series: own, partial: lastN === undefined && own.some(({ points }) => points.length === most) },
        summaries: summaries.filter(
          ({ series: { entityId, attribute } }) => entityId === entity.id && shown(attribute),
        ),
      }
    })
  }

  const record = (tx: Tx, id: string, fragment: Fragment) => readings.record(tx, readingsOf(id, fragment))

  return {
    /** True where nothing had been known of it. */
    async add(actor: Actor, body: unknown, terms: Terms): Promise<{ id: string; created: boolean }> {
      const { id, ...fragment } = fragmentOf(body, terms, { series: true })
      if (id === undefined) throw refuse.badEntity({ problem: 'id', value: '' })
      const access = await parts.accessOf(actor)
      const owner = ownerFor(actor, access, await parts.organisations())
      const there = await store.findAny(db, id)
      if (there) demandWrite(actor, access, there.owner)
      else if (fragment.types.length === 0) throw refuse.badEntity({ problem: 'type', value: '' })
      const createdAt = clock.now().toISOString()
      const created = await db.transaction().execute(async (tx) => {
        const isNew =
          !there &&
          (await store.addPast(tx, { id, types: fragment.types, scopes: fragment.scopes ?? [], owner, createdAt }))
        await record(tx, id, fragment)
        return isNew
      })
      return { id, created }
    },
    async append(actor: Actor, id: string, body: unknown, terms: Terms): Promise<void> {
      const fragment = fragmentOf(body, terms, { series: true })
      await writable(actor, id)
      await db.transaction().execute((tx) => record(tx, id, fragment))
    },

    /** Throws `context.unknownEntity`. */
    async get(actor: Actor, id: string, what: What): Promise<PastEntity> {
      const { access, entity } = await found(actor, id)
      return (await pastOf(access, [entity], what))[0]!
    },
    async query(
      actor: Actor,
      filter: queries.Filter,
      what: What,
      page: queries.Page,
    ): Promise<{ entities: PastEntity[]; count?: number }> {
      const access = await parts.accessOf(actor)
      const { attributes: _, ...rest } = filter
      const visible = visibleCondition(access, filter.q ? attributesIn(filter.q) : [])
      const { entities, count } = await queries.query(db, { ...rest, past: true }, visible, page)
      const all = await pastOf(access, entities, what)
      const asked = all.filter(({ series, summaries }) => series.length + summaries.length > 0)
      return { entities: asked, ...(count !== undefined && { count }) }
    },

    async delete(actor: Actor, id: string): Promise<void> {
      await writable(actor, id)
      await db.transaction().execute(async (tx) => {
        await readings.forget(tx, id)
        await store.removePast(tx, id)
      })
    },
    /** Throws `context.unknownAttribute`. */
    async deleteAttribute(
      actor: Actor,
      id: string,
      name: string,
      terms: Terms,
      { datasetId, all }: { datasetId?: string; all?: boolean },
    ): Promise<void> {
      await writable(actor, id)
      const gone = await db
        .transaction()
        .execute((tx) => readings.forget(tx, id, terms.iri(name), all ? undefined : (datasetId ?? '')))
      if (gone === 0) throw refuse.unknownAttribute({ id, attribute: name })
    },
    /** Throws `context.unknownInstance`. */
    async deleteInstance(actor: Actor, id: string, name: string, instanceId: string, terms: Terms): Promise<void> {
      await writable(actor, id)
      await db.transaction().execute((tx) => forgetOne(tx, id, terms.iri(name), instanceId))
    },
    /** Lays fields over one reading; with another time it becomes one of that time. */
    async patchInstance(
      actor: Actor,
      id: string,
      name: string,
      instanceId: string,
      body: unknown,
      terms: Terms,
    ): Promise<void> {
      await writable(actor, id)
      const iri = terms.iri(name)
      const said = (body as Record<string, unknown> | null)?.[name] ?? body
      const patch = instanceOf(Array.isArray(said) ? said[0] : said, name, { terms, partial: true }, 0)
      const which = readInstanceId(instanceId)
      const all = which ? await readings.past({ entityIds: [id], attributes: [iri] }) : []
      const series = all.find((one) => one.id === which!.seriesId)
      const point = series?.points.find(({ micros }) => micros === which!.micros)
      if (!series || !point) throw refuse.unknownInstance({ instanceId })
      const laid = { ...instanceAt(series, point), ...patch, ...(series.datasetId && { datasetId: series.datasetId }) }
      await db.transaction().execute(async (tx) => {
        await forgetOne(tx, id, iri, instanceId)
        await readings.record(tx, [readingOf(id, iri, laid, laid.observedAt!)])
      })
    },
  }

  async function forgetOne(tx: Tx, entityId: string, attribute: string, instanceId: string): Promise<void> {
    const which = readInstanceId(instanceId)
    if (!which || !(await readings.forgetOne(tx, { entityId, attribute, ...which })))
      throw refuse.unknownInstance({ instanceId })
  }
}
