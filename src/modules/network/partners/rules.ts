/** What a tie may say, whether it holds now, and what of it stands in a calendar. Pure. */
import { refusals } from '#platform/errors'
import { KINDS, type Kind, type Phase, type Tie, type TieContent } from './types.ts'

export const refuse = refusals('partners', {
  unknown: 404,
  changedMeanwhile: 409,
  already: 409,
  backward: 422,
  dayMissing: 422,
})

const DAY_CHARS = 10
const isDay = (when: string | undefined): when is string => when?.length === DAY_CHARS
/** The first and the last day of a year, a month or a day. */
function firstDay(when: string): string {
  const [year, month = '01', day = '01'] = when.split('-')
  return `${year}-${month}-${day}`
}
function lastDay(when: string): string {
  if (when.length === DAY_CHARS) return when
  const [year, month = 12] = when.split('-').map(Number)
  return new Date(Date.UTC(year!, month, 0)).toISOString().slice(0, DAY_CHARS)
}

/** What is wrong with the times of a tie, for a pack's author; nothing where they are right. */
export function tieProblem({ kind, from, to }: Times): { field: 'from' | 'to'; right: string } | undefined {
  if (from && to && lastDay(to) < firstDay(from)) return { field: 'to', right: `a time not before ${from}` }
  if (kind === 'call' && !isDay(to)) return { field: 'to', right: 'the last day to answer the call' }
  if (kind === 'meeting' && !isDay(from)) return { field: 'from', right: 'the day of the meeting' }
  return undefined
}
type Times = { kind: Kind; from?: string | undefined; to?: string | undefined }

/** Throws `partners.backward`; `partners.dayMissing` for a call that never ends and a meeting of no day. */
export function demandTimes(times: Times): void {
  const problem = tieProblem(times)
  if (!problem) return
  const { kind, from, to } = times
  throw from && to && lastDay(to) < firstDay(from) ? refuse.backward({ from, to }) : refuse.dayMissing({ kind, field: problem.field }) // prettier-ignore
}

/** A meeting without a last day is over after its first. */
const endOf = ({ kind, from, to }: TieContent): string | undefined => to ?? (kind === 'meeting' ? from : undefined)

export function phaseOf(tie: TieContent, today: string): Phase {
  if (tie.calledOff) return 'off'
  const end = endOf(tie)
  if (end !== undefined && lastDay(end) < today) return 'over'
  return tie.from !== undefined && firstDay(tie.from) > today ? 'ahead' : 'now'
}

/** What asks for a day soonest comes first, what is over last; names decide between the others. */
export function sorted(ties: readonly Tie[], today: string): (Tie & { phase: Phase })[] {
  const ORDER: Record<Phase, number> = { now: 0, ahead: 1, over: 2, off: 3 }
  const nameOf = ({ names }: Tie) => names.pl ?? Object.values(names)[0]!
  const byDay = (a: Tie, b: Tie) => (endOf(a) ?? a.from ?? '').localeCompare(endOf(b) ?? b.from ?? '')
  return ties
    .map((tie) => ({ ...tie, phase: phaseOf(tie, today) }))
    .toSorted(
      (a, b) =>
        ORDER[a.phase] - ORDER[b.phase] ||
        (a.kind === 'call' || a.kind === 'meeting' ? byDay(a, b) : 0) ||
        nameOf(a).localeCompare(nameOf(b), 'pl') ||
        (a.id < b.id ? -1 : 1),
    )
}

export function counted(ties: readonly Pick<Tie, 'kind'>[]): Record<Kind, number> {
  return Object.fromEntries(KINDS.map((kind) => [kind, ties.filter((one) => one.kind === kind).length])) as Record<Kind, number> // prettier-ignore
}

/** The first and the last day. */
export type Dated = { tie: Tie; from: string; to: string }
/** What has a day stands in the calendar, by day: a meeting, the last day of a call or of a project. */
export function datesOf(ties: readonly Tie[]): Dated[] {
  return ties
    .flatMap((tie): Dated[] => {
      const { kind, from, to } = tie
      if (kind === 'meeting' && isDay(from)) return [{ tie, from, to: isDay(to) ? to : from }]
      return (kind === 'call' || kind === 'project') && isDay(to) ? [{ tie, from: to, to }] : []
    })
    .toSorted((a, b) => a.from.localeCompare(b.from) || (a.tie.id < b.tie.id ? -1 : 1))
}

const plain = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase()
/**
 * The tie that says the same: of the same kind, called the same in some language; of calls, projects and meetings also of
 * the same time, since there may be one each year. One that is over, or was called off, is no obstacle.
 */
export function sameAs(draft: TieContent, ties: readonly Tie[], today: string): Tie | undefined {
  const names = new Set(Object.values(draft.names).map(plain))
  const isOnce = draft.kind === 'city' || draft.kind === 'network'
  return ties.find(
    (one) =>
      one.kind === draft.kind &&
      Object.values(one.names).some((name) => names.has(plain(name))) &&
      (isOnce || (one.from === draft.from && one.to === draft.to)) &&
      ['ahead', 'now'].includes(phaseOf(one, today)),
  )
}
