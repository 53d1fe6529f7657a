/** What cards are refused for. */
import { refusals } from '#platform/errors'

export const refuse = refusals('cards', {
  unknown: 404,
  changedMeanwhile: 409,
  backward: 422,
  noSuchTime: 422,
  unknownThing: 422,
  unknownIndicator: 422,
  tooMany: 409,
})
