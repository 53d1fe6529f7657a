/** Tokens of a pool, by its public key: RSABSSA-SHA384-PSS-Randomized (RFC 9474). Pure. */
import { constants, createPublicKey, verify, type KeyObject } from 'node:crypto'
import { refuse } from './refusals.ts'

/** 32 random bytes that RFC 9474 puts in front, and 32 of the voter's own. */
export const TOKEN_BYTES = 64
export const SIGNATURE_BYTES = 256
const PSS_SALT_BYTES = 48

export type PoolKey = { key: KeyObject; modulus: Buffer }

/** From SubjectPublicKeyInfo, DER, base64url. */
export function poolKey(spki: string): PoolKey {
  const key = createPublicKey({ key: Buffer.from(spki, 'base64url'), format: 'der', type: 'spki' })
  return { key, modulus: Buffer.from(key.export({ format: 'jwk' }).n!, 'base64url') }
}

/** Throws `participation.tokenInvalid`. */
export function demandToken({ key }: PoolKey, token: string, signature: string): void {
  const pss = { key, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: PSS_SALT_BYTES }
  const [message, signed] = [exactly(token, TOKEN_BYTES), exactly(signature, SIGNATURE_BYTES)]
  if (!message || !signed || !verify('sha384', message, pss, signed)) throw refuse.tokenInvalid()
}

/** Before anything is noted: what cannot be signed uses nothing up. Throws `participation.blindedWrong`. */
export function demandBlinded({ modulus }: PoolKey, blinded: string): Buffer {
  const bytes = exactly(blinded, modulus.length)
  if (!bytes || bytes.compare(modulus) >= 0) throw refuse.blindedWrong({ bytes: modulus.length })
  return bytes
}

/** One text for some bytes: a token that could be written in two ways would be two tokens. */
export function exactly(text: string, length: number): Buffer | undefined {
  const bytes = Buffer.from(text, 'base64url')
  return bytes.length === length && bytes.toString('base64url') === text ? bytes : undefined
}
