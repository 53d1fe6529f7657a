/** Why nothing could be printed. */
import { refusals } from '#platform/errors'

export const refuse = refusals('press', { noPages: 503, noBrowser: 503, failed: 500, tooSlow: 504 })
