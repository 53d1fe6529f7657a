/** Which units have enough figures to be told a score. */
import { refuse } from './refusals.ts'
import type { Tree } from './structure.ts'
import type { Screening } from './types.ts'

/** `share` is that of the nodes at the level which have a figure; an aggregate has one where any of its children has. */
export function screen(
  columns: readonly Float64Array[],
  tree: Tree,
  units: number,
  choice: Screening | null,
): { kept: number[]; leftOut: { unit: number; share: number }[] } {
  const all = Array.from({ length: units }, (_, unit) => unit)
  if (!choice) return { kept: all, leftOut: [] }
  const nodes = nodesAt(tree, choice.level)
  const shares = all.map((unit) => nodes.filter((below) => below.some((i) => !Number.isNaN(columns[i]![unit]!))).length)
  const kept = all.filter((unit) => shares[unit]! / nodes.length >= choice.minShare)
  const stay = new Set(kept)
  const leftOut = all.filter((unit) => !stay.has(unit)).map((unit) => ({ unit, share: shares[unit]! / nodes.length }))
  return { kept, leftOut }
}

/** Of each node at the level, the indicators below it. */
function nodesAt(tree: Tree, level: number): number[][] {
  const own = tree.indicators.map((_, i) => [i])
  if (level === 1) return own
  const below = [...own]
  for (const children of tree.children) below.push(children.flatMap((child) => below[child]!))
  const found = tree.aggregates.flatMap((node, i) => (node.level === level ? [below[own.length + i]!] : []))
  if (found.length === 0) throw refuse.choice({ what: 'screeningLevel', found: String(level) })
  return found
}
