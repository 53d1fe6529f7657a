/** What makes a whole file unreadable. Sentences in words/reading under `refusals`. */
import { refusals } from '#platform/errors'

export const refuse = refusals('reading', {
  empty: 422,
  noRows: 422,
  binary: 415,
  nul: 422,
  lineTooLong: 422,
  tooManyColumns: 422,
  tooManySeries: 422,
  columnsMissing: 422,
  columnUnknown: 422,
  columnTwice: 422,
  tooLarge: 413,
  mappingMissing: 422,
  mappingColumn: 422,
  formatMismatch: 422,
  sheetUnknown: 422,
  severalTables: 422,
  jsonMalformed: 422,
  jsonTooDeep: 422,
  jsonStatMalformed: 422,
  xlsxMalformed: 422,
  xmlForbidden: 422,
  unpacksTooLarge: 413,
})
