/** Signed notes (C2SP signed-note): a text with the Ed25519 signatures of whoever stands by it, and the keys' text forms. */
import { createPrivateKey, createPublicKey, hash, sign, verify, type KeyObject } from 'node:crypto'
import { bytesOfBase64, Malformed } from './malformed.ts'

const NOTE_BYTES_MAX = 65_536
const ED25519 = 0x01
const KEY_BYTES = 32
const PRIVATE = 'PRIVATE+KEY+'
/** What stands before the 32 bytes of an Ed25519 private key in PKCS #8 (RFC 8410). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')

/** Whose signature it is. `id` is 8 hexadecimal digits; `vkey` the public text form: name+id+key. */
export type Verifier = { name: string; id: string; vkey: string; key: KeyObject }
export type Signer = Verifier & { sign(text: string): string }

/** A signing key named `name`, from 32 random bytes. */
export function signerOf(name: string, seed: Uint8Array): Signer {
  if (seed.length !== KEY_BYTES) throw new Malformed(`a private key has ${KEY_BYTES} bytes`)
  const privateKey = createPrivateKey({ key: Buffer.concat([PKCS8_PREFIX, seed]), format: 'der', type: 'pkcs8' })
  const { x } = createPublicKey(privateKey).export({ format: 'jwk' })
  const verifier = verifierOf(name, Buffer.from(x!, 'base64url'))
  return {
    ...verifier,
    sign(text) {
      checkText(text)
      if (!text.endsWith('\n')) throw new Malformed('the text of a note ends with a line break')
      const signature = Buffer.concat([Buffer.from(verifier.id, 'hex'), sign(null, Buffer.from(text), privateKey)])
      return `${text}\n— ${name} ${signature.toString('base64')}\n`
    },
  }
}

/** The private key as text, to be kept: `PRIVATE+KEY+name+id+key`. */
export const privateKeyText = (name: string, seed: Uint8Array) =>
  `${PRIVATE}${name}+${signerOf(name, seed).id}+${typedKey(seed).toString('base64')}`

/** The reverse of `privateKeyText`. Throws `Malformed`. */
export function parsePrivateKey(text: string): Signer {
  if (!text.startsWith(PRIVATE)) throw new Malformed(`a private key begins with ${PRIVATE}`)
  const { name, id, key } = parseKey(text.slice(PRIVATE.length))
  const signer = signerOf(name, key)
  if (signer.id !== id) throw new Malformed('the key does not belong to its id')
  return signer
}

/** A public key from its text form. Throws `Malformed`. */
export function parseVkey(text: string): Verifier {
  const { name, id, key } = parseKey(text)
  const verifier = verifierOf(name, key)
  if (verifier.id !== id) throw new Malformed('the key does not belong to its id')
  return verifier
}

function verifierOf(name: string, key: Buffer): Verifier {
  if (!isName(name)) throw new Malformed('a key name has no spaces and no plus')
  const id = hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), typedKey(key)]), 'buffer').toString('hex', 0, 4)
  const jwk = { kty: 'OKP', crv: 'Ed25519', x: key.toString('base64url') }
  const vkey = `${name}+${id}+${typedKey(key).toString('base64')}`
  return { name, id, vkey, key: createPublicKey({ key: jwk, format: 'jwk' }) }
}

const typedKey = (key: Uint8Array) => Buffer.concat([Uint8Array.of(ED25519), key])
const isName = (name: string) => name !== '' && name.isWellFormed() && !/[\s+\p{Cc}]/u.test(name)

function parseKey(text: string): { name: string; id: string; key: Buffer } {
  const match = /^([^+]{1,1000})\+([0-9a-f]{8})\+([A-Za-z0-9+/=]{1,100})$/.exec(text)
  if (!match) throw new Malformed('a key has the form name+id+key')
  const bytes = bytesOfBase64(match[3]!)
  if (bytes[0] !== ED25519 || bytes.length !== KEY_BYTES + 1) throw new Malformed('not an Ed25519 key')
  return { name: match[1]!, id: match[2]!, key: bytes.subarray(1) }
}

/**
 * The text of a note that the verifier's key signed. Signatures of other keys, such as witnesses', are passed over.
 * Throws `Malformed` for anything else.
 */
export function openNote(note: string, verifier: Verifier): string {
  checkText(note)
  const end = note.lastIndexOf('\n\n')
  if (end < 0 || !note.endsWith('\n')) throw new Malformed('a note is a text, an empty line, and signatures')
  const text = note.slice(0, end + 1)
  const lines = note.slice(end + 2, -1).split('\n')
  const signatures = lines.map(parseSignature).filter(({ name, id }) => name === verifier.name && id === verifier.id)
  if (signatures.length === 0) throw new Malformed(`not signed by ${verifier.name} with key ${verifier.id}`)
  for (const { signature } of signatures) {
    if (!verify(null, Buffer.from(text), verifier.key, signature)) throw new Malformed('the signature is wrong')
  }
  return text
}

function parseSignature(line: string): { name: string; id: string; signature: Buffer } {
  const match = /^— (\S+) ([A-Za-z0-9+/=]+)$/u.exec(line)
  if (!match || !isName(match[1]!)) throw new Malformed('a signature line is broken')
  const bytes = bytesOfBase64(match[2]!)
  if (bytes.length < 5) throw new Malformed('a signature is too short')
  return { name: match[1]!, id: bytes.toString('hex', 0, 4), signature: bytes.subarray(4) }
}

function checkText(text: string): void {
  if (text.length > NOTE_BYTES_MAX) throw new Malformed('a note of such length is none')
  if (!text.isWellFormed()) throw new Malformed('not Unicode')
  for (let i = 0; i < text.length; i++) {
    if (text.charCodeAt(i) < 0x20 && text[i] !== '\n') throw new Malformed('a control character')
  }
}
