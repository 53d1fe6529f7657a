/** What a file of meter readings is refused for whole. Sentences in words/infrastructure/devices. */
import { refusals } from '#platform/errors'

export const refuse = refusals('meters', {
  noTime: 422,
  noValue: 422,
  noMeter: 422,
  columnUnknown: 422,
  badMeter: 422,
  empty: 422,
  tooMany: 413,
})
