/** The meters that somebody may see: what each shows last, what was used last, when its counter was exchanged or rolled over. */
import type { Actor } from '#platform/actor'
import type { Db } from '#platform/db'
import { useOfRegister, type RegisterEvent } from '#stats'
import type { Context, Entity } from '../../context/index.ts'
import type { Point, Readings } from '../readings/index.ts'
import * as store from './store.ts'
import { CARRIERS, DIGITS, DIGITS_MAX, USE_DATASET } from './types.ts'

const PAGE = 25
const EVENTS_SHOWN = 3
const ATTRIBUTES = [...new Set(Object.values(CARRIERS).map(({ attribute }) => attribute))]

export type Stand = { value: number; unit: string; at: string }
export type MeterSeen = {
  id: string
  name?: string
  isDemo: boolean
  register?: Stand
  use?: Stand
  /** The newest first. */
  events: (Omit<RegisterEvent, 'at_ms'> & { at: Date })[]
}
type Needs = { db: Db; context: Pick<Context, 'query'>; readings: Pick<Readings, 'seriesOf' | 'raw'> }

export function createMeterList({ db, context, readings }: Needs) {
  async function eventsOf(id: string, digits = DIGITS): Promise<MeterSeen['events']> {
    const all = await readings.seriesOf(id)
    const series = all.find(({ attribute, datasetId }) => ATTRIBUTES.includes(attribute) && !datasetId)
    if (!series) return []
    const found: RegisterEvent[] = []
    for (const fall of await store.falls(db, series.id, EVENTS_SHOWN)) {
      const kept = await readings.raw(series.id, {
        from: fall.from.toISOString(),
        to: new Date(fall.to.getTime() + 1).toISOString(),
      })
      found.push(...eventsIn(fall, kept.reverse(), digits).toReversed())
    }
    return found.slice(0, EVENTS_SHOWN).map(({ at_ms, ...event }) => ({ ...event, at: new Date(at_ms) }))
  }

  return async (actor: Actor, { text, offset = 0 }: { text?: string; offset?: number } = {}) => {
    const idPattern = text && text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    const filter = { attributes: ATTRIBUTES, ...(idPattern && { anyOf: [{ idPattern }] }) }
    const { entities, count = 0 } = await context.query(actor, filter, { limit: PAGE, offset, count: true })
    const digits = await store.digitsOf(db, entities.map(({ id }) => id)) // prettier-ignore
    const meters = await Promise.all(
      entities.map(async (entity): Promise<MeterSeen> => ({ ...seenOf(entity), events: await eventsOf(entity.id, digits.get(entity.id)) })), // prettier-ignore
    )
    return { meters, count, ...(offset + PAGE < count && { next: offset + PAGE }) }
  }
}

function seenOf({ id, attributes, scopes }: Entity): Omit<MeterSeen, 'events'> {
  const instances = ATTRIBUTES.flatMap((attribute) => attributes[attribute] ?? [])
  const stand = (dataset: string | undefined): Stand | undefined => {
    const one = instances.find(({ datasetId }) => datasetId === dataset)
    return typeof one?.value === 'number' && one.observedAt !== undefined ? { value: one.value, unit: one.unitCode ?? '', at: one.observedAt } : undefined // prettier-ignore
  }
  const [register, use] = [stand(undefined), stand(USE_DATASET)]
  const name = Object.entries(attributes).find(([iri]) => /[/#]name$/.test(iri))?.[1][0]?.value
  const isDemo = scopes.some((scope) => /^\/demo(\/|$)/.test(scope))
  return { id, isDemo, ...(typeof name === 'string' && { name }), ...(register && { register }), ...(use && { use }) }
}

/** By the readings of the day; where they were let go, by what is left of the day. A counter shows no more than its digits hold, so that one that shows more has more. */
function eventsIn({ to, before, after }: store.Fall, kept: readonly Point[], digits: number): RegisterEvent[] {
  const timed = kept.flatMap(({ observedAt, value }) =>
    value !== null && value >= 0 ? [{ at_ms: observedAt.getTime(), value }] : [],
  )
  const readings = timed.length > 1 ? timed : [{ at_ms: to.getTime() - 1, value: before }, { at_ms: to.getTime(), value: after }] // prettier-ignore
  const shown = readings.reduce((most, { value }) => Math.max(most, String(Math.trunc(value)).length), digits)
  return shown > DIGITS_MAX ? [] : useOfRegister(readings, { digits: shown }).events
}
