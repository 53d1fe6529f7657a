/** What is refused to those who would vote, and to those who keep the register. Sentences in words/eligibility. */
import { refusals } from '#platform/errors'

export const refuse = refusals('participation', {
  wayOff: 409,
  noVoter: 403,
  notInRegister: 404,
  codeWrong: 404,
  claimMissing: 403,
  alreadyClaimed: 409,
  otherVoter: 409,
  tokenIssued: 409,
  onPaper: 409,
  votedOnline: 409,
  poolUnknown: 404,
  poolMissing: 422,
  notYourPool: 403,
  consentMissing: 403,
  tooYoung: 403,
  bornMissing: 422,
  tooManyGuesses: 429,
  registerColumns: 422,
  registerRows: 422,
  declarationWaits: 409,
  declarationUnknown: 404,
  declarationDecided: 409,
  voterUnknown: 404,
})
