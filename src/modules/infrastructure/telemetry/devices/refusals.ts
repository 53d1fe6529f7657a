/** What devices and their keepers are refused. Sentences in words/infrastructure/devices. */
import { refusals } from '#platform/errors'

export const refuse = refusals('devices', {
  badKey: 401,
  waiting: 403,
  blocked: 403,
  foreignTopic: 403,
  unknown: 404,
  unknownProfile: 404,
  exists: 409,
  entityTaken: 409,
  inUse: 409,
  tooLarge: 413,
  badId: 422,
  badJson: 422,
  badMapping: 422,
  badValue: 422,
  badTime: 422,
  clockAhead: 422,
  clockBehind: 422,
  nothing: 422,
  tooMany: 422,
  tooManyWaiting: 429,
})
