/** What tokens and ballots refuse. Sentences in words/ballots. */
import { refusals } from '#platform/errors'

export const refuse = refusals('participation', {
  poolUnknown: 404,
  notYourPool: 403,
  tokenIssued: 409,
  tokenUsed: 409,
  tokenInvalid: 422,
  blindedWrong: 422,
  projectUnknown: 422,
  projectTwice: 422,
  choicesFew: 422,
  choicesMany: 422,
  pointsWrong: 422,
  choicesUnsorted: 422,
  overBudget: 422,
  paperOff: 409,
  paperEntered: 409,
  paperSame: 409,
  paperSettled: 409,
  paperUnknown: 404,
  paperFinished: 409,
  paperUnsettled: 409,
  notOpenedYet: 409,
  castAsSomebody: 400,
})
