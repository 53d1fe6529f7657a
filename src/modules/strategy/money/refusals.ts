/** What the budget refuses. */
import { refusals } from '#platform/errors'

export const refuse = refusals('money', {
  unknown: 404,
  unknownYear: 404,
  ownImport: 403,
  notWaiting: 409,
  sameFile: 409,
  noColumn: 422,
  columnTwice: 422,
  badRows: 422,
  noLines: 422,
  tooManyLines: 422,
})
