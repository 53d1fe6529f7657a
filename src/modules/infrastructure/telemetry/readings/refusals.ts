/** What readings are refused for. */
import { refusals } from '#platform/errors'

export const refuse = refusals('readings', { badTime: 400, tooFarAhead: 400 })
