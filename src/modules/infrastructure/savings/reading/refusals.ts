/** What a file of readings is refused for, with its place. Sentences in words/infrastructure/savings. */
import { refusals } from '#platform/errors'

export const refuse = refusals('savings.file', {
  noTime: 422,
  noValue: 422,
  columnUnknown: 422,
  cell: 422,
  unit: 422,
  empty: 422,
  tooMany: 413,
  gzip: 422,
})
