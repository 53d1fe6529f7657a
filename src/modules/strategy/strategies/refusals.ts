/** What the strategies refuse. */
import { refusals } from '#platform/errors'

export const refuse = refusals('strategies', {
  unknown: 404,
  unknownGoal: 404,
  noDraft: 404,
  reportUnknown: 404,
  notPrinted: 404,
  ownDraft: 403,
  conflict: 409,
  nothingPublished: 409,
  notMade: 409,
  nothingChanged: 409,
  areasKept: 422,
  years: 422,
  twice: 422,
  circle: 422,
  unknownArea: 422,
  unknownParent: 422,
  otherArea: 422,
  unknownIndicator: 422,
  moreThanAdopted: 422,
  goalUnknown: 422,
})
