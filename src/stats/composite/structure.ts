/** The tree of an index: checked once, then walked from the indicators up. */
import { refuse } from './refusals.ts'
import type { AggregateMeta, IndicatorMeta, Structure } from './types.ts'

export const NODES_MAX = 5_000

/** Nodes are numbered: the indicators in their own order, then the aggregates, children before parents, the index last. */
export type Tree = {
  readonly indicators: readonly IndicatorMeta[]
  readonly aggregates: readonly AggregateMeta[]
  /** Of each aggregate, the numbers of its children. */
  readonly children: readonly (readonly number[])[]
  /** Of each node, within its parent. */
  readonly weights: Float64Array
}

/** Throws `stats.composite.…`: duplicateCode, unknownParent, cycle, roots, level, childless, weight, weightsZero, direction. */
export function plant({ indicators, aggregates }: Structure): Tree {
  if (indicators.length === 0) throw refuse.noIndicators()
  const count = indicators.length + aggregates.length
  if (count > NODES_MAX) throw refuse.tooMany({ what: 'nodes', found: count, most: NODES_MAX })
  checkCodes([...indicators, ...aggregates])
  for (const { code, direction } of indicators)
    if (direction !== 1 && direction !== -1) throw refuse.direction({ node: code, found: String(direction) })
  const byCode = new Map(aggregates.map((aggregate) => [aggregate.code, aggregate]))
  checkParents([...indicators, ...aggregates], byCode)
  checkCycles(aggregates, byCode)
  checkLevels(indicators, aggregates, byCode)
  const upward = aggregates.toSorted((a, b) => a.level - b.level)
  const nodes = [...indicators, ...upward]
  const children = upward.map(({ code }) => nodes.flatMap(({ parent }, i) => (parent === code ? [i] : [])))
  checkWeights(upward, children, nodes)
  return { indicators, aggregates: upward, children, weights: Float64Array.from(nodes, ({ weight }) => weight) }
}

type Node = { readonly code: string; readonly parent: string | null; readonly weight: number }

function checkCodes(nodes: readonly Node[]): void {
  const seen = new Set<string>()
  for (const { code } of nodes) {
    if (seen.has(code)) throw refuse.duplicateCode({ node: code })
    seen.add(code)
  }
}

function checkParents(nodes: readonly Node[], byCode: ReadonlyMap<string, AggregateMeta>): void {
  for (const { code, parent } of nodes)
    if (parent !== null && !byCode.has(parent)) throw refuse.unknownParent({ node: code, parent })
  const roots = [...byCode.values()].filter(({ parent }) => parent === null).map(({ code }) => code)
  if (roots.length > 1) throw refuse.roots({ which: 'several', codes: roots.join(', ') })
}

function checkCycles(aggregates: readonly AggregateMeta[], byCode: ReadonlyMap<string, AggregateMeta>): void {
  const sound = new Set<string>()
  for (const start of aggregates) {
    const way: string[] = []
    let at: AggregateMeta | undefined = start
    while (at && !sound.has(at.code)) {
      if (way.includes(at.code))
        throw refuse.cycle({ node: at.code, way: [...way.slice(way.indexOf(at.code)), at.code].join(' → ') })
      way.push(at.code)
      at = at.parent === null ? undefined : byCode.get(at.parent)
    }
    way.forEach((code) => sound.add(code))
  }
  if (aggregates.length === 0) throw refuse.roots({ which: 'none', codes: '' })
}

function checkLevels(
  indicators: readonly IndicatorMeta[],
  aggregates: readonly AggregateMeta[],
  byCode: ReadonlyMap<string, AggregateMeta>,
): void {
  for (const { code, parent, level } of [...indicators.map((node) => ({ ...node, level: 1 })), ...aggregates]) {
    const above = parent === null ? Infinity : byCode.get(parent)!.level
    if (!(Number.isInteger(level) && level < above)) throw refuse.level({ node: code, level: String(level), parent })
  }
}

function checkWeights(
  aggregates: readonly AggregateMeta[],
  children: readonly (readonly number[])[],
  nodes: readonly Node[],
): void {
  for (const { code, weight } of nodes)
    if (!(weight >= 0 && weight <= 1e9)) throw refuse.weight({ node: code, found: String(weight) })
  aggregates.forEach(({ code }, i) => {
    if (children[i]!.length === 0) throw refuse.childless({ node: code })
    if (children[i]!.every((child) => nodes[child]!.weight === 0)) throw refuse.weightsZero({ node: code })
  })
}
