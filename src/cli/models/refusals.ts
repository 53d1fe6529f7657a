/** What is wrong with a file or an option that the models are given, each with its place. Sentences in words/stats. */
import { Refusal, refusals } from '#platform/errors'

export const refuse = refusals('stats.file', {
  tooLarge: 413,
  notUtf8: 422,
  empty: 422,
  broken: 422,
  ragged: 422,
  columnTwice: 422,
  columnMissing: 422,
  columnUnknown: 422,
  missing: 422,
  notNumber: 422,
  codeTwice: 422,
  type: 422,
  period: 422,
  periodKind: 422,
  periodTwice: 422,
  status: 422,
  valueDespiteStatus: 422,
  breakKind: 422,
  breakOutside: 422,
  tooFewRows: 422,
  option: 400,
})

/** Line and column from 1; the column is that of the field. */
export type Place = { readonly file: string; readonly line: number; readonly column: number }

/** What the models refuse, with the place in the files that it came from. */
export function placed<T>(work: () => T, placeOf: (refusal: Refusal) => Place | undefined): T {
  try {
    return work()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    throw new Refusal(error.code, error.status, { ...error.details, ...placeOf(error) })
  }
}
