/** Effects: what a change brought, how sure that is, and what it cannot tell, in English. */
export default {
  title: 'What the change brought',
  found: {
    difference:
      '{sure, select, yes {“{outcome}” was {by} {direction, select, up {higher} other {lower}} than it would have been without the change.} other {The figures do not tell whether “{outcome}” changed: the best estimate is {signed}, and nothing at all cannot be ruled out.}}',
    ratio:
      '{sure, select, yes {“{outcome}” was {by} {direction, select, up {higher} other {lower}} than it would have been without the change.} other {The figures do not tell whether “{outcome}” changed: the best estimate is {signed}, and nothing at all cannot be ruled out.}}',
    unsure: 'The best estimate of the effect on “{outcome}” is {signed}. How sure that is, this method does not tell.',
  },
  interval:
    'With {level, number, ::percent .#} confidence the effect lies between {low} and {high}: in that many of a hundred such studies, so made an interval holds the true effect.',
  byChance: 'Had there been no effect, a difference this large or larger would turn up {chance}.',
  byPlacebo: 'Where nothing was done, a gap this large against its like before turns up {chance}.',
  without: 'Without the change it would have been {without} on average, with it {with}.',
  chance:
    '{of, select, thousand {{n, plural, =0 {less than once in 1,000 times} one {about once in 1,000 times} other {about # times in 1,000}}} other {{n, plural, one {about once in 100 times} other {about # times in 100}}}}',
  basis:
    '{rows, plural, one {# row} other {# rows}}, {units, plural, one {# unit} other {# units}} in {periods, plural, one {# period} other {# periods}}; treated: {treated, number}',
  assumptionsTitle: 'What must hold for this to be true',
  cautionsTitle: 'Read this first',
  cannotTitle: 'What it cannot tell',
  partsTitle: 'All figures of the model',
  methodTitle: 'How it was worked out',
  verdict: {
    holds: 'nothing speaks against it',
    doubtful: 'in doubt',
    fails: 'speaks against it',
    untestable: 'figures cannot tell',
  },
  method: {
    randomised: {
      name: 'Drawn by lot',
      what: 'A lot decided who got it and who did not. The two groups differ by nothing else, so the difference of their means is the effect.',
      cannot: 'Whether it works elsewhere, on other people, or for longer than was measured.',
    },
    clusters: {
      name: 'Whole groups drawn by lot',
      what: 'A lot decided which schools, streets or houses got it. Each counts as one, by its mean, for those within it are alike.',
      cannot:
        'Whether it works elsewhere, or for members of small groups more than of large ones: each group counts the same.',
    },
    did: {
      name: 'Difference in differences',
      what: 'How those with the change moved, less how those without it moved in the same time.',
      cannot:
        'Whether both would have moved alike without it. That is believed, not measured; the time before can only speak for or against it.',
    },
    event: {
      name: 'Event study',
      what: 'The difference in differences for each period since the start, and for those before it, where there should be none.',
      cannot:
        'Whether both would have moved alike without it. A calm time before speaks for it and proves nothing; a few units cannot show a small difference before.',
    },
    its: {
      name: 'Interrupted time series',
      what: 'One series, carried on as it went before, against how it went after the start.',
      cannot: 'What else began at the same time. Without a comparison, everything that did counts as the effect.',
    },
    synthetic: {
      name: 'Synthetic control',
      what: 'One place against a mixture of other places that moved as it did before the start.',
      cannot:
        'How sure the number is, other than by its rank among places where nothing was done; and what else began there.',
    },
    before: {
      name: 'Before and after',
      what: 'The mean after, less the mean before.',
      cannot: 'The effect. It tells what changed, not why: trend, season, weather, prices and chance are all in it.',
    },
  },
  errors: {
    classic: 'classic errors',
    HC0: 'errors that allow for uneven spread (HC0)',
    HC1: 'errors that allow for uneven spread (HC1)',
    welch: 'Welch’s t test',
    clusters: 'errors that allow rows to hang together by {clusters}',
    neweyWest: 'errors that allow for memory over {lag, plural, one {# period} other {# periods}} (Newey and West)',
    poisson: 'Poisson’s errors',
    quasiPoisson: 'Poisson’s errors, widened to the scatter that was found',
    placebos: 'rank among placebos',
    none: 'no errors',
    factor: 'small-sample factor {factor}',
  },
  assumption: {
    parallel: {
      name: 'Both groups would have moved alike',
      text: '{verdict, select, holds {In the {periodsBefore, plural, one {# period} other {# periods}} before the start they did: differences like those seen turn up {chance} by chance alone.} doubtful {In the {periodsBefore, plural, one {# period} other {# periods}} before the start they did not quite: differences like those seen turn up {chance} by chance alone.} fails {They did not: before the start they already moved apart, by up to {largest, number, ::@@#}; that turns up {chance} by chance alone. The number is not to be trusted as an effect.} other {There are too few periods or groups before the start to look.}}',
    },
    enoughClusters: {
      name: 'Enough independent groups',
      text: '{verdict, select, holds {{clusters, plural, one {# group} other {# groups}} that do not hang together, {treated, number} of them with the change: enough for the interval.} doubtful {{clusters, plural, one {# group} other {# groups}} that do not hang together, {treated, number} with the change: rather few, so the interval may be too narrow.} other {Only {clusters, plural, one {# group} other {# groups}} that do not hang together, {treated, number} with the change: the interval is certainly too narrow.}}',
    },
    balanced: {
      name: 'The same units all the time',
      text: '{verdict, select, holds {Every unit has a figure in every period.} other {Only {share, number, ::percent .#} of all units and periods have a figure. If those that are missing went another way, the effect is off.}}',
    },
    noSpillover: {
      name: 'Nobody else felt it',
      text: '{verdict, select, other {If the change also reached those it is compared with (traffic that moves to the next street), the effect is told too small or too large.}}',
    },
    nothingElse: {
      name: 'Nothing else began at the same time',
      text: '{verdict, select, other {A new price, a new line, a holiday at the same time would count as the effect. People who know the place must say.}}',
    },
    enoughPeriods: {
      name: 'Long enough before and after',
      text: '{verdict, select, holds {{before, plural, one {# period} other {# periods}} before and {after, plural, one {# period} other {# periods}} after.} other {{before, plural, one {# period} other {# periods}} before and {after, plural, one {# period} other {# periods}} after; {needed, number} before would be good.}}',
    },
    straight: {
      name: 'A straight course before',
      text: '{verdict, select, holds {Nothing shows that the course before was bent.} untestable {There are too few periods before to see a bend.} other {The course before was bent. Carried on as a straight line it errs, and the error counts as effect.}}',
    },
    season: {
      name: 'Seasons reckoned with',
      text: '{verdict, select, holds {What is left shows no cycle of {length, number} periods.} other {What is left still goes in a cycle of {length, number} periods. Put seasons into the plan.}}',
    },
    memory: {
      name: 'Periods that do not remember',
      text: '{verdict, select, holds {What is left in one period does not depend on the one before.} other {What is left in one period depends on those before (correlation {first, number, ::@@#}), so the interval may be too narrow.}}',
    },
    memoryReckoned: {
      name: 'Memory reckoned with',
      text: '{verdict, select, holds {What is left in one period does not depend on the one before.} other {What is left in one period depends on those before (correlation {first, number, ::@@#}). The errors allow for that.}}',
    },
    dispersion: {
      name: 'Counts scatter as chance would have it',
      text: '{verdict, select, holds {They do.} other {They scatter {dispersion, number, ::@@#} times as much.}}',
    },
    lot: {
      name: 'It was a lot',
      text: '{verdict, select, other {Nobody chose who got it, nobody swapped, and those who dropped out did so alike in both groups. The record of the draw shows it; these figures cannot.}}',
    },
    alike: {
      name: 'Alike before',
      text: '{verdict, select, holds {In what was known before, the groups hardly differ: by {largest, number, ::@@} standard deviations at most.} other {In what was known before, the groups differ by up to {largest, number, ::@@} standard deviations.}}',
    },
    enoughUnits: {
      name: 'Enough units',
      text: '{verdict, select, holds {At least {smallest, number} in each group.} doubtful {Only {smallest, number} in the smaller group; the figures are not very uneven, so the interval should do.} other {Only {smallest, number} in the smaller group, and a few of the figures lie far out: the interval is not to be trusted.}}',
    },
    fitBefore: {
      name: 'The mixture ran as the place did',
      text: '{verdict, select, holds {Before the start they lie {off, number, ::@@#} apart, little beside how places differ ({spread, number, ::@@#}).} doubtful {Before the start they lie {off, number, ::@@#} apart, where places differ by {spread, number, ::@@#}: not near.} other {Before the start they lie {off, number, ::@@#} apart, where places differ by {spread, number, ::@@#}: the mixture is no likeness.}}',
    },
    hull: {
      name: 'Not beyond all others',
      text: '{verdict, select, holds {Before the start the place always lay between others.} other {In {periods, plural, one {# period} other {# periods}} of {before, number} before the start the place lay beyond all others, by up to {farthest, number, ::@@#}. No mixture reaches it.}}',
    },
    placeboInTime: {
      name: 'Nothing is found where nothing began',
      text: '{verdict, select, holds {With a start made up halfway through the time before, next to nothing is found ({placebo, number, ::@@#}).} other {With a start made up halfway through the time before, {placebo, number, ::@@#} is found, beside {effect, number, ::@@#} for the true one.}}',
    },
    leaveOneOut: {
      name: 'No single place decides',
      text: '{verdict, select, fails {With one of the places left out the effect turns round: from {low, number, ::@@#} to {high, number, ::@@#}.} other {With one of the places left out the effect goes from {low, number, ::@@#} to {high, number, ::@@#}.}}',
    },
    noTrendBefore: {
      name: 'It was not moving anyway',
      text: '{verdict, select, fails {It was: at the pace before, {expected, number, ::@@#} of the difference would have come by itself.} other {Nothing clear is seen before, in few periods.}}',
    },
  },
  caution: {
    dropped:
      '{dropped, plural, one {# row} other {# rows}} of {of, number} had gaps and were left out. If gaps are not by chance, the effect is off.',
    staggered:
      'Units began at {cohorts, plural, one {# time} other {# different times}}. Then this average also compares late ones with early ones that were already changed; {negativeShare, number, ::percent .#} of the treated rows count with the wrong sign. Look at the comparison with those never treated as well, among the figures below.',
    staggeredEvent:
      'Units began at {cohorts, plural, one {# time} other {# different times}}. If the effect differs between them, points of one time mix with those of another.',
    switchedOff: 'For some units the change ended again. It is taken to work at once and to leave nothing behind.',
    fewTreated:
      'Only {treated, plural, one {# unit} other {# units}} had the change. The interval is too narrow; a synthetic control may serve better.',
    onePeriodBefore: 'There is one period before the start, so nobody can see whether both groups moved alike.',
    oneSeries: 'There is no comparison: whatever else began at the same time counts as the effect.',
    overdispersed: 'Counts scatter {dispersion, number, ::@@#} times as much as pure chance would have them.',
    gaps: '{missing, plural, one {# period is} other {# periods are}} missing within the series.',
    apart: 'In “{column}” the groups differed before, by {difference, number, ::@@} standard deviations.',
    clusterMeans: 'Each of the {clusters, number} groups counts the same, whatever its size.',
    weightsNotUnique: 'Another mixture fits as well, so the shares are one choice among several.',
    fitExact: 'The mixture fits the time before exactly, which more places than periods can do by chance.',
    placebosSampled: '{tried, number} of {of, number} places were tried as if they had been changed.',
    fewDonors:
      'With {donors, plural, one {# place} other {# places}} to compare with, the rank can never be surer than {smallestP, number, ::percent .#}.',
    noComparison: 'There is no comparison. What changed for other reasons is in this number too.',
    regressionToMean: 'If it began because a figure was unusually bad, the figure would have got better by itself.',
    trendBefore:
      'The figure was moving before: {expected, number, ::@@#} would have come by itself, of {estimate, number, ::@@#}.',
    serial:
      'Each period resembles the one before (correlation {correlation, number, ::@@#}), so the interval is too narrow.',
    otherSeason: 'The months before and after are not the same ones: the season is in this number.',
  },
  part: {
    effect: 'effect',
    covariate: 'other column',
    control: 'without the change',
    treated: 'with the change',
    controlBefore: 'without the change, before',
    controlAfter: 'without the change, after',
    treatedBefore: 'with the change, before',
    treatedAfter: 'with the change, after',
    cleanComparison: 'compared with those never treated alone',
    point: 'periods since the start',
    level: 'jump at the start',
    slope: 'change of slope, each period',
    trend: 'slope before, each period',
    intercept: 'level at the beginning',
    atEnd: 'effect in the last period',
    dispersion: 'scatter, as a multiple of chance',
    deviance: 'deviance',
    aic: 'AIC',
    icc: 'likeness within groups (ICC)',
    designEffect: 'rows that tell as much as one alone',
    effectLast: 'effect in the last period',
    mspeBefore: 'mean squared distance before',
    mspeAfter: 'mean squared distance after',
    mspeRatio: 'after as a multiple of before',
    placeboRank: 'rank among all places',
    placebos: 'places in the ranking',
  },
  chart: {
    groups: 'Means of the groups, with {level, number, ::percent .#} intervals',
    periods: 'How it went, and how it would have gone',
    event: 'Effect by periods since the start',
    placebos: 'The gap of the place among places where nothing was done',
    weights: 'What the comparison is made of',
    start: 'start',
    outcome: 'Outcome',
    period: 'Period',
    mean: 'Mean',
    n: 'Number',
    low: 'From',
    high: 'To',
    estimate: 'Effect',
    units: 'Units',
    reference: 'compared with',
    sinceStart: 'Periods since the start',
    group: 'Group',
    share: 'Share',
    unit: 'Place',
    gap: 'Gap',
    widest: 'Others, from',
    highest: 'Others, to',
    merged: 'Each point is the mean of {merged, plural, one {# period} other {# periods}}.',
    line: {
      treated: 'with the change',
      control: 'without the change',
      counterfactual: 'as it would have been',
      observed: 'as it was',
      fitted: 'the model',
      synthetic: 'the mixture',
      difference: 'difference',
      before: 'before',
      after: 'after',
    },
  },
  table: { figure: 'Figure', all: 'The same as a table', value: 'Value', interval: 'Interval', chance: 'By chance' },
  power: {
    n: 'To see an effect of {effect} with a power of {power, number, ::percent .#}, {without, number} are needed without the change and {with, number} with it, {total, number} together.',
    power:
      'With {without, number} without the change and {with, number} with it, an effect of {effect} is seen in {power, number, ::percent .#} of cases.',
    effect:
      'With {without, number} without the change and {with, number} with it, effects of {effect} and more are seen in {power, number, ::percent .#} of cases.',
    clusters:
      'That is {without, plural, one {# whole group} other {# whole groups}} without and {with, plural, one {# whole group} other {# whole groups}} with it; members are so alike that {designEffect, number, ::@@#} tell as much as one alone.',
  },
}

