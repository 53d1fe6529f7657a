/** What may happen to a challenge, who may judge whom, and what scores come to. Pure: no clock, no database. */
import { refusals } from '#platform/errors'
import { dayAfter } from '#stats'
import {
  REVIEWS_MIN,
  type Application,
  type Call,
  type Challenge,
  type Grant,
  type Line,
  AMENDED_DAYS_LEFT,
  type ProblemVersion,
  type Review,
  type Reviewer,
  type State,
} from './types.ts'

export const refuse = refusals('challenges', {
  unknown: 404,
  applicationUnknown: 404,
  questionUnknown: 404,
  fileUnknown: 404,
  grantUnknown: 404,
  reviewerUnknown: 404,
  state: 409,
  twice: 409,
  alreadyReviewer: 409,
  answered: 409,
  changedMeanwhile: 409,
  nothingChanged: 409,
  tooLittleTime: 409,
  accessEnded: 410,
  accessWaits: 409,
  conflictStays: 409,
  notInvited: 403,
  notReviewer: 403,
  ownTeam: 403,
  rival: 403,
  conflict: 403,
  notOwn: 403,
  noGap: 422,
  unknownOrganisation: 422,
  unknownIndicator: 422,
  unknownArea: 422,
  daysBackward: 422,
  reviewBackward: 422,
  weight: 422,
  criteriaNames: 422,
  tooEarly: 422,
  tooMany: 422,
  past: 422,
  scoresMissing: 422,
  tooFewReviews: 422,
  tooManyChosen: 422,
  departure: 422,
})

/** Throws `challenges.state` with where it stands. */
export function demandState({ state }: Pick<Challenge, 'state'>, ...allowed: State[]): void {
  if (!allowed.includes(state)) throw refuse.state({ state, allowed })
}

/** Throws `challenges.daysBackward`, `challenges.reviewBackward`, `challenges.past`. */
export function demandDays({ from, to, reviewedBy }: Pick<Call, 'from' | 'to' | 'reviewedBy'>, today: string): void {
  if (to < from) throw refuse.daysBackward({ from, to })
  if (reviewedBy <= to) throw refuse.reviewBackward({ day: reviewedBy, end: to })
  if (to < today) throw refuse.past({ day: to })
}

/** Can one apply on that day? Both days count. */
export const isOpen = ({ state, call }: Pick<Challenge, 'state' | 'call'>, today: string): boolean =>
  state === 'call' && call !== null && call.from <= today && today <= call.to

/** Every version of the problem that was public, the oldest first. */
export const problemsIn = (log: readonly Line[]): ProblemVersion[] =>
  log
    .filter(({ kind }) => kind === 'published' || kind === 'amended')
    .map(({ content, at }) => {
      const { titles, problem, indicators, version, reason } = content as ProblemVersion
      return { titles, problem, indicators, at, version: version ?? 1, reason: reason ?? null }
    })

/**
 * May the problem still be put in other words? Before a call, and while one has days left in which to answer it; never once
 * it is closed. Throws `challenges.state`, `challenges.past`, `challenges.tooLittleTime`.
 */
export function demandAmendable({ state, call }: Pick<Challenge, 'state' | 'call'>, today: string): void {
  demandState({ state }, 'problem', 'call')
  if (state !== 'call' || !call) return
  if (call.to < today) throw refuse.past({ day: call.to })
  const least = dayAfter(today, AMENDED_DAYS_LEFT)
  if (call.to < least) throw refuse.tooLittleTime({ days: AMENDED_DAYS_LEFT, to: call.to, day: least })
}

export const isOfTeam = ({ account, members }: Pick<Application, 'account' | 'members'>, person: { account: string; email?: string }): boolean => account === person.account || (person.email !== undefined && members.some(({ email }) => email === person.email!.toLowerCase())) // prettier-ignore

/** The team with which a reviewer answers the same call, if any. */
export const teamOf = (all: readonly Application[], reviewer: Reviewer) => all.find((one) => isOfTeam(one, reviewer))

/**
 * Nobody judges their own team, nor those who compete with it. Throws `challenges.ownTeam`, `challenges.rival`, and
 * `challenges.conflict` for who declared one.
 */
export function demandMayScore(
  all: readonly Application[],
  application: Application,
  reviewer: Reviewer,
  before: Review | undefined,
): void {
  if (isOfTeam(application, reviewer)) throw refuse.ownTeam({ team: application.team })
  const own = teamOf(all, reviewer)
  if (own) throw refuse.rival({ team: own.team })
  if (before?.conflict) throw refuse.conflict({ team: application.team })
}

/** Every criterion, and no other. Throws `challenges.scoresMissing` with the names of those without a score. */
export function demandScores({ criteria }: Pick<Call, 'criteria'>, scores: Record<string, number>): void {
  const missing = criteria.flatMap(({ id, names }) => (scores[id] === undefined ? [Object.values(names)[0]!] : []))
  const other = Object.keys(scores).filter((id) => !criteria.some((one) => one.id === id))
  if (missing.length > 0 || other.length > 0) throw refuse.scoresMissing({ names: [...missing, ...other].join(', ') })
}

