/** What the models refuse, in English. */
export const errors = {
  notFinite: 'Only finite numbers can be reckoned with; found {found}.',
  tooLarge: 'The figure {found} is too large to be reckoned with.',
  tooMany: 'There are {found, number} figures; a trend is taken of at most {most, number}.',
  twice: 'Two figures stand at one place, {found}. A trend needs one figure for each.',
  level: 'The level of confidence must lie between 0 and 1, such as 0.95; found {found}.',
  composite: {
    noIndicators: 'There is no indicator in the description of the index.',
    tooMany:
      '{what, select, nodes {The description names {found, number} indicators and groups} other {The file holds {found, number} units}}; at most {most, number} are taken.',
    duplicateCode: 'The code “{node}” stands twice in the description. Each indicator and group needs its own.',
    duplicateUnit: 'The unit “{unit}” stands twice. Each needs a row of its own.',
    unknownParent: '“{node}” is said to belong to “{parent}”, which is not among the groups.',
    cycle: 'The groups belong to one another in a circle: {way}.',
    roots:
      '{which, select, none {No group stands at the top. Leave the parent of the index empty.} other {Several groups stand at the top: {codes}. Only the index has no parent.}}',
    level: '“{node}” has the level {level}. It must be a whole number, higher than those of what belongs to it.',
    childless: 'Nothing belongs to the group “{node}”. Name indicators for it, or take it out.',
    weight: 'The weight of “{node}” is {found}. A weight is a number of zero or more.',
    weightsZero: 'All weights in the group “{node}” are zero. Give at least one of them more.',
    direction: 'The direction of “{node}” is {found}. It is 1 where more is better, and −1 where less is.',
    missingColumn: 'The description names “{node}”, for which the figures have no column.',
    columnLength: 'The column “{node}” has {found, number} figures for {expected, number} units.',
    notFinite:
      '“{node}” of “{unit}” is {found}. Only finite numbers can be reckoned with; leave empty what is missing.',
    unknownGroup: 'There is no grouping “{group}” to fill gaps by. There is: {known}.',
    tooFewUnits: 'There must be at least {least, number} units to compare; there are {found, number}.',
    nothingLeft: 'No indicator tells the units apart: each is empty, equal for all, or without weight.',
    notPositive:
      'The geometric mean knows only figures above zero, and “{node}” of “{unit}” is {found, number}. Take a scale that begins above zero, such as 1 to 100.',
    noTarget: '“{node}” has no target to measure a distance to.',
    choice:
      '{what, select, screeningShare {The share of figures that a unit needs} screeningLevel {The level at which figures are counted} missingShare {The share of parts that a group needs} skewMax {The limit of skewness} kurtosisMax {The limit of kurtosis} pointsMax {The number of figures to move} scaleLow {The low end of the scale} scaleHigh {The high end of the scale} scaleMean {The mean of the scale} scaleSd {The deviation of the scale} other {“{what}”}} cannot be {found}.',
  },
  savings: {
    notFinite: 'Only finite numbers can be reckoned with; at {at} there is {found}.',
    tooMany: 'There are {found, number} readings or days; at most {most, number} are taken at once.',
    twice: 'Two readings stand at one instant, {at}. Each needs its own.',
    cadence:
      'The readings lie {hours, number} hours apart. The daily method needs one for each day, or several. Ask the supplier for daily or hourly readings.',
    zone: '“{found}” is no time zone. It is written as Europe/Warsaw or UTC.',
    empty:
      'There {found, plural, one {is # reading} other {are # readings}}; at least two are needed to tell how long one lasts.',
    tooFewDays:
      'The baseline has {found, number} of the {of, number} days from {from} to before {end} with both use and temperature; at least {least, number} are needed, so {more, plural, one {# more day} other {# more days}}. Without use: {withoutUse, number}; without temperature: {withoutTemperature, number}.{enoughFrom, select, never {} other { If readings go on without gaps, there are enough for a measure from {enoughFrom}.}}',
    noModel:
      'None of the {tried, number} models fits: each would use less than nothing. See whether the meter counts power fed into the network.',
    noDays:
      'From {from} to before {to} there is no day with both use and temperature. With use: {withUse, number}; with temperature: {withTemperature, number}.',
    level: 'The level of confidence must lie between 0 and 1, such as 0.9; found {found}.',
    digits: 'A counter has 1 to {most, number} digits before the comma; found {found}.',
    register:
      'At {at} the counter shows {found}, which {digits, plural, one {# digit} other {# digits}} cannot. See how many digits it has.',
    inventory:
      'Group “{name}”: {what, select, count {there must be at least one lamp} sample {at least two lamps must be measured, and no more than there are} watts {a lamp’s power lies between 0 and 10,000 W} altitude {lamps are switched with the sun from 18 to 0 degrees below the horizon} share {lamps are dimmed to a share from 0 to 1} other {a time of night lies between 0:00 and 23:59}}; found {found}.',
    finance:
      '{what, select, cost {The cost must be a number of zero or more} life {The measure’s life must be above 0 and at most 60 years} other {The discount rate must be above −50 % and at most 100 %}}; found {found}.',
  },
  sensitivity: {
    choice:
      '{what, select, runs {The number of runs must be a whole number from 1 to 100,000} top {How many count as the top must be a whole number from 1} noise {The noise of weights must lie between 0 and 1, such as 0.25} concentration {The concentration of weights must lie between 0.01 and 1,000,000} other {There must be at least one choice to vary in “{what}”}}; found {found}.',
    tooMany:
      '{what, select, variants {The choices make {found, number} combinations} other {Ranks of so many units in so many runs are {found, number} figures}}; at most {most, number} are kept. Ask for less.',
  },
  similar: {
    unknownUnit: 'There is no “{unit}” among the units to compare.',
    duplicateUnit: 'The unit “{unit}” stands twice. Each needs a row of its own.',
    noTraits: 'Name at least one trait to compare by.',
    missingColumn: 'There are no figures of “{trait}”.',
    columnLength: 'The column “{trait}” has {found, number} figures for {expected, number} units.',
    notFinite: '“{trait}” of “{unit}” is {found}. Only finite numbers can be reckoned with.',
    weight: 'The weight of “{trait}” is {found}. A weight is a number of zero or more.',
    weightsZero: 'All weights are zero. Give at least one trait more.',
    share: 'The share of figures that both must have lies above 0 and at most at 1; found {found}.',
  },
  file: {
    tooLarge: 'The file is larger than {bytesMax, number, ::scale/0.000001 .##} MB, the most that is read.',
    notUtf8: 'This line is not text in UTF-8. Save the file as CSV in UTF-8.',
    empty: 'The file is empty. Its first line must name the columns.',
    broken: 'This is not CSV: a quotation mark is not closed, or stands inside a field ({cause}).',
    ragged: 'The row has {found, number} fields, and the header {expected, number}.',
    columnTwice: 'There are two columns “{name}”.',
    columnMissing: 'These columns are missing: {missing}. Found: {found}.',
    columnUnknown: 'Nothing is known of a column “{name}”. Describe it, or take it out.',
    missing: '“{name}” is empty, and it is needed.',
    notNumber: '“{name}” is “{found}”, which is not a number such as 12.5. Leave empty what is missing.',
    codeTwice: 'The code “{found}” already stands in line {other}. Each row needs its own.',
    type: 'There is no type “{found}”. It is one of: {known}.',
    period: '“{found}” is no period. It is written 2023, 2023-S1, 2023-Q1, 2023-M05 or 2023-05-17.',
    periodKind:
      '“{found}” is {kind, select, year {a year} half {a half-year} quarter {a quarter} month {a month} other {a day}}, and the rows before are {expected, select, year {years} half {half-years} quarter {quarters} month {months} other {days}}. A series keeps to one kind.',
    periodTwice: 'The period {found} already stands in line {other}.',
    status: 'There is no status “{found}”. It is one of: {known}; or empty.',
    valueDespiteStatus: 'There is a value, {found}, though the row says that it is missing.',
    breakKind:
      'The break {found} is {kind, select, half {a half-year} quarter {a quarter} month {a month} other {a day}}, finer than the series of {expected, select, year {years} half {half-years} quarter {quarters} other {months}}. Name the first whole period after it.',
    breakOutside: 'The break {found} lies outside the series, which goes from {from} to {to}.',
    tooFewRows: 'The file has a header and no rows.',
    option: 'The option --{option} cannot be “{found}”. It could be: {right}.',
  },
}