/** What an evaluation refuses. */
export const errors = {
  columnUnknown: 'There is no column “{column}”, or it is shorter than the others. There is: {known}.',
  missing: 'Row {row, number} below the header has nothing in “{column}”. Fill it in, or take the row out.',
  notFinite:
    'Row {row, number} below the header has “{found}” in “{column}”. Only finite numbers can be reckoned with.',
  notNumber: 'Row {row, number} below the header has “{found}” in “{column}”, which is not a number such as 12.5.',
  notBinary:
    'Row {row, number} has {found} in “{column}”. It must be 1 where there was the change and 0 where there was none.',
  period:
    '“{found}” is no period{row, plural, =0 {} other { (row #, “{column}”)}}. It is written as a number, 2024, 2024-05, 2024-Q2, 2024-05-01 or 2024-05-01T07:00Z.',
  periodKinds:
    '“{found}” is of another kind than the periods of the table{row, plural, =0 {} other { (row #, “{column}”)}}. Days, months and years do not stand in one column.',
  empty: 'There are no rows to evaluate.',
  tooMany: 'There are {found, number} figures; at most {most, number} are taken.',
  tooFewUnits:
    '{found, plural, one {There is # unit} other {There are # units}} on one side; at least {least, number} are needed on each.',
  tooFewPeriods:
    '{found, plural, one {There is # period} other {There are # periods}} {where, select, before {before the start} after {from the start on} other {in the data}}; at least {least, number} are needed.',
  tooFewClusters:
    '“{column}” has {found, plural, one {# group} other {# groups}}; errors by groups need at least {least, number}.',
  tooFewRows:
    '{found, plural, one {There is # row} other {There are # rows}}; this model needs at least {least, number}.',
  outside:
    'The start, {from}, is not within the data, which go from {first} to {last}. There must be periods before it and after.',
  collinear: 'The column “{column}” says nothing of its own: {others} make it up. Take one of them out.',
  constantOutcome: 'The outcome is the same in every row, so nothing can be told about it.',
  noControls:
    'All {treated, plural, one {# unit was} other {# units were}} changed at one time. Without any that were not there is nothing to compare with.',
  noTreated: 'No row has the change. See whether the column of 1 and 0 and the start are right.',
  twice: 'The period {period} stands in several rows. A series needs one figure for each.',
  cellTwice: 'Row {row, number}: {unit} has a second figure for {period}. There must be one for each.',
  timing:
    '{what, select, unsaid {Say who was changed: by a column of 1 and 0, or by a column of when each began.} groups {Without units there must be a column of 1 and 0 for the group, and a start.} twoStarts {“{unit}” has two different starts.} twoGroups {“{unit}” stands in both groups. Each belongs to one.} other {For some units the change ended again. An event study needs a change that stays.}}',
  reference:
    'None of the units with the change has a figure for the last period before its start, with which all others are compared. Fill in that period.',
  counts: 'Row {row, number} has {found} in “{column}”. Counts are whole numbers of zero or more.',
  exposure: 'Row {row, number} has {found} in “{column}”. What could have been counted must be above zero.',
  hole: '“{unit}” has no figure for {period}. A synthetic control needs one for each unit in each period.',
  unitUnknown: 'There is no “{unit}” in the column “{column}”.',
  predictorEmpty: '“{column}” has nothing for “{unit}” before the start.',
  predictorConstant: '“{column}” is the same for all, so it tells nobody apart. Take it out.',
  variance: 'Row {row, number}: a variance must be above zero; found {found}.',
  probability: 'Row {row, number}: a probability lies between 0 and 1; found {found}.',
  csvBroken: 'Line {line, number} is not CSV: a quotation mark is not closed, or stands inside a field ({cause}).',
  ragged: 'Row {row, number} has {found, number} fields, and the header {expected, number}.',
  columnTwice: 'There are two columns “{column}”.',
  unsettled:
    'The model did not settle in {rounds, number} rounds. The rows hang together too loosely, or a group has no cases at all.',
  unreachable: 'A power of {power, number, ::percent .#} cannot be reached, however many there are.',
  option: 'The choice “{option}” cannot be “{found}”.',
}
