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
    duplicateCode: 'The code “{code}” stands twice in the description. Each indicator and group needs its own.',
    duplicateUnit: 'The unit “{unit}” stands twice. Each needs a row of its own.',
    unknownParent: '“{code}” is said to belong to “{parent}”, which is not among the groups.',
    cycle: 'The groups belong to one another in a circle: {way}.',
    roots:
      '{which, select, none {No group stands at the top. Leave the parent of the index empty.} other {Several groups stand at the top: {codes}. Only the index has no parent.}}',
    level: '“{code}” has the level {level}. It must be a whole number, higher than those of what belongs to it.',
    childless: 'Nothing belongs to the group “{code}”. Name indicators for it, or take it out.',
    weight: 'The weight of “{code}” is {found}. A weight is a number of zero or more.',
    weightsZero: 'All weights in the group “{code}” are zero. Give at least one of them more.',
    direction: 'The direction of “{code}” is {found}. It is 1 where more is better, and −1 where less is.',
    missingColumn: 'The description names “{code}”, for which the figures have no column.',
    columnLength: 'The column “{code}” has {found, number} figures for {expected, number} units.',
    notFinite:
      '“{code}” of “{unit}” is {found}. Only finite numbers can be reckoned with; leave empty what is missing.',
    unknownGroup: 'There is no grouping “{group}” to fill gaps by. There is: {known}.',
    tooFewUnits: 'There must be at least {least, number} units to compare; there are {found, number}.',
    nothingLeft: 'No indicator tells the units apart: each is empty, equal for all, or without weight.',
    notPositive:
      'The geometric mean knows only figures above zero, and “{code}” of “{unit}” is {found, number}. Take a scale that begins above zero, such as 1 to 100.',
    noTarget: '“{code}” has no target to measure a distance to.',
    choice:
      '{what, select, screeningShare {The share of figures that a unit needs} screeningLevel {The level at which figures are counted} missingShare {The share of parts that a group needs} skewMax {The limit of skewness} kurtosisMax {The limit of kurtosis} pointsMax {The number of figures to move} scaleLow {The low end of the scale} scaleHigh {The high end of the scale} scaleMean {The mean of the scale} scaleSd {The deviation of the scale} other {“{what}”}} cannot be {found}.',
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
    missingColumn: 'There are no figures of “{code}”.',
    columnLength: 'The column “{code}” has {found, number} figures for {expected, number} units.',
    notFinite: '“{code}” of “{unit}” is {found}. Only finite numbers can be reckoned with.',
    weight: 'The weight of “{code}” is {found}. A weight is a number of zero or more.',
    weightsZero: 'All weights are zero. Give at least one trait more.',
    share: 'The share of figures that both must have lies above 0 and at most at 1; found {found}.',
  },
}
