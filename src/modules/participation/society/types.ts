/** How people take part, in numbers of each counted edition: what social capital is measured by. */

/** The house brings figures of these measures, where a pack has them. */
export const MEASURES = [
  ...(['budget_entitled', 'budget_voters', 'budget_districts_reached'] as const),
  ...(['budget_authors', 'budget_authors_new', 'office_answers_due', 'office_answers_in_time'] as const),
] as const
export type Measure = (typeof MEASURES)[number]

/** So few people are not told of: who they are could be guessed. */
export const PEOPLE_MIN = 10

/** Of one edition. Districts are those of residence, as the register says them. */
export type Taken = {
  edition: string
  year: number
  registered: number
  voters: number
  districts: { pool: string; registered: number; voters: number }[]
  authors: number
  authorsNew: number
  answersDue: number
  answersInTime: number
}
export type Figure = { measure: Measure; period: string; edition: string; unit: string; value: number | null; lack?: 'tooFew' | 'noRegister' | 'none' } // prettier-ignore
