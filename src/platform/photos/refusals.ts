/** Why a photo was not taken in. */
import { refusals } from '#platform/errors'

export const refuse = refusals('photos', { unreadable: 415 })
