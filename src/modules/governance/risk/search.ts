/**
 * The full-domain generalisation that loses least and meets the goals, with at most so many rows suppressed. The lattice of
 * levels is gone through best first: what a node loses without suppression can be reckoned from single columns, is never
 * more than what it loses with suppression, and only grows upwards; so the first node that cannot be beaten is the best of
 * all. A node at which too many rows stand in classes below k rules out all below it (monotonicity, as in OLA and Flash).
 */
import { entriesFor, refine, together, weights, type Base, type Grouping } from './classes.ts'
import { closeness, diversities } from './diversity.ts'
import type { Levels } from './hierarchies.ts'
import { columnLoss, type ColumnLoss } from './loss.ts'
import { refuse } from './refusals.ts'
import type { Goals, Loss, Sensitive } from './types.ts'

export const NODES_MAX = 200_000
/** Classes times columns looked at; then the best that was found is given as such. */
export const WORK_MAX = 100_000_000

export type Wanted = Goals & {
  /** The share of rows that may be suppressed. */
  suppress: number
  minimise: 'certainty' | 'entropy'
}

export type Node = readonly number[]
export type Solution = {
  levels: Node
  loss: Loss
  groups: Grouping
  /** For each group whether it stays. */
  kept: Uint8Array
  /** No node loses less; false where the work was limited. */
  proven: boolean
  nodes: number
}

type Space = {
  base: Base
  sensitive: readonly Sensitive[]
  levels: readonly Levels[]
  losses: readonly ColumnLoss[]
  wanted: Wanted
}

/** Undefined where not even hiding everything meets the goals. Throws `governance.risk.goal`. */
export function search(
  base: Base,
  sensitive: readonly Sensitive[],
  levels: readonly Levels[],
  wanted: Wanted,
): Solution | undefined {
  demandGoals(wanted)
  const losses = levels.map((own, at) => columnLoss(own, base, at))
  const space: Space = { base, sensitive, levels, losses, wanted }
  const work = createWork(base.sizes.length * (levels.length + sensitive.length))
  const { failing, best: first } = alongPaths(space, work)
  let best = first
  const queue = createQueue()
  const seen = new Set<string>()
  const push = (node: Node) => {
    const key = node.join()
    if (seen.has(key) || seen.size >= NODES_MAX) return
    seen.add(key)
    queue.push(bound(space, node), node)
  }
  push(levels.map(() => 0))
  for (let next = queue.pop(); next; next = queue.pop()) {
    if (best && next.bound >= best.loss[wanted.minimise] - 1e-12) break
    if (work.isDone(1)) return best && { ...best, proven: false, nodes: work.nodes() }
    if (!failing.some((one) => isBelow(next.node, one))) {
      const found = work.of(() => evaluate(space, next.node))
      best = better(space, best, found)
      if (found === 'k') failing.push(next.node)
    }
    for (const [at, level] of next.node.entries())
      if (level + 1 < levels[at]!.length) push(next.node.with(at, level + 1))
  }
  return best && { ...best, proven: seen.size < NODES_MAX, nodes: work.nodes() }
}

function createWork(each: number) {
  let nodes = 0
  return {
    nodes: () => nodes,
    /** Is this part of what may be done used up? */
    isDone: (part: number): boolean => nodes * each > WORK_MAX * part,
    of<T>(look: () => T): T {
      nodes++
      return look()
    },
  }
}

const better = ({ wanted }: Space, best: Solution | undefined, found: Solution | string): Solution | undefined =>
  typeof found !== 'string' && (!best || found.loss[wanted.minimise] < best.loss[wanted.minimise]) ? found : best

/** Throws `governance.risk.goal`. */
export function demandGoals({ k, distinctL = 1, entropyL = 1, t = 1, suppress }: Goals & { suppress: number }): void {
  const demand = (goal: string, found: number, right: string, ok: boolean) => {
    if (!ok) throw refuse.goal({ goal, found, right })
  }
  demand('k', k, '≥ 1', Number.isInteger(k) && k >= 1)
  demand('l', distinctL, '≥ 1', Number.isInteger(distinctL) && distinctL >= 1)
  demand('l', entropyL, '≥ 1', entropyL >= 1)
  demand('t', t, '0 … 1', t >= 0 && t <= 1)
  demand('suppress', suppress, '0 … 1', suppress >= 0 && suppress <= 1)
}

