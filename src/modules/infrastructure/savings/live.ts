/** Where a plan names things that read by themselves: their rollups become the readings, by the same rules as a file's. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { fingerprintOf } from '#governance'
import { dayAfter, zoneOf, type Timed, type Zone } from '#stats'
import type { Context, Entity } from '../context/index.ts'
import type { Series } from '../telemetry/readings/index.ts'
import type { Hold, Rollup } from '../telemetry/index.ts'
import type { Brought } from './findings.ts'
import { celsiusToFahrenheit, ENERGY_UNITS, kWhOf, type EnergyUnit } from './reading/units.ts'
import { refuse } from './refusals.ts'
import type { Plan, SeriesName, ToldFile } from './types.ts'

const HOUR_MS = 3_600_000
/** Of the baseline's year, and one before it. */
const BASELINE_DAYS = 366

export type LiveNeeds = {
  readings: { seriesOf(entityId: string): Promise<Series[]> }
  rollups: { of(ids: readonly number[], grain: 'hour' | 'day', range: { from?: Date; to?: Date }): Promise<Rollup[]> }
  find(id: string): Promise<Entity | undefined>
  isPersonal(entity: Entity, attribute: string): Promise<boolean>
  query: Context['query']
  hold(tx: Tx, hold: Hold): Promise<void>
}
type Building = Extract<Plan, { option: 'C' }>
type Live = NonNullable<Building['series']>

const isDemo = ({ id, scopes }: Entity): boolean =>
  /^urn:ngsi-ld:[^:]+:demo:/.test(id) || scopes.some((scope) => scope === '/demo' || scope.startsWith('/demo/'))

