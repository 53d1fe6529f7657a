/** How easily persons are told again in a table, and what to do about it, in English. */
export const errors = {
  columnUnknown: 'The table has no column “{column}”. It has: {known}.',
  noQuasi: 'Name at least one column by which somebody could be told again, such as age, sex or postal code.',
  columnTwice: 'The column “{column}” is named twice.',
  tooManyRows: 'The table has more than {rowsMax, number} rows, the most that risk is reckoned of.',
  empty: 'The table has no rows.',
  goal: '{goal, select, k {The size of groups, k,} l {The number of different values, l,} t {The distance t} suppress {The share of rows to leave out} threshold {The threshold of risk} population {The number of persons to each row} other {The rule “{goal}”}} cannot be {found}. It could be: {right}.',
  populationSmaller:
    'The population has {persons, number} persons where the table has {rows, number} rows alike. It must have at least as many.',
  notNested: 'A level of the hierarchy parts what the level before it joined: {found}.',
  cells: 'The table has {found, number} cells with its totals; at most {most, number} can be protected at once.',
  notWhole: 'The cell “{cell}” is {found}. Counts are whole numbers of zero or more.',
  notAdding: 'The total “{cell}” is {found, number}, and its parts add up to {sum, number}.',
}

export default {
  title: 'Who could be told again?',
  rows: '{rows, plural, one {# row} other {# rows}} in {classes, plural, one {# group} other {# groups}} alike in {columns}',
  k: 'The smallest group alike has {k, plural, one {# row} other {# rows}} (k); asked for: {asked, number}.',
  alone: '{rows, plural, =0 {No row stands alone.} one {# row is like no other.} other {# rows are like no other.}}',
  diversity:
    '{column}: the poorest group has {distinct, plural, one {# different value} other {# different values}} (distinct l), as good as {entropy, number, ::.00} equally frequent ones (entropy l); its values differ by {t, number, ::.000} from those of the whole table (t, from 0 to 1).',
  attackers: {
    prosecutor: 'Somebody who knows that the person is in the table',
    journalist: 'Somebody who does not know whether the person is in the table',
    marketer: 'Somebody who wants to tell as many as possible',
  },
  risk: '{who}: on average {average, number, ::percent .0}, at most {highest, number, ::percent .0}; {above, number, ::percent .0} of rows are above {threshold, number, ::percent}.',
  meets: 'The table is as safe as asked.',
  proposals: 'What can be done',
  none: 'No way was found that is safe enough. Publish counts of groups instead.',
  suppress: 'Leave out rows alone: {rows, plural, one {# row} other {# rows}} would have to go.',
  drop: 'Without “{column}”: the smallest group has {k, plural, one {# row} other {# rows}}, the average risk is {average, number, ::percent .0}.',
  generalise: 'Say less exactly: {columns}; {rows, plural, =0 {no row goes} one {# row goes} other {# rows go}}.',
  step: '“{column}” at level {level, number} of {levels, number} ({hierarchy}), such as {example}',
  exact: '“{column}” stays exact',
  loss: 'Lost: {certainty, number, ::percent .0} of the exactness of values, {entropy, number, ::percent .0} of the information; discernibility {discernibility, number}.',
  after:
    'Afterwards: the smallest group has {k, plural, one {# row} other {# rows}}, the average risk is {average, number, ::percent .0}.',
  unproven: 'There was too much to look at; another way may lose less.',
  hierarchy: {
    age: 'bands of age',
    date: 'month, quarter, year, decade',
    teryt: 'commune, county, voivodeship',
    postalCode: 'beginning of the postal code',
    numbers: 'bands',
    taxonomy: 'wider terms',
    hide: 'hidden',
  },
  before: 'Before',
  afterwards: 'After',
  gone: 'left out',
  counts: {
    primary: '{n, plural, one {# small count} other {# small counts}} hidden',
    secondary:
      '{n, plural, =0 {nothing else} one {# more cell} other {# more cells}} hidden, so that no subtraction brings them back',
    open: 'Not everything can be protected; publish wider groups.',
  },
}
