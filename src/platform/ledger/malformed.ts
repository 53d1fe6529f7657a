/** What a note, key, proof, tile or leaf that came from outside is called when it is not what it claims to be. */
export class Malformed extends Error {
  constructor(message: string) {
    super(message)
    this.name = 'Malformed'
  }
}

/** Standard base64 (RFC 4648, section 4), strictly: one text for each sequence of bytes. Throws `Malformed`. */
export function bytesOfBase64(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64')
  if (bytes.toString('base64') !== text) throw new Malformed('not base64')
  return bytes
}
