/** What live viewers are refused for. */
import { refusals } from '#platform/errors'

export const refuse = refusals('live', { tooMany: 429, full: 503 })
