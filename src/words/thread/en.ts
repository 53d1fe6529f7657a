/** The thread that leads from a weak indicator to a measured effect, and the loop on the front page, in English. */
export default {
  title: 'On the way from a gap to an effect',
  before: 'What led here',
  after: 'What came of it',
  directionOf: 'Direction of action {n, number}',
  reportOn: 'How it goes: {name}',
  again: 'Where the city acts next',
  step: {
    report: 'Report',
    indicator: 'Indicator',
    direction: 'Direction of action',
    challenge: 'Challenge',
    proposal: 'Residents’ proposal',
    vote: 'Vote',
    project: 'Project',
    pilot: 'Pilot and its evaluation',
    practice: 'What worked',
    saving: 'Savings plan',
    loop: 'The whole way',
  },
}

export const loop = {
  title: 'From a gap to a measured effect',
  lead: 'Eight steps, each with what stands there at this moment. The last leads to the first again.',
  back: 'and from the start again',
  shown: {
    title: 'Demonstration: once round the whole way',
    lead: 'Made up, to show how it works: neighbourhoods, figures and people that do not exist. Every step was made by the same rules as the city’s own, though: the vote was cast and counted, the plan sealed, the effect computed. Its days are those on which it would have happened; the ledger has the hour at which it was truly written.', // prettier-ignore
    indicator: 'Weak indicator',
    indicatorNote: 'of pupils in {place} came on foot or by bicycle in {period}',
    direction: 'Direction of action',
    directionNote: 'were missing to the middle of the others',
    challenge: 'Challenge',
    challengeNote: 'the problem is told on {day}, before any solution',
    proposal: 'Proposals',
    proposalNote: '{n, plural, one {proposal by residents on the list} other {proposals by residents on the list}}',
    vote: 'Vote',
    voteNote: '{n, plural, one {ballot cast, opened and counted} other {ballots cast, opened and counted}}',
    project: 'Project',
    projectNote: 'promised by {day}',
    money: 'Money',
    moneyNote: 'spent of {budget}',
    figures: 'The indicator moves',
    figuresNote: 'in {place} in {period}',
    effect: 'Verified effect',
    effectNote: 'from {low} to {high} against neighbourhoods without it',
    report: 'Report',
    reportNote: 'how far the goal is, from data',
  },
  gaps: {
    name: 'Gaps',
    count: '{n, plural, =0 {none is measured now} one {gap to other cities or to a target} other {gaps to other cities or to targets}}', // prettier-ignore
  },
  challenges: {
    name: 'Challenges',
    count: '{n, plural, =0 {none is published yet} one {problem told in public} other {problems told in public}}',
  },
  proposals: {
    name: 'Proposals',
    count: '{n, plural, =0 {none was handed in yet} one {proposal by residents} other {proposals by residents}}',
  },
  votes: {
    name: 'Votes',
    count: '{n, plural, =0 {none was cast yet} one {ballot cast} other {ballots cast}}',
  },
  projects: {
    name: 'Projects',
    count: '{n, plural, =0 {none was begun yet} one {project, with its money and its promise} other {projects, with their money and promises}}', // prettier-ignore
  },
  figures: {
    name: 'Figures',
    count: '{n, plural, =0 {none has come yet} one {figure with a named source} other {figures with a named source}}',
  },
  evaluations: {
    name: 'Evaluations',
    count: '{n, plural, =0 {none is finished yet} one {effect measured against a comparison} other {effects measured against a comparison}}', // prettier-ignore
  },
  reports: {
    name: 'Reports',
    count: '{n, plural, =0 {none is published yet} one {report that stays as it is} other {reports that stay as they are}}', // prettier-ignore
  },
}
