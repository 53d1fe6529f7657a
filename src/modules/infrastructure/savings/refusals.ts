/** What savings refuse. Sentences in words/infrastructure/savings. */
import { refusals } from '#platform/errors'

export const refuse = refusals('savings', {
  unknown: 404,
  notDraft: 409,
  notSealed: 409,
  tooLate: 422,
  order: 422,
  fileMissing: 409,
  wattage: 422,
  notPerson: 403,
  fourEyes: 403,
  decided: 409,
  notConfirmed: 409,
  published: 409,
  overlaps: 409,
  period: 422,
  future: 422,
  noThing: 422,
  noSeries: 422,
  notWatts: 422,
  noReadings: 422,
  demoSeries: 422,
  personalSeries: 403,
})
