/** Which numbers a page may show. Pure. */
import { refusals } from '#platform/errors'
import type { Definition, Point } from '#indicators'
import type { Shown } from './types.ts'

export const refuse = refusals('promotion', { noPage: 404 })

export type PageNumber = { definition: Definition; points: Point[]; last: Point & { value: number } }
export type Missing = Pick<Definition, 'id' | 'names'>

const isKnown = (point: Point): point is Point & { value: number } => point.value !== null

/**
 * The newest published value of each indicator that a page asks for; what has none is missing, and is said to be. What is
 * defined no more has no name to be said by.
 */
export function numbersOf(
  asked: readonly string[],
  definitions: readonly Definition[],
  points: ReadonlyMap<string, Point[]>,
): { numbers: PageNumber[]; missing: Missing[] } {
  const byId = new Map(definitions.map((one) => [one.id, one]))
  const numbers: PageNumber[] = []
  const missing: Missing[] = []
  for (const id of new Set(asked)) {
    const definition = byId.get(id)
    if (!definition) continue
    const series = points.get(id) ?? []
    const last = series.findLast(isKnown)
    if (last) numbers.push({ definition, points: series, last })
    else missing.push({ id, names: definition.names })
  }
  return { numbers, missing }
}

/** A figure or a distinction of more than so many years ago is said to be old. */
export const OLD_YEARS = 5
const yearOf = (when: string): number => Number(when.slice(0, 4))
/** Of a figure's period, or of when something was given, by the city's day. */
export function ageOf(when: string, today: string): { years: number; isOld: boolean; isAhead: boolean } {
  const years = yearOf(today) - yearOf(when)
  return { years, isOld: years > OLD_YEARS, isAhead: years < 0 || (years === 0 && when > today.slice(0, when.length)) }
}

/** By the day it was given, the newest first. */
export const newestFirst = (distinctions: Shown['distinctions']) =>
  distinctions.toSorted((a, b) => b.when.localeCompare(a.when) || (a.id < b.id ? -1 : 1))
