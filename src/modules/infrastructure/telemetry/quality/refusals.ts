/** What quality is refused for. */
import { refusals } from '#platform/errors'

export const refuse = refusals('quality', { unknownSeries: 404, badStretch: 400, notExcluded: 404 })
