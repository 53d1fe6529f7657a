/** What the catalogue says no to. */
import { refusals } from '#platform/errors'

export const refuse = refusals('catalog', {
  unknown: 404,
  unknownOrganisation: 422,
  unknownAsset: 422,
  unknownSeries: 422,
  unknownAreas: 422,
  unknownRelated: 422,
  slugTaken: 409,
  overtaken: 409,
  tooManyDistributions: 422,
  endpointMissing: 422,
  withdrawn: 410,
  alreadyWithdrawn: 409,
  alreadyPublished: 409,
  notPublished: 409,
  notReady: 409,
  notRereadable: 409,
  notRead: 409,
  otherBytes: 422,
  tooManyUploads: 429,
  originalTreated: 422,
  busy: 503,
})
