/** Names for new things, and secrets. Both come from here, so that a test can foresee them. */
import { randomBytes } from 'node:crypto'

export type Ids = {
  /** A UUID version 7 (RFC 9562): sorts by the time it was made. */
  uuid(): string
  /** A secret of `bytes` random bytes, base64url. */
  token(bytes?: number): string
}

/** UUID version 7 from a time in milliseconds and ten random bytes. */
export function uuidV7(time_ms: number, random: Uint8Array): string {
  const hex = time_ms.toString(16).padStart(12, '0') + Buffer.from(random).toString('hex')
  const variant = ((parseInt(hex[16]!, 16) & 0x3) | 0x8).toString(16)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

export const systemIds: Ids = {
  uuid: () => uuidV7(Date.now(), randomBytes(10)),
  token: (bytes = 32) => randomBytes(bytes).toString('base64url'),
}
