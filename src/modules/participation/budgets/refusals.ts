/** What editions refuse. Sentences in words/budgets. */
import { refusals } from '#platform/errors'

export const refuse = refusals('participation', {
  unknownEdition: 404,
  notSealed: 404,
  notAnnounced: 409,
  editionExists: 409,
  changedMeanwhile: 409,
  sealed: 409,
  nothingListed: 409,
  tooEarly: 409,
  begun: 409,
  announced: 409,
  groundsMissing: 422,
  rules: 422,
  phaseClosed: 409,
  phaseMissing: 422,
  notLater: 422,
  phaseOver: 409,
  followingOver: 422,
})
