/** What retention is refused for. */
import { refusals } from '#platform/errors'

export const refuse = refusals('retention', { notSaid: 404 })
