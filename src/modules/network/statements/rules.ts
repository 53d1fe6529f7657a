/** Which values are to be stated, and what became of a statement. Pure. */
import { refusals } from '#platform/errors'
import type { Value } from '#indicators'
import type { Cell, Stated, StatementState } from './types.ts'

export const refuse = refusals('network', { unknownStatement: 404 })

export const keyOf = ({ indicator, area, period }: Cell): string => `${indicator} ${area} ${period}`

export type Standing = Pick<Stated, 'id' | 'valueSeq' | 'withdrawn' | 'key' | 'at'> & {
  issuer: string
  address: string
}
export type Due = { value: Value; supersedes?: { id: string; address: string } }

/**
 * Values that nothing states yet; that came out different since; that are gone, where they were stated; and those that a key
 * stated when others may have had it already, which somebody else may have written as well; and those that stand under a name
 * that the city no longer has, where nobody can check them any more.
 */
export function dueOf(
  values: readonly Value[],
  standing: ReadonlyMap<string, Standing>,
  revoked: ReadonlyMap<string, Date>,
  did: string,
): Due[] {
  return values.flatMap((value): Due[] => {
    const last = standing.get(keyOf(value))
    if (!last) return value.value === null ? [] : [{ value }]
    const since = revoked.get(last.key)
    const isDoubtful = since !== undefined && last.at >= since
    const isNews = last.valueSeq < value.seq && !(last.withdrawn && value.value === null)
    const isFormer = last.issuer !== did && value.value !== null
    return isNews || isDoubtful || isFormer ? [{ value, supersedes: { id: last.id, address: last.address } }] : []
  })
}

/** What became of it; `isGone` says whether the one that took its place withdraws it, and is null where none did. */
export function stateOf(withdrawn: boolean, isGone: boolean | null): StatementState {
  if (withdrawn) return 'withdraws'
  if (isGone === null) return 'stands'
  return isGone ? 'withdrawn' : 'superseded'
}

/** The area that the city is, with all that is a part of it. */
export function areasOf(home: string, areas: readonly { id: string; parent?: string }[]): Set<string> {
  const parts = Map.groupBy(areas, ({ parent }) => parent)
  const own = new Set([home])
  for (const area of own) for (const { id } of parts.get(area) ?? []) own.add(id)
  return own
}
