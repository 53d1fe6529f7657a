/** What the catalogue says no to. */
import { refusals } from '#platform/errors'

export const refuse = refusals('catalog', {
  unknown: 404,
  unknownOrganisation: 422,
  unknownSeries: 422,
  unknownAreas: 422,
  unknownRelated: 422,
  slugTaken: 409,
  overtaken: 409,
  tooManyDistributions: 422,
  endpointMissing: 422,
})
