/** What may happen to a key. Pure. */
import { refusals } from '#platform/errors'
import type { Key } from './types.ts'

export const refuse = refusals('network', {
  unknownKey: 404,
  keyRevoked: 409,
  notYet: 422,
  beforeKey: 422,
  sealedOtherwise: 500,
})

/** Since when a key is revoked: never later than was said before. */
export function demandRevocable(key: Key, since: Date, now: Date): void {
  if (since > now) throw refuse.notYet({ since })
  if (since < key.madeAt) throw refuse.beforeKey({ since, madeAt: key.madeAt })
  if (key.revoked && key.revoked <= since) throw refuse.keyRevoked({ since: key.revoked })
}
