/** What counting says, in English. */
export const errors = {
  ties: 'Equals can be parted by cost, votes, score, id, or lot: and a seed, such as lot:2026-10-15; found “{found}”.',
  choice: '“{option}” can be {choices}; found “{found}”.',
  noProject: 'The file has no project {project}. Check its number.',
  notPabulib:
    'This is no file of the Pabulib standard: {what, select, META {the part META} PROJECTS {the part PROJECTS} VOTES {the part VOTES} other {the column “{what}”}} is missing at line {line, number}.',
  flowsInCircle:
    'The money that is left over would flow in a circle: {pools}. Let one of these pools keep what it has.',
  unknownPool: 'A ballot names the pool “{pool}”, which this vote does not have.',
  noBudget: 'The budget in line {line, number} must be an amount such as 400000 or 400000.50; found “{found}”.',
}

export default {
  problem: {
    voteType:
      'The type of vote must be approval, cumulative, scoring or ordinal; found “{found}”. It was read as approval.',
    metaCount: '{key} says {said}; the file has {found, number}.',
    column: 'The column “{column}” is empty here. The row was left out.',
    cells: 'This row has {found, number} fields, its heading {expected, number}.',
    projectTwice: 'The project {project} stands twice. The second was left out.',
    cost: 'The cost of {project} must be an amount above zero; found “{found}”. The project was left out.',
    aboveBudget: 'The project {project} costs more than the whole budget. It cannot win.',
    unknownProject: 'There is no project {project}. This choice was left out.',
    choiceTwice: 'The project {project} is chosen twice here. It counts once.',
    voterTwice: 'The voter {voter} stands twice. Both ballots were counted.',
    points:
      'There {found, plural, one {is # number} other {are # numbers}} of points for {expected, plural, one {# choice} other {# choices}}: {points}. Choices without points count one each.',
    tooFew: '{found, plural, one {# choice} other {# choices}}, fewer than {limit, number}.',
    tooMany: '{found, plural, one {# choice} other {# choices}}, more than {limit, number}.',
    pointsSum: 'The points add up to {found, number}, outside {least, number} to {limit}.',
    tally:
      '{column, select, score {The points} other {The votes}} of {project} are said to be {said}; the ballots give {found, number}.',
  },
  decision: {
    fits: 'enters: {votes, plural, one {# vote} other {# votes}}, {cost}, {left} left',
    fitsShares:
      'enters: {votes, plural, one {# vote} other {# votes}}, {cost}; {full, plural, one {# voter} other {# voters}} paid {price} each{rest, plural, =0 {} one {, # all that was left} other {, # all that was left}}; {left} left',
    fitsUtilitarian:
      'enters with what was left over: {votes, plural, one {# vote} other {# votes}}, {cost}, {left} left',
    overBudget: 'does not fit: {cost}, {left} left',
    belowThreshold: 'too few votes: {votes, number}',
    constraint:
      'left out by the limit “{limit}”, since {lostTo} had entered: {votes, plural, one {# vote} other {# votes}}, {cost}',
    constraintAlone: 'left out by the limit “{limit}”: {votes, plural, one {# vote} other {# votes}}, {cost}',
    tied: 'It came before {before}, which had just as much, by {by, select, cost {its lower cost} votes {its votes} score {its points} lot {the public lot} other {its number}}.',
    unsupported: 'its supporters cannot pay for it: {votes, plural, one {# vote} other {# votes}}, {cost}',
    stopped: 'after the end of the count: {votes, plural, one {# vote} other {# votes}}, {cost}',
  },
}
