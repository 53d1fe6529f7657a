/** What rollups are refused for. */
import { refusals } from '#platform/errors'

export const refuse = refusals('rollups', { tooMany: 400 })