export type Spread = { mean: number; low: number; high: number; deviation: number; n: number }
export function spreadOf(values: readonly number[]): Spread | undefined {
  const n = values.length
  if (n === 0) return undefined
  const mean = values.reduce((sum, one) => sum + one, 0) / n
  const squares = values.reduce((sum, one) => sum + (one - mean) ** 2, 0)
  return { mean, low: Math.min(...values), high: Math.max(...values), deviation: n > 1 ? Math.sqrt(squares / (n - 1)) : 0, n } // prettier-ignore
}

/** What one reviewer gives in all: the mean of the scores, each by its weight. */
export function weighed({ criteria }: Pick<Call, 'criteria'>, scores: Record<string, number>): number {
  const whole = criteria.reduce((sum, { weight }) => sum + weight, 0)
  return criteria.reduce((sum, { id, weight }) => sum + weight * (scores[id] ?? 0), 0) / whole
}

export type Standing = { applicationId: string; team: string; criteria: Record<string, Spread | undefined>; total: Spread | undefined; leftOut: number; rank: number | undefined } // prettier-ignore

/** Every application with its scores and how far reviewers were apart; equal totals share a rank; what too few judged has none. */
export function standings(
  call: Pick<Call, 'criteria'>,
  applications: readonly Application[],
  reviews: readonly Review[],
): Standing[] {
  // prettier-ignore
  const rows = applications.map(({ id, team }) => {
    const own = reviews.filter((one) => one.applicationId === id)
    const scored = own.flatMap(({ scores }) => (scores ? [scores] : []))
    return {
      ...{ applicationId: id, team, leftOut: own.length - scored.length },
      criteria: Object.fromEntries(call.criteria.map((one) => [one.id, spreadOf(scored.map((scores) => scores[one.id] ?? 0))])), // prettier-ignore
      total: spreadOf(scored.map((scores) => weighed(call, scores))),
    }
  })
  const isRanked = ({ total }: (typeof rows)[number]) => total !== undefined && total.n >= REVIEWS_MIN
  const rankOf = (row: (typeof rows)[number]) => 1 + rows.filter((one) => isRanked(one) && one.total!.mean - row.total!.mean > 1e-9).length // prettier-ignore
  return rows
    .map((row) => ({ ...row, rank: isRanked(row) ? rankOf(row) : undefined }))
    .toSorted((a, b) => (a.rank ?? Infinity) - (b.rank ?? Infinity) || (a.team < b.team ? -1 : 1))
}

/**
 * Does the choice follow the scores? It does where nobody who was left out stands above anybody who was chosen. Throws
 * `challenges.tooManyChosen`, `challenges.applicationUnknown`, `challenges.tooFewReviews`, and `challenges.departure` where
 * it departs without a word.
 */
export function demandChoice(
  call: Pick<Call, 'places'>,
  ranking: readonly Standing[],
  chosen: readonly string[],
  departure: string,
): string[] {
  // prettier-ignore
  if (chosen.length > call.places) throw refuse.tooManyChosen({ most: call.places })
  const unknown = chosen.find((id) => !ranking.some(({ applicationId }) => applicationId === id))
  if (unknown) throw refuse.applicationUnknown({ id: unknown })
  const unjudged = ranking.find(({ rank }) => rank === undefined)
  if (unjudged) throw refuse.tooFewReviews({ team: unjudged.team, least: REVIEWS_MIN })
  const ranked = ranking.map(({ applicationId }) => applicationId)
  const worst = Math.max(...ranking.filter(({ applicationId }) => chosen.includes(applicationId)).map(({ rank }) => rank!)) // prettier-ignore
  const above = ranking.filter(({ applicationId, rank }) => rank! < worst && !chosen.includes(applicationId))
  if (above.length > 0 && departure === '') throw refuse.departure({ teams: above.map(({ team }) => team).join(', ') })
  return ranked
}

/** The day on which access to data ended; undefined while it lasts. */
export const accessOver = ({ until, endedAt }: Pick<Grant, 'until' | 'endedAt'>, today: string, dayOf: (at: Date) => string): string | undefined => (until < today ? until : endedAt ? dayOf(endedAt) : undefined) // prettier-ignore

const STEPS = ['problem', 'call', 'review', 'selection', 'pilot'] as const
export type Step = (typeof STEPS)[number]
const AT: Record<State, number> = { draft: -1, problem: 0, call: 1, review: 2, selected: 3, pilot: 4, noSolution: 3, cancelled: -1 } // prettier-ignore
/** Where it is in its life: what is behind it, where it stands, what is to come. */
export const lifeOf = ({ state }: Pick<Challenge, 'state'>): { step: Step; when: 'done' | 'now' | 'later' }[] =>
  STEPS.map((step, i) => ({ step, when: i < AT[state] ? 'done' : i === AT[state] ? 'now' : 'later' }))

/** Questions, the oldest first, each with its answer. */
export function questionsIn(log: readonly Line[]) {
  const answers = new Map(log.filter(({ kind }) => kind === 'answer').map((one) => [one.content.question, one]))
  return log
    .filter(({ kind }) => kind === 'question')
    .map(({ id, content, at }) => {
      const answer = answers.get(id)
      return { id, text: String(content.text), at, answer: answer && { text: String(answer.content.text), at: answer.at } } // prettier-ignore
    })
}
