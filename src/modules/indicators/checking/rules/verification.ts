/** Who may vouch for an import, and what has to be answered first. */
import { refusals } from '#platform/errors'
import type { Import } from '../../types.ts'
import { CHECKS, type Answer, type Finding, type Overlap } from '../types.ts'

export const refuse = refusals('indicators', {
  ownValue: 403,
  personNeeded: 403,
  notVerified: 409,
  returned: 409,
  stale: 409,
  unanswered: 422,
})

type Verifier = { id: string; kind: string }

/** Another person than the one who brought it, whoever made the key or the fetch by which it came (`maker`) included, and a person at all. */
export function demandOtherPerson(actor: Verifier, found: Pick<Import, 'id' | 'broughtBy'>, maker?: string): void {
  if (actor.kind !== 'person') throw refuse.personNeeded({ id: found.id })
  if (actor.id === found.broughtBy || actor.id === maker) throw refuse.ownValue({ id: found.id })
}

/** Findings by their number: those of high severity that neither have an answer of their own nor one for their check. */
export function unanswered(findings: readonly (Finding & { number: number })[], answers: readonly Answer[]): number[] {
  const own = new Set(answers.flatMap(({ finding }) => finding ?? []))
  const checks = new Set(answers.flatMap(({ check }) => check ?? []))
  return findings
    .filter(({ severity, number, check }) => severity === 'high' && !own.has(number) && !checks.has(check))
    .map(({ number }) => number)
}

/** What publishing demands of everybody but the house itself. */
export function demandVerified(found: Pick<Import, 'id' | 'state'>): void {
  if (found.state === 'returned') throw refuse.returned({ id: found.id })
  if (found.state !== 'verified') throw refuse.notVerified({ id: found.id })
}

/** A verification is of one state of knowledge. Throws `indicators.stale`, with both figures of each cell. */
export function demandFresh(id: string, since: number, overlaps: readonly Overlap[]): void {
  const [first] = overlaps
  if (first) throw refuse.stale({ id, since, ...first, cells: overlaps })
}

/** The most telling check of each figure, the grave ones first, then by line. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const byCell = Map.groupBy(findings, ({ area, measure, dimension, period }) =>
    [measure, dimension, area, period].join(' '),
  )
  const rank = ({ check, severity }: Finding) => (severity === 'high' ? 0 : CHECKS.length) + CHECKS.indexOf(check)
  return [...byCell.values()]
    .map((same) => same.reduce((best, one) => (CHECKS.indexOf(one.check) < CHECKS.indexOf(best.check) ? one : best)))
    .sort((a, b) => Number(rank(a) >= CHECKS.length) - Number(rank(b) >= CHECKS.length) || a.line - b.line)
}
