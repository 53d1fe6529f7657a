/** The keys of who speaks: RSA for the requests that carry it, Ed25519 for what is said; sealed like the city's own. */
import { createPublicKey, generateKeyPair } from 'node:crypto'
import { promisify } from 'node:util'
import type { Ids } from '#platform/ids'
import { signingKey, type SigningKey } from '#platform/integrity'
import { seal, unseal } from '../keys/seal.ts'
import { refuse } from '../keys/rules.ts'

const RSA_BITS = 2_048
const RSA = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }
const ED25519 = { name: 'Ed25519' }
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
const generate = promisify(generateKeyPair)
const { subtle } = globalThis.crypto

type Sealed = { rsa: string; seed: string }
/** As Fedify takes them, in its order: `#main-key` and `#multikey-2`. */
export type SpeakersKeys = { pairs: CryptoKeyPair[]; request: { id: URL; key: CryptoKey }; proof: SigningKey }

const nameOf = (actor: string) => `network/actors/${actor}`

/** New keys for an actor, sealed by the house's secret. */
export async function makeKeys(ids: Ids, secret: string, actor: string): Promise<Buffer> {
  const { privateKey } = await generate('rsa', { modulusLength: RSA_BITS })
  const rsa = privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64')
  const kept: Sealed = { rsa, seed: Buffer.from(ids.token(32), 'base64url').toString('base64') }
  const nonce = Buffer.from(ids.token(seal.NONCE_BYTES), 'base64url')
  return seal(secret, nonce, nameOf(actor), Buffer.from(JSON.stringify(kept)))
}

/** Throws `network.sealedOtherwise`. `address`: the actor's. */
export async function openKeys(secret: string, actor: string, sealed: Buffer, address: string): Promise<SpeakersKeys> {
  const opened = unseal(secret, nameOf(actor), sealed)
  if (!opened) throw refuse.sealedOtherwise({ key: actor })
  const kept = JSON.parse(opened.toString()) as Sealed
  const seed = Buffer.from(kept.seed, 'base64')
  const rsa = await pairOf(Buffer.from(kept.rsa, 'base64'), RSA)
  const ed25519 = await pairOf(Buffer.concat([PKCS8_PREFIX, seed]), ED25519)
  return {
    pairs: [rsa, ed25519],
    request: { id: new URL(`${address}#main-key`), key: rsa.privateKey },
    proof: signingKey(`${address}#multikey-2`, seed),
  }
}

async function pairOf(pkcs8: Buffer, algorithm: typeof RSA | typeof ED25519): Promise<CryptoKeyPair> {
  const publicKey = createPublicKey({ key: toPem(pkcs8), format: 'pem' }).export({ type: 'spki', format: 'der' })
  return {
    privateKey: await subtle.importKey('pkcs8', new Uint8Array(pkcs8), algorithm, true, ['sign']),
    publicKey: await subtle.importKey('spki', new Uint8Array(publicKey), algorithm, true, ['verify']),
  }
}

const toPem = (der: Buffer) => `-----BEGIN PRIVATE KEY-----\n${der.toString('base64')}\n-----END PRIVATE KEY-----`