const isBelow = (node: Node, other: Node): boolean => node.every((level, i) => level <= other[i]!)

/** What the node loses at least. */
function bound({ levels, losses, base, wanted }: Space, node: Node): number {
  if (wanted.minimise === 'certainty')
    return losses.reduce((sum, { certaintyAll }, at) => sum + certaintyAll[node[at]!]!, 0) / levels.length
  const most = losses.reduce((sum, { entropyMost }) => sum + entropyMost, 0)
  const lost = losses.reduce((sum, { entropyAll }, at) => sum + entropyAll[node[at]!]!, 0)
  return base.rows === 0 || most === 0 ? 0 : lost / most
}

/**
 * Ways from the exact table to the one hidden wholly, each gone through by halves: the last node that fails tells of all
 * below it, and the first that does not is a solution, if not the best, found whatever the size of the table.
 */
function alongPaths(
  space: Space,
  work: ReturnType<typeof createWork>,
): { failing: Node[]; best: Solution | undefined } {
  const failing: Node[] = []
  let best: Solution | undefined
  for (const path of paths(space.levels.map((own) => own.length - 1))) {
    if (best && work.isDone(PATHS_PART)) break
    let [low, high] = [0, path.length]
    while (low < high) {
      const middle = (low + high) >> 1
      if (work.of(() => failsK(space, groupsAt(space, path[middle]!)))) low = middle + 1
      else high = middle
    }
    if (low > 0) failing.push(path[low - 1]!)
    // Diversity may ask for more than k does.
    for (const node of path.slice(low)) {
      const found = work.of(() => evaluate(space, node))
      best = better(space, best, found)
      if (typeof found !== 'string' || work.isDone(1)) break
    }
  }
  // Where all is hidden, all rows are alike: if that does not do, nothing will.
  const top = space.levels.map((own) => own.length - 1)
  return { failing, best: best ?? better(space, undefined, evaluate(space, top)) }
}
const PATHS_PART = 0.5

/** First all columns in turn, a level each; then one column after the other, beginning with each. */
function* paths(top: Node): Generator<Node[]> {
  const zero: Node = top.map(() => 0)
  const raised = (ways: number[]): Node[] =>
    ways.reduce((path, at) => [...path, path.at(-1)!.with(at, path.at(-1)![at]! + 1)], [zero])
  const rounds = Array.from({ length: top.reduce((a, b) => Math.max(a, b), 0) }, (_, level) =>
    [...top.keys()].filter((at) => level < top[at]!),
  )
  yield raised(rounds.flat())
  for (const first of top.keys())
    yield raised([...top.keys()].flatMap((_, step) => {
      const at = (first + step) % top.length
      return Array.from({ length: top[at]! }, () => at)
    })) // prettier-ignore
}

export function groupsAt({ base, levels }: Pick<Space, 'base' | 'levels'>, node: Node): Grouping {
  let groups = together(base.sizes.length)
  for (const [at, level] of node.entries()) {
    const { codes, values } = levels[at]![level]!
    if (values.length > 1)
      groups = refine(
        groups,
        Int32Array.from(base.codes[at]!, (code) => codes[code]!),
        values.length,
      )
  }
  return groups
}

const allowed = ({ base, wanted }: Space): number => Math.floor(base.rows * wanted.suppress + 1e-9)

function failsK(space: Space, groups: Grouping): boolean {
  let suppressed = 0
  for (const size of weights(groups, space.base.sizes)) if (size < space.wanted.k) suppressed += size
  return suppressed > allowed(space)
}

/** The node as a solution; 'k' where k alone asks for too much suppression, 'goals' where diversity does. */
function evaluate(space: Space, node: Node): Solution | 'k' | 'goals' {
  const groups = groupsAt(space, node)
  if (failsK(space, groups)) return 'k'
  const kept = keptOf(space, groups)
  const sizes = weights(groups, space.base.sizes)
  const suppressed = sizes.reduce((sum, size, i) => sum + (kept[i] ? 0 : size), 0)
  if (suppressed > allowed(space)) return 'goals'
  return { levels: node, loss: lossOf(space, node, groups, kept), groups, kept, proven: true, nodes: 0 }
}

