/** What an evaluation says no to, and why. Sentences in words/effects. */
import { refusals } from '#platform/errors'

export const refuse = refusals('stats.effects', {
  columnUnknown: 422,
  missing: 422,
  notFinite: 422,
  notNumber: 422,
  notBinary: 422,
  period: 422,
  periodKinds: 422,
  empty: 422,
  tooMany: 422,
  tooFewUnits: 422,
  tooFewPeriods: 422,
  tooFewClusters: 422,
  tooFewRows: 422,
  outside: 422,
  collinear: 422,
  constantOutcome: 422,
  noControls: 422,
  noTreated: 422,
  noVariation: 422,
  twice: 422,
  timing: 422,
  counts: 422,
  exposure: 422,
  option: 422,
})
