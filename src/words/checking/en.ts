/** Four eyes, in English: what checks remark on, who vouches for it, what is withdrawn, what is not reported and why. */
export const errors = {
  ownValue: 'You brought these figures yourself, so another person must verify them.',
  personNeeded: 'Only a person can vouch for figures, not the key of a system.',
  notVerified: 'Another person must verify this import before it can be published.',
  returned: 'This import was sent back with a reason. Send a corrected file, or ask for another look.',
  stale:
    'Somebody published the same figure in the meantime: {area}, {measure}, {period} is now {theirs, select, null {missing} other {{theirs, number}}}; yours is {yours, select, null {missing} other {{yours, number}}}. Verify the import again, knowing both.',
  withdrawn: 'the figure for {measure}, {area}, {period} was withdrawn: {note}',
  notPublished: 'This import is not published, so there is nothing to withdraw. Give it up instead.',
  nothingToWithdraw:
    'None of the figures of this import stands any more: later publications replaced or withdrew them.',
  notStanding:
    'The figure for {measure}, {area}, {period} is not one that this import still stands for. Choose among those that do.',
  overtaken:
    'While you were typing, another figure was published for {area}, {measure}, {period}: {theirs, select, null {missing} other {{theirs, number}}}; yours is {yours, select, null {missing} other {{yours, number}}}. Compare both, then enter yours again if it is right.',
  alreadyEntered:
    'Somebody has already entered a figure for {area}, {measure}, {period}, and it waits for verification: {theirs, select, null {missing} other {{theirs, number}}}; yours is {yours, select, null {missing} other {{yours, number}}}. Verify theirs, or ask for it to be given up.',
  notAccepted: 'The figure cannot be taken as it stands: {column}, {found}. Expected: {expected}.',
  unanswered:
    '{count, plural, one {# grave finding has no answer yet.} other {# grave findings have no answer yet.}} Say why the figure is right, or send the import back.',
}

