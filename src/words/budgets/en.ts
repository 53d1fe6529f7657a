/** Editions of the participatory budget, in English. */

/** Its name inside a sentence. */
const phase =
  '{phase, select, submission {submission} formalCheck {the formal check} opinions {the departments’ opinions} appeal {appeals} list {the list} campaign {the campaign} vote {the vote} count {the count} delivery {delivery} other {this phase}}'

export const errors = {
  unknownEdition: 'There is no such edition of the participatory budget.',
  notAnnounced: 'This edition has not been announced yet.',
  notSealed: 'Voting in this edition has not begun, so nothing is sealed yet.',
  editionExists: 'There is an edition with this short name already. Choose another.',
  changedMeanwhile:
    'Somebody changed this edition while you were at it. Open it again, look at what is new, and repeat your change.',
  sealed:
    'Voting has begun: rules, list and keys are sealed, and nobody can change them. A phase can still be extended.',
  nothingListed: 'No project stands on the ballot, so voting cannot begin.',
  tooEarly: 'This edition is not that far yet.',
  begun: `What has begun stays as it was announced: ${phase}. It can only be extended, with grounds.`,
  announced: 'This edition has been announced already.',
  groundsMissing: 'Residents know these rules already. Say why they change; it will be public.',
  rules:
    '{count, plural, one {Something in the rules does not fit together.} other {# things in the rules do not fit together.}}',
  phaseClosed: `This cannot be done now: ${phase} is not open.`,
  phaseMissing: `This edition has no such phase: ${phase}.`,
  notLater: 'A phase can only be extended: choose a later end.',
  phaseOver: `It is over already and can no longer be extended: ${phase}.`,
  followingOver: `That leaves no time for what follows. Extend that first, or choose an earlier end.`,
}

export default {
  title: 'Participatory budget',
  phase: {
    submission: 'Submission of proposals',
    formalCheck: 'Formal check',
    opinions: 'Departments’ opinions',
    appeal: 'Appeals',
    list: 'List of projects',
    campaign: 'Campaign',
    vote: 'Vote',
    count: 'Count and results',
    delivery: 'Delivery',
  },
  state: {
    draft: 'draft',
    announced: 'announced',
    sealed: 'voting',
    closed: 'vote closed',
    opened: 'being counted',
    counted: 'result stands',
  },
  problem: {
    phaseTwice: 'This phase is there twice.',
    phaseBackward: 'It must end after it begins.',
    phaseOrder: 'The phases are in the wrong order.',
    phaseOverlap: 'It begins before the phase above it is over.',
    noVote: 'An edition needs a vote: say when it begins and ends.',
    noWay: 'Say how it is known who may vote. Until then nobody could.',
    voteBegun: 'The vote must begin in the future.',
    twice: 'This short name is there twice: {code}.',
    unknownSection: 'There is no such section: {section}.',
    noArea: 'Say for which area it is: people choose by where they live.',
    noPool: 'This section has no pool of money.',
    costBackward: 'The lowest cost is above the highest.',
    unknownCategory: 'There is no such category: {category}.',
    choicesBackward: 'The least number of choices is above the most.',
    pointsBackward: 'One project cannot be given more points than there are.',
    unknownPool: 'There is no such pool: {pool}.',
    moneyCircle: 'Unused money would go round in a circle.',
    demandTwice: 'This is asked twice.',
    ageNotDemanded: 'An age is set, but asking for it is not switched on.',
    consentNotDemanded: 'Consent is set, but asking for it is not switched on.',
  },
}
