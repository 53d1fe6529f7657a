/** Private keys under lock: AES-256-GCM by the house's secret, bound to their public half. */
import { createCipheriv, createDecipheriv, hkdfSync } from 'node:crypto'

const CIPHER = 'aes-256-gcm'
const NONCE_BYTES = 12
const TAG_BYTES = 16

const keyOf = (secret: string) => Buffer.from(hkdfSync('sha256', secret, '', 'unia network keys v1', 32))

export function seal(secret: string, nonce: Buffer, name: string, seed: Buffer): Buffer {
  const cipher = createCipheriv(CIPHER, keyOf(secret), nonce).setAAD(Buffer.from(name))
  return Buffer.concat([nonce, cipher.update(seed), cipher.final(), cipher.getAuthTag()])
}
seal.NONCE_BYTES = NONCE_BYTES

/** Undefined for what was sealed by another secret, or for another key. */
export function unseal(secret: string, name: string, sealed: Buffer): Buffer | undefined {
  try {
    const cipher = createDecipheriv(CIPHER, keyOf(secret), sealed.subarray(0, NONCE_BYTES))
    cipher.setAAD(Buffer.from(name)).setAuthTag(sealed.subarray(-TAG_BYTES))
    return Buffer.concat([cipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), cipher.final()])
  } catch {
    return undefined
  }
}
