/** What may be said and done with figures. Pure. */
import { refusals } from '#platform/errors'
import type { Outcome } from './formula/index.ts'
import type { Definition, DefinitionDraft, Import, Measure, Reason, Value } from './types.ts'

export const refuse = refusals('indicators', {
  unknown: 404,
  unknownImport: 404,
  unknownValue: 404,
  unknownStandard: 404,
  unknownDataset: 422,
  unknownVintage: 404,
  unknownStructure: 404,
  tooManyValues: 422,
  tooMuch: 422,
  notRead: 409,
  alreadyPublished: 409,
  nothingToPublish: 409,
  cancelled: 409,
  conflict: 409,
  stillNeeded: 409,
})

/** Read to its end and not published: somebody may decide about it. */
export const WAITING: Import['state'][] = ['read', 'returned', 'verified']
export const isWaiting = ({ state }: Pick<Import, 'state'>): boolean => WAITING.includes(state)

/** An import may be verified or sent back, and published once, when it was read to its end. */
export function decidable(found: Import): void {
  if (found.state === 'published') throw refuse.alreadyPublished({ id: found.id })
  if (found.state === 'cancelled') throw refuse.cancelled({ id: found.id })
  if (!isWaiting(found)) throw refuse.notRead({ id: found.id, state: found.state })
}

/** Throws `indicators.conflict`, with both, when somebody changed the definition in the meantime. */
export function nextVersion(
  draft: DefinitionDraft,
  current: Definition | undefined,
  expected: number | undefined,
): number {
  const version = current?.version ?? 0
  if (expected !== undefined && expected !== version)
    throw refuse.conflict({ id: draft.id, expected, version, theirs: current, yours: draft })
  return version + 1
}

/** Does the draft say what is valid already? */
export function sameDefinition(draft: DefinitionDraft, current: Definition | undefined): boolean {
  if (!current) return false
  const { version: _version, seq: _seq, ...known } = current
  return sameData(draft, known)
}

/** What of an outcome is published: a value outside the valid range is missing, and says why. */
export function figureOf(outcome: Outcome, valid: Definition['valid']): Figure {
  if (outcome.kind !== 'value') return { value: null, status: 'M', reason: outcome.reason }
  const { value, status } = outcome
  if (inRange(value, valid)) return { value, status, reason: null }
  const details = { value, min: valid?.min ?? null, max: valid?.max ?? null }
  return { value: null, status: 'M', reason: { code: 'indicators.outOfRange', details } }
}
type Figure = Pick<Value, 'value' | 'status'> & { reason: Reason | null }

/** Is the value one that the definition holds possible? */
export const inRange = (value: number, valid: Definition['valid']): boolean =>
  value >= (valid?.min ?? -Infinity) && value <= (valid?.max ?? Infinity)

/** Do measures of one id differ in what formulas are checked and computed with? */
export const countsOtherwise = (measure: Measure, before: Measure): boolean =>
  !sameData([measure.unit, measure.dimensions], [before.unit, before.dimensions])

/** The same as data, whatever the order of the keys. */
export const sameData = (a: unknown, b: unknown): boolean => sorted(a) === sorted(b)

const sorted = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )

type Row = Omit<Value, 'unit' | 'reason'> & { reason: Reason | null }

/** Values by indicator and area, in the order in which they come. Words that many of them share are kept once. */
export function bySeries(rows: Row[], units: Map<string, string>): Map<string, Map<string, Value[]>> {
  const found = new Map<string, Map<string, Value[]>>()
  const words = new Map<string, string>()
  const once = (word: string) => {
    const known = words.get(word)
    if (known === undefined) words.set(word, word)
    return known ?? word
  }
  for (const row of rows) {
    const [indicator, area, period] = [once(row.indicator), once(row.area), once(row.period)]
    const value: Value = {
      ...row,
      indicator,
      area,
      period,
      unit: units.get(indicator)!,
      reason: row.reason ?? undefined,
    }
    let areas = found.get(indicator)
    if (!areas) found.set(indicator, (areas = new Map()))
    const before = areas.get(area)
    if (before) before.push(value)
    else areas.set(area, [value])
  }
  return found
}
