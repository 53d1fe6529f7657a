/** The checks of one measure's incoming figures against all that is known. Pure; each can be followed again by hand. */
import { isCounted } from '../../formula/index.ts'
import type { Check, Finding } from '../types.ts'
import { changesOf, isLogarithmic, JUMP, jumpsOf, type Jump } from './jump.ts'
import { segmentsOf, type Areas, type Checked, type Point, type Row, type Segment } from './picture.ts'
import { chanceOf, distance, usualOf, type Usual } from './robust.ts'
import { FLOOR, SLIP, slipOf, usualNear, type Slip } from './slip.ts'
import { differencesOf, TOTAL, type Difference } from './total.ts'

export { areasOf } from './areas.ts'
export { ofRange, type Incoming, type Outside } from './range.ts'
export * from './verification.ts'
export type { Areas, Checked, Row }

/** Where a series says too little, its peers must: at least so many of them, and so far away from all. */
const PEERS_MIN = 8
const OWN_MAX = 3
const FAR_FROM_PEERS = 8

/** The numbers of each rule, so that anybody can follow it again. */
export const STATED = {
  unitSlip: SLIP,
  range: {},
  total: TOTAL,
  jump: JUMP,
  peers: { ownMax: OWN_MAX, far: FAR_FROM_PEERS, peersMin: PEERS_MIN },
} satisfies Record<Check, Record<string, number>>

/** What the checks find; of one figure the most telling only. `rows` are all figures of the measure as they would stand. */
export function check(measure: Checked, rows: readonly Row[], areas: Areas): Finding[] {
  const segments = segmentsOf(rows, measure, areas)
  const peers = peersOf(segments, areas)
  const findings = new Map<string, Finding>()
  const add = (finding: Finding) => {
    const key = `${finding.area} ${finding.dimension} ${finding.period}`
    if (!findings.has(key)) findings.set(key, finding)
  }
  for (const segment of segments) {
    for (const [at, point] of segment.points.entries()) {
      if (point.line === 0) continue
      const own = usualNear(segment.points, at)
      const chance = own && isWhole(segment) ? chanceOf(point.value, Math.round(Math.exp(own.middle))) : 0
      const slip = slipOf(point.value, own, peers.levels(segment, point.period), chance)
      if (slip) add(ofSlip(measure, segment, point, slip))
    }
  }
  if (measure.additive ?? isCounted(measure.unit))
    for (const difference of differencesOf(rows, areas)) add(ofDifference(measure, difference))
  for (const segment of segments) {
    for (const jump of jumpsOf(segment, (from, to) => peers.changes(segment, from, to)))
      add(ofJump(measure, segment, jump))
    if (segment.points.length > OWN_MAX) continue
    for (const point of segment.points) {
      const usual = point.line > 0 ? peers.levels(segment, point.period) : undefined
      const isFar = usual && usual.count >= PEERS_MIN && point.value > 0
      if (isFar && distance(usual, Math.log(point.value), FLOOR) >= FAR_FROM_PEERS)
        add(ofPeers(measure, segment, point, usual))
    }
  }
  return [...findings.values()]
}

const isWhole = ({ points }: Segment) => points.every(({ value }) => Number.isInteger(value))

/** What areas of the same kind have at the same time, and how they changed between the same two periods; in logarithms. */
function peersOf(segments: readonly Segment[], { kindOf }: Areas) {
  const levels = new Map<string, number[]>()
  const changes = new Map<string, number[]>()
  const into = (map: Map<string, number[]>, key: string, value: number) => {
    const known = map.get(key)
    if (known) known.push(value)
    else map.set(key, [value])
  }
  const groupOf = ({ area, dimension }: Segment) => `${kindOf(area)} ${dimension}`
  for (const segment of segments) {
    const group = groupOf(segment)
    for (const { period, value } of segment.points) if (value > 0) into(levels, `${group} ${period}`, Math.log(value))
    if (!isLogarithmic(segment)) continue
    for (const { from, to, change } of changesOf(segment, true))
      into(changes, `${group} ${from.period} ${to.period}`, change)
  }
  const usual = (map: Map<string, number[]>) => {
    const kept = new Map<string, Usual | undefined>()
    return (key: string) => {
      if (!kept.has(key)) kept.set(key, map.has(key) ? usualOf(map.get(key)!) : undefined)
      return kept.get(key)
    }
  }
  const [level, change] = [usual(levels), usual(changes)]
  return {
    levels: (segment: Segment, period: string) => level(`${groupOf(segment)} ${period}`),
    changes: (segment: Segment, from: string, to: string) => change(`${groupOf(segment)} ${from} ${to}`),
  }
}

const cellOf = (
  { id }: Checked,
  { area, dimension }: Pick<Segment, 'area' | 'dimension'>,
  { period, line, value }: Point,
) => ({
  ...{ line, area, measure: id, dimension, period, found: value },
})

const range = (middle: number, reach: number) => ({ low: Math.exp(middle - reach), high: Math.exp(middle + reach) })

function ofSlip(measure: Checked, segment: Segment, point: Point, { factor, against, usual }: Slip): Finding {
  return {
    ...cellOf(measure, segment, point),
    ...{ check: 'unitSlip', severity: 'high' },
    ...range(usual.middle, 2 * Math.max(usual.spread, FLOOR)),
    details: { factor, against, usual: Math.exp(usual.middle), others: usual.count, right: point.value / factor },
  }
}

function ofDifference(measure: Checked, { at, whole, total, sum, parts }: Difference): Finding {
  const { area, dimension, period, line, value } = at
  const right = area === whole ? sum : value! + total - sum
  return {
    ...{ area, measure: measure.id, dimension, period, line, found: value!, low: right, high: right },
    ...{ check: 'total', severity: 'high' },
    details: { whole, total, sum, parts },
  }
}

function ofJump(
  measure: Checked,
  segment: Segment,
  { at, before, own, peers, change, far, logarithmic }: Jump,
): Finding {
  const periods = at.ordinal - before.ordinal
  const reach = 2 * own.spread
  const [low, high] = [own.middle - reach, own.middle + reach]
    .map((one) => (logarithmic ? before.value * Math.exp(one * periods) : before.value + one * periods))
    .sort((a, b) => a - b)
  return {
    ...cellOf(measure, segment, at),
    ...{ check: 'jump', severity: 'low', low: low!, high: high! },
    details: {
      ...{ before: before.value, beforePeriod: before.period, others: own.count, far, logarithmic, change },
      usual: own.middle,
      ...(peers && { peers: peers.middle, cities: peers.count }),
    },
  }
}

function ofPeers(measure: Checked, segment: Segment, point: Point, usual: Usual): Finding {
  return {
    ...cellOf(measure, segment, point),
    ...{ check: 'peers', severity: 'low' },
    ...range(usual.middle, 2 * Math.max(usual.spread, FLOOR)),
    details: { usual: Math.exp(usual.middle), others: usual.count, far: distance(usual, Math.log(point.value), FLOOR) },
  }
}
