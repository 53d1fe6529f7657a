/**
 * When something is wrong: what a rule makes of the readings of one thing, one after the other. Pure. An alarm is about now:
 * a reading older than the newest that was looked at changes what is known of the past, and wakes nobody.
 */
import type { Condition } from './types.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 3_600_000

export type Phase = 'normal' | 'pending' | 'open'
export type Value = number | string
export type Seen = { at: number; value: Value }
/** What is remembered of a rule and a thing. `since`: from when on what is wrong has been wrong. */
export type Memory = { phase: Phase; since: number; asOf: number; last: Value | null }
/** What has changed: when, by the time of the readings, and what was read then. */
export type Turn = { kind: 'opened' | 'cleared'; at: number; value: Value | null }

export const START: Memory = { phase: 'normal', since: -Infinity, asOf: -Infinity, last: null }

/** Is it wrong, is it right again, or between the two, where all stays as it was? */
function judge(condition: Condition, before: Memory, { at, value }: Seen): 'wrong' | 'right' | 'between' {
  switch (condition.kind) {
    case 'silence':
      return 'right'
    case 'state':
      return condition.values.includes(String(value)) ? 'wrong' : 'right'
    case 'threshold': {
      if (typeof value !== 'number') return 'between'
      const over = condition.side === 'above' ? value - condition.limit : condition.limit - value
      return over > 0 ? 'wrong' : -over >= condition.hysteresis ? 'right' : 'between'
    }
    case 'rate': {
      if (typeof value !== 'number' || typeof before.last !== 'number' || !Number.isFinite(before.asOf))
        return 'between'
      const rate = ((value - before.last) / (at - before.asOf)) * HOUR_MS
      const fast = { rising: rate, falling: -rate, either: Math.abs(rate) }[condition.side]
      return fast > condition.limit ? 'wrong' : 'right'
    }
  }
}

const delayOf = (condition: Condition): number => ('delay_min' in condition ? condition.delay_min * MINUTE_MS : 0)

/** One reading more. */
export function step(condition: Condition, before: Memory, seen: Seen): { memory: Memory; turn?: Turn } {
  if (seen.at <= before.asOf) return { memory: before }
  const judged = judge(condition, before, seen)
  const base = { ...before, asOf: seen.at, last: seen.value }
  const turn = (kind: Turn['kind']): Turn => ({ kind, at: seen.at, value: seen.value })
  if (before.phase === 'open') {
    if (judged !== 'right') return { memory: base }
    return { memory: { ...base, phase: 'normal', since: seen.at }, turn: turn('cleared') }
  }
  if (judged !== 'wrong')
    return { memory: { ...base, phase: 'normal', since: before.phase === 'normal' ? before.since : seen.at } }
  const since = before.phase === 'pending' ? before.since : seen.at
  if (seen.at - since < delayOf(condition)) return { memory: { ...base, phase: 'pending', since } }
  return { memory: { ...base, phase: 'open', since }, turn: turn('opened') }
}

/** Readings in whatever order they came. */
export function run(
  condition: Condition,
  before: Memory,
  readings: readonly Seen[],
): { memory: Memory; turns: Turn[] } {
  const turns: Turn[] = []
  let memory = before
  for (const seen of readings.toSorted((a, b) => a.at - b.at)) {
    const next = step(condition, memory, seen)
    memory = next.memory
    if (next.turn) turns.push(next.turn)
  }
  return { memory, turns }
}

/** Nothing was read for too long. */
export function missed(condition: Condition, before: Memory, now: number): { memory: Memory; turn?: Turn } {
  if (condition.kind !== 'silence' || before.phase === 'open' || !Number.isFinite(before.asOf))
    return { memory: before }
  const at = before.asOf + condition.longerThan_min * MINUTE_MS
  if (now <= at) return { memory: before }
  return { memory: { ...before, phase: 'open', since: before.asOf }, turn: { kind: 'opened', at, value: null } }
}

/** An alarm that somebody closed begins anew: what was read until then is dealt with. */
export const dealtWith = (before: Memory, at: number): Memory => ({
  ...before,
  phase: 'normal',
  since: at,
  asOf: Math.max(before.asOf, at),
})

/** What is read of an attribute, from what is kept of it. Undefined where there is nothing to compare. */
export function valueOf({ value, content }: { value: number | null; content: object | null }): Value | undefined {
  if (value !== null) return value
  const { value: text, vocab, object } = (content ?? {}) as Record<string, unknown>
  const found = text ?? vocab ?? object
  return typeof found === 'string'
    ? found
    : typeof found === 'boolean' || typeof found === 'number'
      ? String(found)
      : undefined
}
