/** Ballots, tokens, papers, in English. */
export const errors = {
  signerAway:
    'The part of the house that keeps the keys of the vote cannot be reached. Nothing is lost: send the same again in a moment.',
  signerClosed: 'The vote is over: nothing is signed any more.',
  voteNotClosed: 'Ballots are opened only after the vote is over.',
  keysUnknown: 'There are no keys for this vote.',
  keysDestroyed: 'The keys of this vote have been destroyed.',
  blindedWrong: 'What was sent to be signed is not a blinded token. Load the page again and start anew.',
  poolUnknown: 'There is no such pool: {pool}.',
  notYourPool: 'You vote for the district where you live. This pool belongs to another.',
  tokenIssued:
    'A ballot in this part of the vote was issued to you before, on another device or in another window. Go on there: there is only one.',
  tokenUsed: 'A ballot was cast with this token before, and it was a different one. The first counts.',
  tokenInvalid: 'This ballot does not carry a token of this vote and pool, so it was not accepted.',
  projectUnknown: 'Project {project} does not stand on this ballot.',
  projectTwice: 'Project {project} is chosen twice.',
  choicesFew: '{least, plural, one {Choose at least # project.} other {Choose at least # projects.}}',
  choicesMany: '{most, plural, one {Choose at most # project.} other {Choose at most # projects.}}',
  pointsWrong: 'The points do not fit the rules of this ballot.',
  choicesUnsorted: 'The choices must be sorted by the number of the project.',
  overBudget: 'What is chosen costs more than there is money.',
  castAsSomebody:
    'A ballot is cast without a session, cookie or key, so that nobody learns whose it is. It was not looked at; send it without them.',
  notOpenedYet: 'The ballots have not been opened yet.',
  paperOff: 'This edition is not voted on paper.',
  paperEntered: 'Paper {serial} has been entered by two people already.',
  paperSame: 'You entered paper {serial} before. The other entry is another person’s.',
  paperSettled: 'Paper {serial} is settled.',
  paperUnknown: 'Paper {serial} has not been entered twice yet.',
  paperFinished: 'It was said that the last paper is entered; nothing is added any more.',
  paperUnsettled:
    '{count, plural, =0 {Papers can be finished once the vote is over.} one {# paper is not settled yet: {serials}.} other {# papers are not settled yet: {serials} and so on.}}',
}
