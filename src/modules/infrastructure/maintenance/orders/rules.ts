/** What may become of an order, how much of its time is used up, when a schedule comes due. Pure. */
import { dayAfter, type Zone } from '#stats'
import { refuse } from '../refusals.ts'
import type { Every, Line, Move, Order, Photo, Priority, State, WorkingTime } from './types.ts'
import { after, minutesBetween } from './worktime.ts'

/** From each state where it may go. */
export const MOVES: Record<State, readonly State[]> = {
  new: ['planned', 'underWay', 'cancelled'],
  planned: ['underWay', 'cancelled'],
  underWay: ['done', 'waiting', 'cancelled'],
  waiting: ['underWay', 'cancelled'],
  done: ['signedOff', 'underWay'],
  signedOff: [],
  cancelled: [],
}
export const OPEN: readonly State[] = ['new', 'planned', 'underWay', 'waiting']

const isReturn = (from: State, to: State) => from === 'done' && to === 'underWay'

/** Whoever mends moves it on; giving it up, taking it as done and sending it back is for those who answer for it. */
export const permissionFor = (from: State, to: State): string =>
  to === 'signedOff' || to === 'cancelled' || isReturn(from, to) ? 'infrastructure.write' : 'infrastructure.operate'

export const needsReason = (from: State, to: State): boolean =>
  to === 'waiting' || to === 'cancelled' || isReturn(from, to)

type Done = {
  order: Pick<Order, 'state' | 'checklist' | 'done'>
  checks: ReadonlySet<number>
  photos: readonly Photo[]
}

/** Throws `maintenance.move`, `maintenance.reason`, `maintenance.unfinished`, `maintenance.fourEyes`. */
export function demandMove({ order, checks, photos }: Done, to: State, reason: string, by: string): void {
  const from = order.state
  if (!MOVES[from].includes(to)) throw refuse.move({ from, to })
  if (needsReason(from, to) && reason.length < 3) throw refuse.reason()
  if (to === 'signedOff' && order.done?.by === by) throw refuse.fourEyes()
  if (to !== 'done') return
  const missing = order.checklist.flatMap(({ text, photo }, place) =>
    checks.has(place) && (!photo || photos.some((one) => one.place === place)) ? [] : [text],
  )
  if (missing.length > 0) throw refuse.unfinished({ missing: missing.join('; ') })
}

/** Working minutes, unless the order says otherwise. */
export const TARGET_MIN: Record<Priority, number> = { urgent: 240, high: 480, normal: 2_400, low: 9_600 }

/** `dueAt` is missing while the clock stands still. */
export type Sla = { target_min: number; used_min: number; state: 'running' | 'paused' | 'kept' | 'missed' | 'stopped'; dueAt?: number } // prettier-ignore

/** The clock runs in working time from the order's making to its being done, and stands still while it waits. */
export function slaOf(
  order: Pick<Order, 'priority' | 'target_min' | 'state'>,
  moves: readonly Pick<Move, 'at' | 'to'>[],
  time: WorkingTime,
  zone: Zone,
  now: number,
): Sla {
  const target_min = order.target_min ?? TARGET_MIN[order.priority]
  let used_min = 0
  for (const [i, { at, to }] of moves.entries()) {
    if (!OPEN.includes(to) || to === 'waiting') continue
    used_min += minutesBetween(time, zone, at.getTime(), moves[i + 1]?.at.getTime() ?? now)
  }
  if (order.state === 'cancelled') return { target_min, used_min, state: 'stopped' }
  const isOver = used_min > target_min
  if (!OPEN.includes(order.state)) return { target_min, used_min, state: isOver ? 'missed' : 'kept' }
  if (isOver) return { target_min, used_min, state: 'missed' }
  if (order.state === 'waiting') return { target_min, used_min, state: 'paused' }
  return { target_min, used_min, state: 'running', dueAt: after(time, zone, now, target_min - used_min) }
}

/** Minutes at so much an hour, to the nearest grosz. */
export const labourCost = (minutes: number, rate_grosze: number): number => Math.round((minutes * rate_grosze) / 60)
export const costOf = (lines: readonly Pick<Line, 'amount_grosze'>[]): number =>
  lines.reduce((sum, { amount_grosze }) => sum + amount_grosze, 0)