/** What a thing reads, where a plan may rest on it. */
export function seriesFinder({ readings, find, isPersonal }: LiveNeeds) {
  /** Throws `savings.noThing`, `savings.noSeries`, `savings.demoSeries`, `savings.personalSeries`. */
  return async (actor: Actor, { entityId, attribute }: SeriesName, demo: boolean): Promise<Series> => {
    const entity = await find(entityId)
    if (!entity) throw refuse.noThing({ entityId })
    demand(actor, 'infrastructure.read', entity.owner ?? undefined)
    if (isDemo(entity) && !demo) throw refuse.demoSeries({ entityId })
    const all = (await readings.seriesOf(entityId)).filter(({ datasetId }) => datasetId === undefined)
    const found = all.filter((one) => one.attribute === attribute || one.attribute.split(/[/#]/).at(-1) === attribute)
    if (found.length !== 1) throw refuse.noSeries({ entityId, attribute, found: all.map((one) => one.attribute).join(', ') || '—' }) // prettier-ignore
    if (await isPersonal(entity, found[0]!.attribute)) throw refuse.personalSeries({ entityId })
    return found[0]!
  }
}

export function createLive(needs: LiveNeeds) {
  const { rollups } = needs
  const seriesOf = seriesFinder(needs)

  const told = (kind: 'meter' | 'temperature', series: Series, timed: readonly Timed[]): ToldFile => {
    const { entityId, attribute } = series
    const [first, last] = [timed[0], timed.at(-1)]
    const span = first && last && { from: new Date(first.at_ms).toISOString(), to: new Date(last.at_ms).toISOString() }
    return {
      ...{ kind, name: `${entityId} ${attribute.split(/[/#]/).at(-1)!}`, sha256: fingerprintOf(timed.map(({ at_ms, value }) => [at_ms, value])) }, // prettier-ignore
      ...(span && { series: { entityId, attribute, ...span } }),
    }
  }

  return {
    /** From a year before the works begin to now. Throws `savings.noReadings` and what `seriesOf` throws. */
    async read(actor: Actor, plan: Building, live: Live, now: Date): Promise<{ brought: Brought; files: ToldFile[] }> {
      const zone = zoneOf(plan.zone)
      const from = new Date(zone.startOf(dayAfter(plan.begins, -BASELINE_DAYS)))
      const to = new Date(zone.startOf(zone.dayOf(now.getTime())))
      const [meter, weather] = [await seriesOf(actor, live.meter, plan.demo), await seriesOf(actor, live.temperature, plan.demo)] // prettier-ignore
      const asked = plan.register ? 'day' : 'hour'
      const [used, degrees] = [await rollups.of([meter.id], asked, { from, to }), await rollups.of([weather.id], 'hour', { from, to })] // prettier-ignore
      if (used.length < 2) throw refuse.noReadings({ entityId: live.meter.entityId, days: BASELINE_DAYS })
      if (degrees.length < 2) throw refuse.noReadings({ entityId: live.temperature.entityId, days: BASELINE_DAYS })
      const use = plan.register ? statesOf(used, zone) : usesOf(used, energyIn(live.meter.unit))
      const temperature_f = degrees.map(({ start, mean }): Timed => ({ at_ms: start.getTime(), value: live.temperature.unit === 'F' ? mean : celsiusToFahrenheit(mean) })) // prettier-ignore
      return {
        brought: { option: 'C', meter: use, temperature_f },
        files: [told('meter', meter, use), told('temperature', weather, temperature_f)],
      }
    },
  }
}

/** What a plan rests on from its baseline on is kept, however long readings of its kind are; of lamps, what a result was measured from. */
export async function holdFor(
  tx: Tx,
  { hold }: LiveNeeds,
  id: string,
  plan: Plan,
  files: readonly ToldFile[] = [],
): Promise<void> {
  if (plan.option === 'A') {
    const of = files.flatMap(({ series }) => (series ? [series] : []))
    const from = of.map((one) => one.from).sort()[0]
    if (from !== undefined) await hold(tx, { of: of.map(({ entityId, attribute }) => ({ entityId, attribute })), from: new Date(from), subject: `savings/${id}` }) // prettier-ignore
    return
  }
  if (!plan.series) return
  const from = new Date(zoneOf(plan.zone).startOf(dayAfter(plan.begins, -BASELINE_DAYS)))
  await hold(tx, { of: [plan.series.meter, plan.series.temperature], from, subject: `savings/${id}` })
}

const energyIn = (unit: string): EnergyUnit => ENERGY_UNITS.find((one) => one === unit) ?? 'kWh'

/** Use of each hour; an hour without readings has no row, so its day has a gap. A last row closes the one before it. */
function usesOf(hours: readonly Rollup[], unit: EnergyUnit): Timed[] {
  const rows = hours.map(({ start, sum }): Timed => ({ at_ms: start.getTime(), value: kWhOf(sum, unit) }))
  return [...rows, { at_ms: rows.at(-1)!.at_ms + HOUR_MS, value: null }]
}

/** What a counter showed at the end of each day, said as the beginning of the next where it was read close to it; a day without a reading is not known. */
export function statesOf(days: readonly Pick<Rollup, 'start' | 'last' | 'lastAt'>[], zone: Zone): Timed[] {
  const byDay = new Map(days.map((one) => [zone.dayOf(one.start.getTime()), one]))
  const [first, last] = [zone.dayOf(days[0]!.start.getTime()), zone.dayOf(days.at(-1)!.start.getTime())]
  const states: Timed[] = []
  for (let day = first; day <= last; day = dayAfter(day)) {
    const found = byDay.get(day)
    const midnight = zone.startOf(dayAfter(day))
    const isClose = !found || midnight - found.lastAt.getTime() <= HOUR_MS
    states.push({ at_ms: isClose ? midnight : found.lastAt.getTime(), value: found?.last ?? null })
  }
  // Of a counter that is read at midnight the next day's reading stands where the one that is missing would end.
  return states.map((state, i) =>
    state.value === null && states[i + 1]?.at_ms === state.at_ms
      ? { ...state, at_ms: state.at_ms - 12 * HOUR_MS }
      : state,
  )
}
