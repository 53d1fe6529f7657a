/** What feeds refuse. Sentences in words/infrastructure/feeds. */
import { refusals } from '#platform/errors'

export const refuse = refusals('feeds', { unknown: 404, notPerson: 403, opened: 409, notOpened: 409 })