export default {
  finding: {
    unitSlip:
      'About {factor} times {way, select, more {as much as} other {less than}} usual: {against, select, series {the {others, plural, one {nearest figure of the series is} other {median of the # nearest figures of the series is}} {usual}} other {the median of {others, plural, one {# place} other {# places}} of its kind is {usual}}}. If the unit slipped, {right} is right.',
    range: 'Makes {value} of “{indicator}” ({area}, {period}); possible is {range}.',
    total:
      'The {parts, plural, one {# part} other {# parts}} of {whole} add up to {sum}, the whole is {total}. With the other figures as they are, {right} is right.',
    jump: 'From {before} ({beforePeriod}) to {found}: unlike the {others, plural, one {# other change} other {# other changes}} of the series{peers, select, none {} other {, and unlike {cities, plural, one {# place} other {# places}} of its kind at the time ({peers})}}. Between {low} and {high} would be usual.',
    peers:
      'Far from the {others, plural, one {# place} other {# places}} of its kind, the median of which is {usual}. Between {low} and {high} would be usual.',
  },
  title: 'Checks',
  none: 'The checks remarked on nothing.',
  sum: '{high, plural, =0 {No grave remark} one {# grave remark} other {# grave remarks}}, {low, plural, =0 {nothing else to look at} one {# more to look at} other {# more to look at}}.',
  lead: 'Each grave remark needs an answer before the figures can be verified.',
  shown: 'The first {n, number} are shown.',
  remark: 'Remark',
  found: 'Found',
  severity: { high: 'grave', low: 'to look at' },
  checks: {
    unitSlip: 'slip of the unit',
    range: 'outside what is possible',
    total: 'parts and whole',
    jump: 'jump',
    peers: 'unlike its peers',
  },
  how: 'How the checks work, to be done again by hand',
  rules: {
    unitSlip:
      'A figure is compared, in logarithms, with the middle (median) of the {nearest, number} figures nearest to it in time and not behind a break; where there are none, with that of at least {peersMin, number} places of its kind in the same period. It is far when it is more than {far, number} spreads away. A spread is the median distance from the median times 1.4826, at least {floor, number, ::percent}, and for whole numbers at least what chance does to a count: its root. A far figure has slipped when dividing it by 10, 100, 1,000 or 1,000,000, or multiplying it by one of these, brings it to within {near, number} spreads of the middle; in a series that stands still, 12 counts too: months taken for years.',
    range:
      'The values that the figures go into are computed as they would be published. A value outside the range that its definition allows is told at the first figure that goes into it.',
    total:
      'For counts, money and whatever else adds up: where all districts that existed on the last day of the period have a figure, their sum may differ from the figure of the city by {share, number, ::percent .0} of it, or by {units, number}.',
    jump: 'The change since the last figure, by period and in logarithms (differences, where zero or less occurs), is compared with at least {changesMin, number} other changes of the series between two breaks. It is remarked on when it is more than {far, number} spreads from the middle of these and the figure changed by more than a quarter, unless at least {peersMin, number} places of its kind changed in the same way at the time (less than {peersFar, number} spreads away).',
    peers:
      'Where the series has at most {ownMax, number} figures: further than {far, number} spreads from the middle of at least {peersMin, number} places of its kind in the same period.',
  },
  verify: {
    title: 'Verification',
    lead: 'You vouch that the figures are those of their source. Your name stays out of the ledger; your reason stands in it.',
    own: 'You brought these figures yourself. Another analyst or data steward verifies them.',
    cannot: 'An analyst or a data steward who did not bring the figures verifies them.',
    answer: 'Line {line, number}: why the figure is right',
    answerAll: 'Why all figures with the remark “{check}” are right',
    answerMissing: 'Say why this figure is right, or send the import back.',
    reason: 'What you compared the figures with',
    reasonHint: 'Stands in the public ledger and in the provenance of every value. Name no person.',
    button: 'Verify',
    again: 'Verify again',
    back: 'Or send it back',
    backReason: 'What is to be corrected',
    backButton: 'Send back',
    verified: 'Verified on {moment} by {who}',
    returned: 'Sent back on {moment} by {who}',
    done: 'You have vouched for these figures. They can be published now.',
    doneBack: 'The import was sent back. Who brought it sees your reason here.',
    answered: 'Answers to remarks',
  },
  stale: {
    title: 'Others published the same figures since',
    lead: 'The verification does not know of them. Compare both, then verify again or give the import up.',
    yours: 'In this import',
    theirs: 'Published now',
    vintage: 'Vintage',
  },
  publications: {
    title: 'Published, corrected, withdrawn',
    lead: 'Every publication since the beginning, newest first. Nothing that was published is deleted: earlier figures stay readable under their vintage.',
    link: 'What was published, corrected and withdrawn',
    kinds: {
      published: 'published',
      corrected: 'corrected',
      withdrawn: 'withdrawn',
      definition: 'definitions',
      areas: 'areas',
      measures: 'measures',
      catalogue: 'descriptions',
    },
    figures:
      '{added, plural, =0 {No new figure} one {# new figure} other {# new figures}}, {corrected, plural, =0 {none corrected} one {# corrected} other {# corrected}}.',
    withdrawn: '{n, plural, one {# figure taken back} other {# figures taken back}} from {file}.',
    definitions: '{n, plural, one {# definition made valid:} other {# definitions made valid:}}',
    areas: 'What is a part of what, and since when.',
    measures: 'Measures with their units.',
    catalogue: 'Words about measures, datasets and sources.',
    moreDefinitions: 'and {n, number} more',
    vintage: 'Vintage {seq, number}',
    file: 'the file',
    entry: 'entry in the ledger',
    note: 'Note',
    none: 'Nothing has been published yet',
    older: 'Older publications',
    newest: 'Newest publications',
  },
  withdraw: {
    title: 'Withdraw figures',
    link: 'Withdraw figures of this import',
    lead: 'The figures become missing in a new vintage, and the values that need them with them. What was known before stays readable. Your note is public and cannot be changed.',
    notes: 'Why they are withdrawn, in at least one language',
    pl: 'In Polish',
    en: 'In English',
    uk: 'In Ukrainian',
    noteHint: 'At most 600 characters. Name no person.',
    noteMissing: 'Write the note in at least one language.',
    which: 'Which figures',
    all: '{n, plural, one {the # figure that still stands} other {all # figures that still stand}}',
    some: 'only those ticked below',
    chooseSome: 'Tick at least one figure, or choose all.',
    button: 'Withdraw',
    shown: 'The first {n, number} are shown; others can be withdrawn through the API.',
    none: 'None of the figures of this import stands any more.',
    done: '{n, plural, one {# figure was withdrawn} other {# figures were withdrawn}} as vintage {seq, number}.',
  },
}
