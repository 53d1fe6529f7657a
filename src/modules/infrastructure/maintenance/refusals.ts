/** What maintenance refuses. Sentences in words/infrastructure/maintenance. */
import { refusals } from '#platform/errors'

export const refuse = refusals('maintenance', {
  unknown: 404,
  unknownOrganisation: 422,
  tooManyRules: 409,
  badScope: 422,
  closed: 409,
  silence: 422,
  move: 409,
  reason: 422,
  unfinished: 409,
  fourEyes: 403,
  twice: 409,
  notOpen: 409,
  notPicture: 422,
  tooMany: 409,
  notMember: 422,
})
