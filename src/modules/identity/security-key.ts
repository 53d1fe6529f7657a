/** A security key for tests: written here from the WebAuthn standard alone, so that it can also do what none should. */
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const base64url = (bytes: Uint8Array | string) => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string) => createHash('sha256').update(bytes).digest()
const PRESENT = 1
const VERIFIED = 4
const ATTESTED = 64

/** As much of CBOR as a key needs: a head of major type and length. */
function head(major: number, length: number): Buffer {
  if (length < 24) return Buffer.from([(major << 5) | length])
  if (length < 256) return Buffer.from([(major << 5) | 24, length])
  return Buffer.from([(major << 5) | 25, length >> 8, length & 255])
}
const text = (value: string) => Buffer.concat([head(3, value.length), Buffer.from(value)])
const bytes = (value: Uint8Array) => Buffer.concat([head(2, value.length), value])

export type Misuse = {
  origin?: string
  rpId?: string
  verified?: boolean
  userHandle?: string
  credentialId?: string
  challenge?: string
  counter?: number
  signature?: Buffer
}

export class SecurityKey {
  readonly id = base64url(randomBytes(32))
  readonly pair = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  counter = 0
  userHandle = ''

  #client(type: string, challenge: string, { origin = 'https://unia.example' }: Misuse) {
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }))
  }

  #data(
    { rpId = 'unia.example', verified = true, counter = ++this.counter }: Misuse,
    more: number,
    rest: Buffer[] = [],
  ) {
    const flags = PRESENT | (verified ? VERIFIED : 0) | more
    const count = Buffer.alloc(4)
    count.writeUInt32BE(counter)
    return Buffer.concat([sha256(rpId), Buffer.from([flags]), count, ...rest])
  }

  create(options: { challenge: string; user: { id: string } }, misuse: Misuse = {}) {
    this.userHandle = options.user.id
    const { x, y } = this.pair.publicKey.export({ format: 'jwk' })
    const [one, two] = [x!, y!].map((part) => bytes(Buffer.from(part, 'base64url'))) as [Buffer, Buffer]
    // COSE_Key: EC2, ES256, P-256, x, y.
    const key = Buffer.concat([
      Buffer.from('a5010203262001', 'hex'),
      Buffer.from([0x21]),
      one,
      Buffer.from([0x22]),
      two,
    ])
    const id = Buffer.from(this.id, 'base64url')
    const attested = [Buffer.alloc(16), Buffer.from([0, id.length]), id, key]
    const data = this.#data(misuse, ATTESTED, attested)
    const object = [head(5, 3), text('fmt'), text('none'), text('attStmt'), head(5, 0), text('authData'), bytes(data)]
    return {
      ...{ id: this.id, rawId: this.id, type: 'public-key' as const, clientExtensionResults: {} },
      response: {
        clientDataJSON: base64url(this.#client('webauthn.create', misuse.challenge ?? options.challenge, misuse)),
        attestationObject: base64url(Buffer.concat(object)),
      },
    }
  }

  get(options: { challenge: string }, misuse: Misuse = {}) {
    const client = this.#client('webauthn.get', misuse.challenge ?? options.challenge, misuse)
    const data = this.#data(misuse, 0)
    const signature = misuse.signature ?? sign('sha256', Buffer.concat([data, sha256(client)]), this.pair.privateKey)
    const id = misuse.credentialId ?? this.id
    return {
      ...{ id, rawId: id, type: 'public-key' as const, clientExtensionResults: {} },
      response: {
        clientDataJSON: base64url(client),
        authenticatorData: base64url(data),
        signature: base64url(signature),
        userHandle: misuse.userHandle ?? this.userHandle,
      },
    }
  }
}
