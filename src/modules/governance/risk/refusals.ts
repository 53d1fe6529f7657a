/** What the reckoning of risk refuses. */
import { refusals } from '#platform/errors'

export const refuse = refusals('governance.risk', {
  columnUnknown: 422,
  noQuasi: 422,
  columnTwice: 422,
  tooManyRows: 422,
  empty: 422,
  goal: 422,
  populationSmaller: 422,
  notNested: 422,
  cells: 422,
  notWhole: 422,
  notAdding: 422,
})
