/** What the sandbox says no to. */
import { refusals } from '#platform/errors'

export const refuse = refusals('catalog', {
  sqlUnreadable: 422,
  sqlForbidden: 403,
  sqlTooMuch: 422,
  sqlTooSlow: 422,
  sqlFailed: 422,
  sqlOff: 503,
  unknown: 404,
})
