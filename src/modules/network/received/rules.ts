/** How a value of another city differs from the city's own. Pure. */
import { refusals } from '#platform/errors'
import { unitFactor } from '#indicators'
import { fingerprint, type StatementSubject } from '#verify/statement'
import type { Difference } from './types.ts'

export const refuse = refusals('received', { unknown: 404 })

/** `standard:code`, by which definitions of two cities are found to be of one number. */
export const standardsOf = (standards: readonly { standard: string; code: string }[]): string[] =>
  [...new Set(standards.map(({ standard, code }) => `${standard}:${code}`))].toSorted()

export type Own = {
  version: number
  unit: string
  formula: string
  period: string
  status: string
}

/** All that keeps a value of theirs from being the same thing as the city's own. */
export function differencesOf(own: Own, theirs: StatementSubject, { isReused }: { isReused: boolean }): Difference[] {
  const { indicator, city, area, period, status } = theirs
  const factor = unitFactor(indicator.unit, own.unit)
  const whole = city.area
  const found: (Difference | false)[] = [
    factor === undefined && { kind: 'meaning', ours: own.unit, theirs: indicator.unit },
    factor !== undefined && indicator.unit !== own.unit && { kind: 'unit', ours: own.unit, theirs: indicator.unit },
    indicator.version !== own.version && { kind: 'version', ours: String(own.version), theirs: String(indicator.version) }, // prettier-ignore
    indicator.formula !== fingerprint(own.formula) && { kind: 'formula', ours: fingerprint(own.formula), theirs: indicator.formula }, // prettier-ignore
    period !== own.period && { kind: 'period', ours: own.period, theirs: period },
    status !== own.status && status !== 'B' && { kind: 'status', ours: own.status, theirs: status },
    status === 'B' && { kind: 'break', ours: own.status, theirs: status },
    whole !== undefined && whole !== area.id && { kind: 'boundary', ours: whole, theirs: area.id },
    isReused && { kind: 'reused', ours: '', theirs: `${indicator.id}/${indicator.version}` },
  ]
  return found.filter((one) => one !== false)
}

/** Their value in the city's own unit; undefined where the units are of different things. */
export function inUnit(value: number | null, from: string, to: string): number | undefined {
  const factor = unitFactor(from, to)
  return value === null || factor === undefined ? undefined : value * factor
}
