/** Ballots under lock: AES-256-GCM, bound to their edition, pool and token. */
import { createCipheriv, createDecipheriv } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

export type Where = { edition: string; pool: string; mark: string }
const bound = ({ edition, pool, mark }: Where) => Buffer.from(`unia sealed v1\n${edition}\n${pool}\n${mark}`)

export function seal(key: Buffer, nonce: Buffer, where: Where, text: string): Buffer {
  const cipher = createCipheriv(CIPHER, key, nonce).setAAD(bound(where))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()])
}
seal.NONCE_BYTES = NONCE_BYTES

/** Undefined for what was not sealed with this key, for this pool, under this mark. */
export function unseal(key: Buffer, where: Where, sealed: Buffer): string | undefined {
  try {
    const cipher = createDecipheriv(CIPHER, key, sealed.subarray(0, NONCE_BYTES)).setAAD(bound(where))
    cipher.setAuthTag(sealed.subarray(-TAG_BYTES))
    return Buffer.concat([cipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()]).toString('utf8')
  } catch {
    return undefined
  }
}
