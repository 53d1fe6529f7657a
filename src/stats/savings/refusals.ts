/** What cannot be told of savings, and why. Sentences in words/stats. */
import { refusals } from '#platform/errors'

export const refuse = refusals('stats.savings', {
  notFinite: 422,
  tooMany: 422,
  twice: 422,
  cadence: 422,
  zone: 422,
  empty: 422,
  tooFewDays: 422,
  noModel: 422,
  noDays: 422,
  level: 422,
  digits: 422,
  register: 422,
  inventory: 422,
  finance: 422,
})
