/** Jumps: a change against the last figure that is unlike all other changes of the series, and unlike the peers' at the time. */
import { chanceOf, distance, usualOf, type Usual } from './robust.ts'
import type { Point, Segment } from './picture.ts'

/** So many other changes say what is usual. */
const CHANGES_MIN = 5
const PEERS_MIN = 8
/** In logarithms: changes by 3% a period are always usual. */
const FLOOR = 0.03
const FAR = 6
const FAR_FROM_PEERS = 4
/** What changes less than this, in logarithms, is not worth a person's time. */
const CHANGE_MIN = 0.25

/** The rule's numbers, for whoever follows it again. */
export const JUMP = { changesMin: CHANGES_MIN, far: FAR, peersMin: PEERS_MIN, peersFar: FAR_FROM_PEERS }

export type Change = { from: Point; to: Point; change: number }
export type Jump = {
  at: Point
  before: Point
  own: Usual
  peers?: Usual
  change: number
  far: number
  logarithmic: boolean
}

/** The changes of a segment, each a period; logarithms where all figures are above zero, differences where not. */
export function changesOf({ points }: Pick<Segment, 'points'>, logarithmic: boolean): Change[] {
  return points.slice(1).map((to, i) => {
    const from = points[i]!
    const whole = logarithmic ? Math.log(to.value / from.value) : to.value - from.value
    return { from, to, change: whole / (to.ordinal - from.ordinal) }
  })
}

export const isLogarithmic = ({ points }: Pick<Segment, 'points'>): boolean => points.every(({ value }) => value > 0)

/** The changes of the same kind of areas between the same two periods, in logarithms. */
type Peers = (from: string, to: string) => Usual | undefined

/** The jumps in which an incoming figure takes part, told at that figure. A figure that jumps up and back is told once. */
export function jumpsOf(segment: Segment, peers: Peers): Jump[] {
  const logarithmic = isLogarithmic(segment)
  const changes = changesOf(segment, logarithmic)
  if (changes.length <= CHANGES_MIN) return []
  const jumps: Jump[] = []
  let toldBack = false
  for (const [i, { from, to }] of changes.entries()) {
    const back = toldBack
    toldBack = false
    if (from.line === 0 && to.line === 0) continue
    const found = logarithmic ? relative(changes, i, peers) : absolute(segment, changes, i)
    // The way back of what was just told.
    if (!found || (back && Math.sign(jumps.at(-1)!.change) !== Math.sign(found.change))) continue
    const at = to.line > 0 ? to : from
    jumps.push({ at, before: at === to ? from : to, logarithmic, ...found })
    toldBack = at === to
  }
  return jumps
}

/** The change after, which a wrong figure makes too: it goes back. */
const isPair = (changes: readonly Change[], i: number, j: number) =>
  Math.abs(i - j) === 1 && Math.sign(changes[i]!.change) !== Math.sign(changes[j]!.change)

const otherChanges = (changes: readonly Change[], i: number) =>
  changes.flatMap(({ change }, j) => (j === i || isPair(changes, i, j) ? [] : [change]))

type Found = Pick<Jump, 'own' | 'peers' | 'change' | 'far'>

function relative(changes: readonly Change[], i: number, peers: Peers): Found | undefined {
  const { from, to, change } = changes[i]!
  const periods = to.ordinal - from.ordinal
  const own = usualOf(otherChanges(changes, i))
  if (own.count < CHANGES_MIN || Math.abs(change - own.middle) * periods < CHANGE_MIN) return undefined
  const floor = Math.max(FLOOR, chanceOf(from.value, to.value) / periods)
  const far = distance(own, change, floor)
  if (far < FAR) return undefined
  const others = peers(from.period, to.period)
  if (!others || others.count < PEERS_MIN) return { own, change, far }
  return distance(others, change, floor) < FAR_FROM_PEERS ? undefined : { own, peers: others, change, far }
}

/** Where zero or less occurs: by differences, which are never compared with those of larger or smaller peers. */
function absolute({ points }: Segment, changes: readonly Change[], i: number): Found | undefined {
  const { from, to, change } = changes[i]!
  const others = otherChanges(changes, i)
  const own = usualOf(others)
  const mean = (values: number[]) => values.reduce((sum, value) => sum + Math.abs(value), 0) / values.length
  const size = mean(points.map(({ value }) => value))
  if (own.count < CHANGES_MIN || Math.abs(change - own.middle) * (to.ordinal - from.ordinal) <= size) return undefined
  // Where most changes are nothing, the others still are usual.
  const spread = Math.max(own.spread, mean(others.map((other) => other - own.middle)))
  const whole = Number.isInteger(from.value) && Number.isInteger(to.value)
  const chance = whole ? Math.sqrt(Math.abs(from.value) + Math.abs(to.value)) : 0
  const far = distance({ ...own, spread }, change, Math.max(FLOOR * size, chance))
  return far < FAR ? undefined : { own: { ...own, spread }, change, far }
}
