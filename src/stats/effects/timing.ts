/** Who is treated, and since when: from a group and a day, from each unit's own start, or from a status that is switched on. */
import { binaryOf, codesOf, type Codes } from './columns.ts'
import { periodsOf, type Periods } from './periods.ts'
import type { PlanOf } from './plan.ts'
import { refuse } from './refusals.ts'
import type { Columns } from './types.ts'

export const NEVER = -1

export type Timing = {
  readonly units: Codes
  readonly periods: Periods
  /** 1 where the row is treated. */
  readonly status: Float64Array
  /** Of each unit: the place of its first treated period; `NEVER` also where it lies after the data. */
  readonly starts: Int32Array
  readonly treatedUnits: number
  /** Different starts among those treated. */
  readonly cohorts: readonly number[]
  /** Does a status ever go off again? */
  readonly ends: boolean
}
type Timed = PlanOf<'did'> | PlanOf<'event'>

/**
 * Throws `stats.effects.timing` where the columns contradict one another, `noTreated`, `noControls`, `tooFewPeriods`,
 * `outside`, `notBinary`.
 */
export function timingOf(plan: Timed, columns: Columns): Timing {
  const { treated, from, starts: startsColumn, unit } = plan
  if (startsColumn === undefined && treated === undefined) throw refuse.timing({ what: 'unsaid', unit: '' })
  if (unit === undefined && (treated === undefined || from === undefined)) throw refuse.timing({ what: 'groups', unit: '' }) // prettier-ignore
  const periods = periodsOf(columns, plan.time)
  if (periods.labels.length < 2) throw refuse.tooFewPeriods({ found: periods.labels.length, least: 2, where: 'all' })
  const units = codesOf(columns, unit ?? treated!)
  const { status, starts } =
    startsColumn !== undefined
      ? byStarts(columns, startsColumn, units, periods)
      : from === undefined
        ? byStatus(binaryOf(columns, treated!), units, periods)
        : byGroup(binaryOf(columns, treated!), periods.placeOf(from), units, periods)
  const begun = [...starts].filter((start) => start !== NEVER)
  if (begun.length === 0) throw refuse.noTreated({})
  const cohorts = [...new Set(begun)].sort((a, b) => a - b)
  if (begun.length === starts.length && cohorts.length === 1) throw refuse.noControls({ treated: begun.length })
  if (cohorts.every((start) => start === 0)) throw refuse.tooFewPeriods({ found: 0, least: 1, where: 'before' })
  const ends = periods.index.some((place, i) => status[i] === 0 && isTreated(starts[units.codes[i]!]!, place))
  return { units, periods, status, starts, treatedUnits: begun.length, cohorts, ends }
}

const isTreated = (start: number, place: number): boolean => start !== NEVER && place >= start

function byStarts(columns: Columns, name: string, units: Codes, periods: Periods) {
  const column = columns[name]!
  const starts = new Int32Array(units.names.length).fill(-2)
  const placeOf = new Map<string | number, number>()
  const place = (value: string | number | null | undefined): number => {
    if (value === null || value === undefined || value === '' || value === 0) return NEVER
    let found = placeOf.get(value)
    if (found === undefined) placeOf.set(value, (found = periods.before(value)))
    return found === periods.labels.length ? NEVER : found
  }
  for (let i = 0; i < column.length; i++) {
    const unit = units.codes[i]!
    const start = place(column[i])
    if (starts[unit] === -2) starts[unit] = start
    else if (starts[unit] !== start) throw refuse.timing({ what: 'twoStarts', unit: String(units.names[unit]) })
  }
  return { starts, status: statusOf(starts, units, periods) }
}

function byGroup(group: Float64Array, from: number, units: Codes, periods: Periods) {
  const starts = new Int32Array(units.names.length).fill(-2)
  for (let i = 0; i < group.length; i++) {
    const unit = units.codes[i]!
    const start = group[i] === 1 ? from : NEVER
    if (starts[unit] === -2) starts[unit] = start
    else if (starts[unit] !== start) throw refuse.timing({ what: 'twoGroups', unit: String(units.names[unit]) })
  }
  return { starts, status: statusOf(starts, units, periods) }
}

function byStatus(status: Float64Array, units: Codes, periods: Periods) {
  const starts = new Int32Array(units.names.length).fill(NEVER)
  for (let i = 0; i < status.length; i++) {
    const unit = units.codes[i]!
    const place = periods.index[i]!
    if (status[i] === 1 && (starts[unit] === NEVER || place < starts[unit]!)) starts[unit] = place
  }
  return { starts, status }
}

const statusOf = (starts: Int32Array, { codes }: Codes, { index }: Periods): Float64Array =>
  Float64Array.from(codes, (unit, i) => (isTreated(starts[unit]!, index[i]!) ? 1 : 0))

/** Columns of 1 where a treated unit's row lies `at` periods from its start; the first and last take what lies farther. */
export function relative(
  { units, periods, starts }: Timing,
  at: readonly number[],
  ends: { first: boolean; last: boolean },
): Float64Array[] {
  // prettier-ignore
  const columns = at.map(() => new Float64Array(units.codes.length))
  const [least, most] = [Math.min(...at), Math.max(...at)]
  const placeOf = new Map(at.map((value, i) => [value, i]))
  for (let i = 0; i < units.codes.length; i++) {
    const start = starts[units.codes[i]!]!
    if (start === NEVER) continue
    const apart = periods.index[i]! - start
    const bounded = ends.first && apart < least ? least : ends.last && apart > most ? most : apart
    const place = placeOf.get(bounded)
    if (place !== undefined) columns[place]![i] = 1
  }
  return columns
}
