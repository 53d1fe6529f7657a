/** What may happen to a project, and how it stands. Pure: no clock, no database. */
import { refusals } from '#platform/errors'
import type { Around, Document, Entry, Milestone, Partner, Project, Promised, Risk, State, Verdict } from './types.ts' // prettier-ignore

export const refuse = refusals('strategy', {
  unknown: 404,
  photoUnknown: 404,
  milestoneUnknown: 404,
  milestoneDone: 409,
  closed: 409,
  twice: 409,
  move: 409,
  notFinished: 409,
  notAuthor: 403,
  reason: 422,
  future: 422,
  earlier: 422,
  overBudget: 422,
  belowZero: 422,
  tooMany: 422,
  unknownOrganisation: 422,
  unknownIndicator: 422,
  unknownArea: 422,
  unknownOrigin: 422,
  promiseLate: 409,
  moneyHangs: 409,
  stays: 409,
})

/** From where to where. What is finished may be opened again, with a reason: the authors may have found it wanting. */
export const MOVES: Record<State, readonly State[]> = {
  planned: ['preparing', 'cancelled'],
  preparing: ['tender', 'underWay', 'cancelled'],
  tender: ['underWay', 'preparing', 'cancelled'],
  underWay: ['finished', 'preparing', 'cancelled'],
  finished: ['underWay'],
  cancelled: ['planned'],
}
const ORDER: readonly State[] = ['planned', 'preparing', 'tender', 'underWay', 'finished']

/** Giving up and going back are explained. */
export const needsReason = (from: State, to: State): boolean =>
  to === 'cancelled' || ORDER.indexOf(to) < ORDER.indexOf(from) || from === 'cancelled'

/** Throws `strategy.move`, `strategy.reason`. */
export function demandMove(from: State, to: State, reason: string): void {
  if (!MOVES[from].includes(to)) throw refuse.move({ from, to, allowed: MOVES[from] })
  if (needsReason(from, to) && reason === '') throw refuse.reason()
}

export const isOpen = (state: State): boolean => state !== 'finished' && state !== 'cancelled'

/** Throws `strategy.closed`: what is finished or given up is opened again first. */
export function demandOpen({ state }: Pick<Project, 'state'>): void {
  if (!isOpen(state)) throw refuse.closed({ state })
}

type Spending = { amount_minor: number; on: string; reason: string }

/** Throws `strategy.future`, `strategy.belowZero`, and where it goes beyond the budget or takes back without a word, `strategy.overBudget`, `strategy.reason`. */
export function demandSpending(
  project: Pick<Project, 'budget_minor' | 'spent_minor' | 'currency'>,
  spending: Spending,
  today: string,
): void {
  // prettier-ignore
  const { amount_minor, on, reason } = spending
  if (on > today) throw refuse.future({ day: on })
  const after = project.spent_minor + amount_minor
  if (after < 0) throw refuse.belowZero()
  if (amount_minor <= 0 && reason === '') throw refuse.reason()
  if (after > project.budget_minor && amount_minor > 0 && reason === '')
    throw refuse.overBudget({ left_minor: project.budget_minor - project.spent_minor, currency: project.currency })
}

/** A delay puts the day off. Throws `strategy.earlier`. */
export function demandLater(due: string, to: string): void {
  if (to <= due) throw refuse.earlier({ due })
}

/** Late, and nobody said why: what the page shows before anything else. */
export const isOverdue = ({ state, due }: Pick<Project, 'state' | 'due'>, today: string): boolean =>
  isOpen(state) && due < today

/** A milestone that should stand by now. What is finished or given up has none. */
export const isMissed = (
  { state }: Pick<Project, 'state'>,
  { due, doneOn }: Pick<Milestone, 'due' | 'doneOn'>,
  today: string,
): boolean =>
  // prettier-ignore
  isOpen(state) && doneOn === null && due < today

/** By the last word of each author since it was finished last; one who disagrees outweighs those who agree. */
export function verdictOf(
  project: Pick<Project, 'state'>,
  authors: readonly string[],
  diary: readonly Entry[],
): Verdict {
  if (project.state !== 'finished' || authors.length === 0) return 'none'
  const finished = diary.findLastIndex(({ kind, content }) => kind === 'move' && content.to === 'finished')
  const last = new Map<string, boolean>()
  for (const { kind, by, content } of diary.slice(finished + 1))
    if (kind === 'confirmation' && authors.includes(by)) last.set(by, content.agrees === true)
  if (last.size === 0) return 'waiting'
  return [...last.values()].every(Boolean) ? 'confirmed' : 'disputed'
}

/** Of each partner, risk and document the last word; of the promised effect the first, which stays, and the last. */
export function aroundOf(diary: readonly Entry[]): Around {
  const last = <T>(kind: Entry['kind'], keyOf: (one: T) => string): T[] => [
    ...new Map(diary.filter((one) => one.kind === kind).map(({ content }) => [keyOf(content as T), content as T])).values(), // prettier-ignore
  ]
  const promises = diary.filter(({ kind }) => kind === 'promise').map(({ content, at }) => ({ ...content, at }) as Promised) // prettier-ignore
  const [first, now] = [promises[0], promises.at(-1)]
  return {
    partners: last<Partner>('partner', ({ name }) => name),
    risks: last<Risk>('risk', ({ title }) => title),
    documents: last<Document>('document', ({ address }) => address),
    promise: first && now ? { first, now } : null,
  }
}

/**
 * An effect is promised before the work begins; what was promised is changed with the reason, and the first stays visible.
 * Throws `strategy.promiseLate`, `strategy.closed`, `strategy.reason`.
 */
export function demandPromise(project: Pick<Project, 'state'>, before: Around['promise'], reason: string): void {
  demandOpen(project)
  if (before === null && project.state === 'underWay') throw refuse.promiseLate()
  if (before !== null && reason === '') throw refuse.reason()
}
