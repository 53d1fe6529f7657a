/** What is counted of the city's public things at this moment. Only what is there; the demonstration counts nowhere. */
import { visitor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { DEMO_SCOPE, type Context, type Entity, type KindRow } from '../../context/index.ts'
import { localName } from './rules.ts'
import * as store from './store.ts'

const KEPT_MS = 30_000
const DAY_MS = 86_400_000
/** An older reading is none of "now". */
const AIR_MS = 3 * 3_600_000
const THINGS_MAX = 1_000
/** By which the name of an attribute is found. */
const SAMPLE = 20
const WORKING = ['ok', 'working']
const AIR = ['AirQualityObserved', 'AirQualityMonitoring']
const METERS = ['ThreePhaseAcMeasurement', 'EnergyMeter', 'Meter']
const ENERGY = 'totalActiveEnergyImport'

export type Numbers = {
  at: string
  /** Things of which something was read within a day. */
  reporting: number
  lamps?: { working: number; total: number }
  /** The mean of the newest readings, µg/m³. */
  pm25?: { mean: number; count: number; at: string }
  energy?: { kwh: number; count: number }
  demo: number
}
export type Needs = {
  db: Db
  clock: Clock
  context: Pick<Context, 'queries' | 'query'>
  kinds(): Promise<KindRow[]>
  timezone: string
}

export function createNumbers({ db, clock, context, kinds, timezone }: Needs): () => Promise<Numbers> {
  let kept: { at: number; numbers: Promise<Numbers> } | undefined

  async function ofKinds(all: readonly KindRow[], names: readonly string[]): Promise<Entity[]> {
    const types = all.map(({ type }) => type).filter((type) => names.includes(localName(type)))
    if (types.length === 0) return []
    const { entities } = await context.query(visitor, { anyOf: [{ types: { any: types } }] }, { limit: THINGS_MAX, offset: 0 }) // prettier-ignore
    return entities.filter(({ scopes }) => !scopes.some((scope) => scope === DEMO_SCOPE || scope.startsWith(`${DEMO_SCOPE}/`))) // prettier-ignore
  }

  async function lamps(all: readonly KindRow[]): Promise<Numbers['lamps']> {
    const found = { working: 0, total: 0 }
    for (const { type } of all) {
      if (localName(type) !== 'Streetlight') continue
      const { entities } = await context.query(visitor, { anyOf: [{ types: type }] }, { limit: SAMPLE, offset: 0 })
      const status = entities.flatMap(({ attributes }) => Object.keys(attributes)).find((iri) => localName(iri) === 'status') // prettier-ignore
      if (!status) continue
      for (const { value, count } of await context.queries.tally(visitor, type, status)) {
        found.total += count
        if (WORKING.includes(value)) found.working += count
      }
    }
    return found.total > 0 ? found : undefined
  }

  async function energy(all: readonly KindRow[], now: Date): Promise<Numbers['energy']> {
    const series = (await ofKinds(all, METERS)).flatMap(({ id, attributes }) =>
      Object.keys(attributes)
        .filter((name) => localName(name) === ENERGY && attributes[name]![0]?.unitCode === 'KWH')
        .map((attribute) => ({ entityId: id, attribute })),
    )
    if (series.length === 0) return undefined
    const { sum, count } = await store.countedSince(db, series, await store.dayBegan(db, now, timezone))
    return count > 0 ? { kwh: sum, count } : undefined
  }

  async function count(): Promise<Numbers> {
    const now = clock.now()
    const all = await kinds()
    const [reporting, lit, pm25, used] = await Promise.all([
      context.queries.reporting(visitor, new Date(now.getTime() - DAY_MS)),
      lamps(all),
      ofKinds(all, AIR).then((sensors) => airOf(sensors, now)),
      energy(all, now),
    ])
    const demo = all.reduce((sum, kind) => sum + kind.demo, 0)
    return { at: now.toISOString(), reporting, demo, ...(lit && { lamps: lit }), ...(pm25 && { pm25 }), ...(used && { energy: used }) } // prettier-ignore
  }

  return () => {
    const now = performance.now()
    if (!kept || now - kept.at > KEPT_MS) {
      kept = { at: now, numbers: count() }
      kept.numbers.catch(() => (kept = undefined))
    }
    return kept.numbers
  }
}

function airOf(sensors: readonly Entity[], now: Date): Numbers['pm25'] {
  const newest = sensors.flatMap(({ attributes }) => {
    const iri = Object.keys(attributes).find((name) => localName(name) === 'pm25')
    const { value, observedAt, unitCode } = (iri ? attributes[iri]?.[0] : undefined) ?? {}
    const isNow = observedAt && now.getTime() - Date.parse(observedAt) < AIR_MS
    return typeof value === 'number' && isNow && (unitCode ?? 'GQ') === 'GQ' ? [{ value, observedAt }] : []
  })
  if (newest.length === 0) return undefined
  const mean = newest.reduce((sum, { value }) => sum + value, 0) / newest.length
  return {
    mean,
    count: newest.length,
    at: newest
      .map(({ observedAt }) => observedAt)
      .toSorted()
      .at(-1)!,
  }
}
