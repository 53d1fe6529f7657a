/** What makes a file of figures unreadable: what makes any table so, and what it lacks as figures. Sentences in words/reading under `refusals`. */
import { refusals } from '#platform/errors'
import { refuse as refuseTable } from '#tables'

export const refuse = {
  ...refuseTable,
  ...refusals('reading', {
    noRows: 422,
    tooManySeries: 422,
    columnsMissing: 422,
    columnUnknown: 422,
    columnTwice: 422,
    mappingMissing: 422,
    mappingColumn: 422,
    formatMismatch: 422,
    severalTables: 422,
    jsonStatMalformed: 422,
  }),
}
