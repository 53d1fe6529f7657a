/** What cannot be made into a composite index, or not in this way. Sentences in words/stats. */
import { refusals } from '#platform/errors'

export const refuse = refusals('stats.composite', {
  noIndicators: 422,
  tooMany: 422,
  duplicateCode: 422,
  duplicateUnit: 422,
  unknownParent: 422,
  cycle: 422,
  roots: 422,
  level: 422,
  childless: 422,
  weight: 422,
  weightsZero: 422,
  direction: 422,
  missingColumn: 422,
  columnLength: 422,
  notFinite: 422,
  unknownGroup: 422,
  tooFewUnits: 422,
  nothingLeft: 422,
  notPositive: 422,
  noTarget: 422,
  choice: 422,
})
