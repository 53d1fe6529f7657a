/** Where a plan names lamps that tell their watts: what each took in hours in which it burned whole and undimmed is the sample measured afterwards. */
import type { Actor } from '#platform/actor'
import { fingerprintOf } from '#governance'
import { zoneOf, type Zone } from '#stats'
import type { Query } from '../context/index.ts'
import type { Rollup } from '../telemetry/index.ts'
import type { Brought, Period } from './findings.ts'
import { seriesFinder, type LiveNeeds } from './live.ts'
import { refuse } from './refusals.ts'
import type { LampGroup, Plan, ToldFile } from './types.ts'

const ATTRIBUTE = 'powerConsumption'
const FED_BY = 'https://smartdatamodels.org/dataModel.Streetlighting/refStreetlightControlCabinet'
const LAMPS_MAX = 500
const WATTS: Record<string, number> = { '': 1, WTT: 1, KWT: 1_000 }
/** A lamp that burned less is not measured. */
const HOURS_MIN = 10
const DAY_MIN = 1_440
const HOUR_MIN = 60

type Lighting = Extract<Plan, { option: 'A' }>

/** Whether any group's lamps tell their watts, or all of them do. */
export const readsLamps = (plan: Plan, which: 'any' | 'all' = 'any'): boolean =>
  plan.option === 'A' && plan.groups[which === 'all' ? 'every' : 'some'](({ things }) => things !== undefined)

export function createLamps(needs: LiveNeeds) {
  const seriesOf = seriesFinder(needs)

  /** The lamps themselves, and those of a cabinet that is named. */
  const lampsOf = async (actor: Actor, things: readonly string[]): Promise<string[]> => {
    const all = new Set<string>()
    for (const id of things) {
      const q: Query = { path: { attribute: FED_BY, subs: [], within: [] }, op: 'compare', sign: '==', values: [{ kind: 'text', value: id }] } // prettier-ignore
      const { entities } = await needs.query(actor, { q }, { limit: LAMPS_MAX, offset: 0 })
      for (const one of entities.length > 0 ? entities : [{ id }]) all.add(one.id)
    }
    return [...all].sort()
  }

  async function measured(actor: Actor, { zone, demo }: Lighting, group: LampGroup, range: { from: Date; to: Date }) {
    const lamps = []
    for (const entityId of await lampsOf(actor, group.things!)) {
      const series = await seriesOf(actor, { entityId, attribute: group.attribute ?? ATTRIBUTE }, demo)
      const factor = WATTS[series.unitCode ?? '']
      if (factor === undefined) throw refuse.notWatts({ entityId, unit: series.unitCode ?? '' })
      const hours = burning(await needs.rollups.of([series.id], 'hour', range), group.after.dimming, zoneOf(zone))
      if (hours.length >= HOURS_MIN) lamps.push({ series, hours, watts: factor * meanOf(hours) })
    }
    return lamps
  }

  return {
    /** Throws `savings.period`, `savings.noThing`, `savings.noSeries`, `savings.notWatts`, `savings.demoSeries`, `savings.personalSeries`. */
    async read(
      actor: Actor,
      plan: Lighting,
      { from = plan.reportsFrom, to }: Period,
    ): Promise<{ brought: Extract<Brought, { option: 'A' }>; files: ToldFile[] }> {
      if (to === undefined || to <= from) throw refuse.period({ from, to: to ?? '' })
      const zone = zoneOf(plan.zone)
      const range = { from: new Date(zone.startOf(from)), to: new Date(zone.startOf(to)) }
      const watts: Record<string, number[]> = {}
      const files: ToldFile[] = []
      for (const group of plan.groups) {
        if (!group.things) continue
        const lamps = await measured(actor, plan, group, range)
        watts[group.name] = lamps.map((lamp) => lamp.watts)
        for (const { series, hours } of lamps) {
          const { entityId, attribute } = series
          const taken = { entityId, attribute, from: range.from.toISOString(), to: range.to.toISOString() }
          files.push({ kind: 'wattage', name: `${entityId} ${attribute.split(/[/#]/).at(-1)!}`, sha256: fingerprintOf(hours.map(({ start, mean }) => [start.getTime(), mean])), series: taken }) // prettier-ignore
        }
      }
      return { brought: { option: 'A', watts }, files }
    },
  }
}

const meanOf = (hours: readonly Rollup[]): number => hours.reduce((sum, { mean }) => sum + mean, 0) / hours.length

/** Hours in which a lamp never was out, and that no dimming touches. */
export function burning<Hour extends Pick<Rollup, 'start' | 'min'>>(
  hours: readonly Hour[],
  dimming: LampGroup['after']['dimming'],
  { wallOf }: Pick<Zone, 'wallOf'>,
): Hour[] {
  const isDimmed = (start: Date) => {
    const minute = Math.floor(wallOf(start.getTime()) / 60_000) % DAY_MIN
    return dimming.some(({ from_min, to_min }) => {
      const long = (to_min - from_min + DAY_MIN) % DAY_MIN
      const into = (minute - from_min + DAY_MIN) % DAY_MIN
      return into < long || into + HOUR_MIN > DAY_MIN
    })
  }
  return hours.filter(({ start, min }) => min > 0 && !isDimmed(start))
}