/**
 * Groups that meet every goal. Distances are of what stays: with each group that goes the whole changes, so that it is
 * looked at again until nothing goes.
 */
function keptOf({ base, sensitive, wanted }: Space, groups: Grouping): Uint8Array {
  const { k, distinctL = 1, entropyL = 1, t = 1 } = wanted
  const sizes = weights(groups, base.sizes)
  const kept = Uint8Array.from(sizes, (size) => (size >= k ? 1 : 0))
  const asks = distinctL > 1 || entropyL > 1 || t < 1
  for (let changed = asks; changed;) {
    changed = false
    for (const [i, column] of sensitive.entries()) {
      const entries = entriesFor(base.sensitive[i]!, groups)
      const { distinct, entropy } = diversities(entries, sizes)
      const far = t < 1 ? closenessOfKept(entries, sizes, kept, column) : undefined
      for (let at = 0; at < kept.length; at++) {
        const meets = distinct[at]! >= distinctL && entropy[at]! >= entropyL - 1e-12 && (far?.[at] ?? 0) <= t + 1e-12
        if (!kept[at] || meets) continue
        kept[at] = 0
        changed = true
      }
    }
  }
  return kept
}

function closenessOfKept(
  entries: ReturnType<typeof entriesFor>,
  sizes: Float64Array,
  kept: Uint8Array,
  column: Sensitive,
): Float64Array {
  const counts = entries.counts.map((count, i) => (kept[entries.classes[i]!] ? count : 0))
  return closeness(
    { ...entries, counts },
    sizes.map((size, i) => (kept[i] ? size : 0)),
    column,
  )
}

function lossOf({ base, levels, losses }: Space, node: Node, groups: Grouping, kept: Uint8Array): Loss {
  const sizes = weights(groups, base.sizes)
  let [certainty, entropy, suppressed, discernibility] = [0, 0, 0, 0]
  for (let at = 0; at < sizes.length; at++) {
    if (!kept[at]) suppressed += sizes[at]!
    discernibility += kept[at] ? sizes[at]! ** 2 : sizes[at]! * base.rows
  }
  for (const [at, own] of losses.entries()) {
    const { codes } = levels[at]![node[at]!]!
    const hiddenAll = levels[at]!.length - 1
    for (let i = 0; i < base.sizes.length; i++) {
      const code = base.codes[at]![i]!
      const stays = kept[groups.of[i]!] === 1
      certainty += base.sizes[i]! * (stays ? own.certainty[node[at]!]![codes[code]!]! : 1)
      entropy += base.sizes[i]! * own.entropy[stays ? node[at]! : hiddenAll]![code]!
    }
  }
  const most = losses.reduce((sum, { entropyMost }) => sum + entropyMost, 0)
  return {
    certainty: certainty / (base.rows * levels.length),
    entropy: most === 0 ? 0 : entropy / most,
    discernibility,
    suppressed,
  }
}

/** A heap: the node that loses least comes first, of equal ones that with lower levels. */
function createQueue() {
  const heap: { bound: number; node: Node }[] = []
  const before = (a: number, b: number) => heap[a]!.bound < heap[b]!.bound
  const swap = (a: number, b: number) => ([heap[a], heap[b]] = [heap[b]!, heap[a]!])
  return {
    push(bound: number, node: Node): void {
      heap.push({ bound, node })
      for (let i = heap.length - 1, up = (i - 1) >> 1; i > 0 && before(i, up); i = up, up = (i - 1) >> 1) swap(i, up)
    },
    pop(): { bound: number; node: Node } | undefined {
      if (heap.length === 0) return undefined
      swap(0, heap.length - 1)
      const first = heap.pop()!
      for (let i = 0; ;) {
        let least = i
        for (const child of [2 * i + 1, 2 * i + 2]) if (child < heap.length && before(child, least)) least = child
        if (least === i) return first
        swap(i, least)
        i = least
      }
    },
  }
}
