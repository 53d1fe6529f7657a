/** Ed25519 keys as Multikeys (W3C Controlled Identifiers): what is published of them, and what signs. */
import { createPrivateKey, createPublicKey, sign, type KeyObject } from 'node:crypto'
import { Malformed } from '#platform/ledger'
import { base58, bytesOfBase58 } from './base58.ts'

const KEY_BYTES = 32
/** What says that an Ed25519 public key follows (Multicodec). */
const ED25519 = Buffer.from([0xed, 0x01])
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

/** A key that signs, under the name by which others find its public half. */
export type SigningKey = { id: string; multibase: string; sign(bytes: Uint8Array): Buffer }

/** A key by which a signature is checked, and until when it counts. */
export type PublicKey = {
  id: string
  multibase: string
  /** It signs nothing after this; what it signed before holds. */
  expires?: string
  /** Others may have had it since then: nothing holds by it alone. */
  revoked?: string
}

/** The public half of a key from 32 random bytes. */
export function multibaseOf(seed: Uint8Array): string {
  const { x } = createPublicKey(privateKeyOf(seed)).export({ format: 'jwk' })
  return `z${base58(Buffer.concat([ED25519, Buffer.from(x!, 'base64url')]))}`
}

export function signingKey(id: string, seed: Uint8Array): SigningKey {
  const key = privateKeyOf(seed)
  return { id, multibase: multibaseOf(seed), sign: (bytes) => sign(null, bytes, key) }
}

function privateKeyOf(seed: Uint8Array): KeyObject {
  if (seed.length !== KEY_BYTES) throw new Malformed(`a private key has ${KEY_BYTES} bytes`)
  return createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
}

/** Of the keys by which documents were opened last: a city signs thousands by one. */
const opened = new Map<string, KeyObject>()
const OPENED_MAX = 1_000

/** Throws `Malformed` for anything but an Ed25519 key. */
export function publicKeyOf(multibase: string): KeyObject {
  const known = opened.get(multibase)
  if (known) return known
  const key = readKey(multibase)
  if (opened.size >= OPENED_MAX) opened.clear()
  opened.set(multibase, key)
  return key
}

function readKey(multibase: string): KeyObject {
  const bytes = multibase.startsWith('z') ? bytesOfBase58(multibase.slice(1)) : Buffer.alloc(0)
  if (bytes.length !== KEY_BYTES + ED25519.length || !bytes.subarray(0, ED25519.length).equals(ED25519))
    throw new Malformed('not an Ed25519 key in Multibase')
  const x = bytes.subarray(ED25519.length).toString('base64url')
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
