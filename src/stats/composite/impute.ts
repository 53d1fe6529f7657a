/** What stands in for missing figures. */
import { quantileSorted } from '../robust.ts'
import { refuse } from './refusals.ts'
import { present } from './table.ts'
import type { Imputation, Table } from './types.ts'

/** Throws `stats.composite.unknownGroup`. */
export function impute(columns: readonly Float64Array[], table: Table, choice: Imputation): Float64Array[] {
  if (choice.kind === 'none') return [...columns]
  const centre = choice.kind === 'mean' ? mean : middle
  const members = groupMembers(table, choice.group)
  return columns.map((column) => {
    if (!column.some(Number.isNaN)) return column
    const filled = column.slice()
    for (const units of members) {
      const known = present(Float64Array.from(units, (unit) => column[unit]!))
      if (known.length === 0) continue
      const value = centre(known)
      for (const unit of units) if (Number.isNaN(column[unit]!)) filled[unit] = value
    }
    return filled
  })
}

/** A unit that belongs to no group stays by itself, with nobody to stand in for it. */
function groupMembers({ units, groups }: Table, group: string | undefined): number[][] {
  if (group === undefined) return [units.map((_, i) => i)]
  const kinds = groups?.get(group)
  if (!kinds) throw refuse.unknownGroup({ group, known: [...(groups?.keys() ?? [])].join(', ') })
  const members = new Map<string, number[]>()
  kinds.forEach((kind, unit) => {
    if (kind === null) return
    const others = members.get(kind)
    if (others) others.push(unit)
    else members.set(kind, [unit])
  })
  return [...members.values()]
}

const mean = (values: Float64Array): number => values.reduce((sum, value) => sum + value, 0) / values.length
const middle = (values: Float64Array): number => quantileSorted(values.toSorted(), 0.5)!
