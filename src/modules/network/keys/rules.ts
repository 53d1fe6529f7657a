/** What may happen to a key. Pure. */
import { refusals } from '#platform/errors'
import type { Key } from './types.ts'

export const refuse = refusals('network', {
  unknownKey: 404,
  keyRevoked: 409,
  notYet: 422,
  sealedOtherwise: 500,
})

/** Since when a key is revoked: never before it was made, nor later than was said before. */
export function revokedSince(key: Key, since: Date, now: Date): Date {
  if (since > now) throw refuse.notYet({ since })
  if (key.revoked && key.revoked <= since) throw refuse.keyRevoked({ since: key.revoked })
  return since < key.madeAt ? key.madeAt : since
}
