/** The meters that somebody may see: what each shows last, what was used last, when its counter was exchanged or rolled over. */
import type { Actor } from '#platform/actor'
import { useOfRegister, type RegisterEvent } from '#stats'
import type { Context, Entity } from '../../context/index.ts'
import type { Readings } from '../readings/index.ts'
import { CARRIERS, DIGITS, USE_DATASET } from './types.ts'

const PAGE = 25
/** Among so many of the newest readings exchanges are looked for. */
const LOOKED_THROUGH = 2_000
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
type Needs = { context: Pick<Context, 'query'>; readings: Pick<Readings, 'seriesOf' | 'raw'> }

export function createMeterList({ context, readings }: Needs) {
  async function eventsOf(id: string): Promise<MeterSeen['events']> {
    const all = await readings.seriesOf(id)
    const series = all.find(({ attribute, datasetId }) => ATTRIBUTES.includes(attribute) && !datasetId)
    if (!series) return []
    const newest = await readings.raw(series.id, {}, LOOKED_THROUGH)
    const timed = newest.reverse().map(({ observedAt, value }) => ({ at_ms: observedAt.getTime(), value }))
    const { events } = useOfRegister(timed, { digits: DIGITS })
    return events.slice(-EVENTS_SHOWN).reverse().map(({ at_ms, ...event }) => ({ ...event, at: new Date(at_ms) })) // prettier-ignore
  }

  return async (actor: Actor, { text, offset = 0 }: { text?: string; offset?: number } = {}) => {
    const idPattern = text && text.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`)
    const filter = { attributes: ATTRIBUTES, ...(idPattern && { anyOf: [{ idPattern }] }) }
    const { entities, count = 0 } = await context.query(actor, filter, { limit: PAGE, offset, count: true })
    const meters = await Promise.all(
      entities.map(async (entity): Promise<MeterSeen> => ({ ...seenOf(entity), events: await eventsOf(entity.id) })),
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