/** A month later, on the same day or the month's last. */
function monthsAfter(day: string, months: number): string {
  const [year, month, date] = day.split('-').map(Number) as [number, number, number]
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return new Date(Date.UTC(year, month - 1 + months, Math.min(date, last))).toISOString().slice(0, 10)
}

/** The newest day, up to today, on which it comes; of those that were missed one is made good. */
export function lastOccasion(
  { unit, count, from }: Extract<Every, { by: 'calendar' }>,
  today: string,
): string | undefined {
  if (today < from) return undefined
  if (unit === 'month') {
    const [[y, m], [fromY, fromM]] = [today, from].map((day) => day.split('-').map(Number)) as [number[], number[]]
    const whole = Math.floor(((y! - fromY!) * 12 + m! - fromM!) / count) * count
    const day = monthsAfter(from, whole)
    return day <= today ? day : whole < count ? undefined : monthsAfter(from, whole - count)
  }
  const step = count * (unit === 'week' ? 7 : 1)
  const days = Math.round((Date.parse(today) - Date.parse(from)) / 86_400_000)
  return dayAfter(from, Math.floor(days / step) * step)
}

/** What comes due: the mark to keep, and the occasion, if any. A counter that stands lower was changed, and counts anew. */
export function due(
  every: Every,
  mark: string | null,
  now: { today: string; counter?: number },
): { mark: string | null; occasion?: string } {
  if (every.by === 'calendar') {
    const day = lastOccasion(every, now.today)
    return day && (mark === null || day > mark) ? { mark: day, occasion: day } : { mark }
  }
  const { counter } = now
  if (counter === undefined) return { mark }
  const last = mark === null ? undefined : Number(mark)
  if (last === undefined || counter < last) return { mark: String(counter) }
  if (counter - last < every.units) return { mark }
  const at = String(last + Math.floor((counter - last) / every.units) * every.units)
  return { mark: at, occasion: `${at} ${now.today}` }
}

const SIGNS: [string, (head: Uint8Array) => boolean][] = [
  ['image/jpeg', (head) => head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff],
  ['image/png', (head) => Buffer.from(head.subarray(0, 8)).equals(Buffer.from('89504e470d0a1a0a', 'hex'))],
  ['image/webp', (head) => text(head, 0, 4) === 'RIFF' && text(head, 8, 12) === 'WEBP'],
]
const text = (head: Uint8Array, from: number, to: number) => Buffer.from(head.subarray(from, to)).toString('latin1')

/** By its first bytes, whatever its name says. Throws `maintenance.notPicture`. */
export function pictureType(head: Uint8Array): string {
  const found = SIGNS.find(([, fits]) => fits(head))
  if (!found) throw refuse.notPicture()
  return found[0]
}

export type Care = { cost_grosze: number; failures: number; downtime_min: number; timeToRepair_min: number | null }

/** Of one thing's orders. It is down from the making of an order for a fault until that is done, overlaps counted once. */
export function careOf(
  orders: readonly Pick<Order, 'kind' | 'state' | 'made' | 'done' | 'spent_grosze'>[],
  now: number,
): Care {
  const faults = orders
    .filter(({ kind, state }) => kind === 'fault' && state !== 'cancelled')
    .map(({ made, done }) => ({ from: made.at.getTime(), to: done?.at.getTime() }))
    .sort((a, b) => a.from - b.from)
  const mended = faults.flatMap(({ from, to }) => (to === undefined ? [] : [to - from]))
  let [down_ms, until] = [0, -Infinity]
  for (const { from, to = now } of faults) {
    down_ms += Math.max(0, to - Math.max(from, until))
    until = Math.max(until, to)
  }
  return {
    cost_grosze: orders.reduce((sum, { spent_grosze }) => sum + spent_grosze, 0),
    failures: faults.length,
    downtime_min: Math.round(down_ms / 60_000),
    timeToRepair_min:
      mended.length === 0 ? null : Math.round(mended.reduce((sum, one) => sum + one, 0) / mended.length / 60_000),
  }
}
