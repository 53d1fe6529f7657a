/** What a file of meter readings is refused for, in English. */
export const metersErrors = {
  noTime: 'No column holds times. There are: {found}.',
  noValue: 'No column is clearly that of the readings. Name it; there are: {found}.',
  noMeter: 'No column says which meter it is. Name the column, or the meter for the whole file; there are: {found}.',
  columnUnknown: 'There is no column “{column}”; there are: {found}.',
  badMeter: '“{found}” cannot be the name of a meter.',
  empty: 'The file has no row of readings.',
  tooMany: 'That is too much for one file: {found, number}, where {most, number} are allowed.',
}
