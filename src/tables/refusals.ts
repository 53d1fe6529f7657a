/** What makes a file unreadable, whatever its rows mean. Sentences in words/reading under `refusals`. */
import { refusals } from '#platform/errors'

export const refuse = refusals('reading', {
  empty: 422,
  binary: 415,
  nul: 422,
  lineTooLong: 422,
  tooManyColumns: 422,
  tooLarge: 413,
  sheetUnknown: 422,
  jsonMalformed: 422,
  jsonTooDeep: 422,
  jsonNoList: 422,
  xlsxMalformed: 422,
  xmlForbidden: 422,
  unpacksTooLarge: 413,
  tooManyKeys: 413,
  sheetTooLong: 413,
  parquetMalformed: 422,
})
