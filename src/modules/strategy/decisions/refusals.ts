/** What the register of decisions refuses. */
import { refusals } from '#platform/errors'

export const refuse = refusals('decisions', {
  unknown: 404,
  notAnOption: 422,
  future: 422,
  twice: 422,
  noSize: 422,
  effectPast: 422,
  unknownIndicator: 422,
  unknownProject: 422,
  tooMany: 422,
})
