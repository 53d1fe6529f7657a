/** Figures of how people take part. Pure. */
import { PEOPLE_MIN, type Figure, type Measure, type Taken } from './types.ts'

const REACHED = 0.5
const PERCENT = 100

/**
 * The share of districts in which residents took part at least half as often as in the mean of all districts. A number of
 * the whole city: of no district is it told how many voted.
 */
export function spreadOf(districts: Taken['districts']): number | undefined {
  const turnouts = districts.filter(({ registered }) => registered > 0).map(({ registered, voters }) => voters / registered) // prettier-ignore
  const mean = turnouts.reduce((sum, one) => sum + one, 0) / turnouts.length
  if (turnouts.length < 2 || mean === 0) return undefined
  return (turnouts.filter((one) => one >= REACHED * mean).length * PERCENT) / turnouts.length
}

/** One edition a year: that which was counted last. What cannot be told is missing, with its reason. */
export function figuresOf(editions: readonly Taken[]): Figure[] {
  const years = new Map(editions.map((one) => [one.year, one]))
  return [...years.values()].toSorted((a, b) => a.year - b.year).flatMap(figures)
}

function figures(one: Taken): Figure[] {
  const figure = (measure: Measure, unit: string, value: number | undefined, lack: NonNullable<Figure['lack']>): Figure => ({
    ...{ measure, unit, period: String(one.year), edition: one.edition, value: value ?? null },
    ...(value === undefined && { lack }),
  }) // prettier-ignore
  const people = (n: number) => (n >= PEOPLE_MIN ? n : undefined)
  const hasRegister = people(one.registered) !== undefined
  const voters = people(one.voters)
  const isEnough = people(one.authors) !== undefined
  return [
    figure('budget_entitled', 'person', people(one.registered), 'noRegister'),
    figure('budget_voters', 'person', voters, 'tooFew'),
    hasRegister
      ? figure('budget_districts_reached', '%', voters === undefined ? undefined : spreadOf(one.districts), 'tooFew')
      : figure('budget_districts_reached', '%', undefined, 'noRegister'),
    figure('budget_authors', 'person', people(one.authors), 'tooFew'),
    // A share of enough people, however few of them are new.
    figure('budget_authors_new', 'person', isEnough ? one.authorsNew : undefined, 'tooFew'),
    figure('office_answers_due', 'case', one.answersDue > 0 ? one.answersDue : undefined, 'none'),
    figure('office_answers_in_time', 'case', one.answersDue > 0 ? one.answersInTime : undefined, 'none'),
  ]
}
