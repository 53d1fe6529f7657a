/** Tar archives (POSIX ustar), as far as a log needs them: plain files with short names. */
import { Malformed } from './malformed.ts'

export const TAR_BLOCK_BYTES = 512
const NAME_BYTES_MAX = 100
const CHECKSUM_AT = 148

const octal = (n: number, digits: number) => `${n.toString(8).padStart(digits, '0')}\0`

/** One file of an archive. */
export function tarMember(path: string, bytes: Uint8Array, at: Date): Buffer {
  if (Buffer.byteLength(path) > NAME_BYTES_MAX) throw new Malformed(`${path} is too long a name`)
  const header = Buffer.alloc(TAR_BLOCK_BYTES)
  header.write(path, 0)
  header.write(octal(0o644, 7) + octal(0, 7) + octal(0, 7), 100)
  header.write(octal(bytes.length, 11) + octal(Math.floor(at.getTime() / 1000), 11), 124)
  header.write('0', 156)
  header.write('ustar\x0000', 257)
  header.write(`${checksumOf(header).toString(8).padStart(6, '0')}\0 `, CHECKSUM_AT)
  return Buffer.concat([header, bytes, Buffer.alloc(paddingOf(bytes.length))])
}

/** What an archive ends with. */
export const tarEnd = () => Buffer.alloc(2 * TAR_BLOCK_BYTES)

/** From the end of a member's bytes to the next header. */
export const paddingOf = (size: number) => -size & (TAR_BLOCK_BYTES - 1)

/** What a header says; undefined for the empty block that ends an archive. Throws `Malformed`. */
export function parseTarHeader(header: Uint8Array): { path: string; bytes: number; isFile: boolean } | undefined {
  if (header.length !== TAR_BLOCK_BYTES) throw new Malformed('the archive is cut off')
  if (header.every((byte) => byte === 0)) return undefined
  const text = (begin: number, length: number) =>
    Buffer.from(header.subarray(begin, begin + length))
      .toString('latin1')
      .replace(/\0.*$/s, '')
  if (parseInt(text(CHECKSUM_AT, 8), 8) !== checksumOf(header)) throw new Malformed('not a tar archive')
  const bytes = /^ *[0-7]+ *$/.test(text(124, 12)) ? parseInt(text(124, 12), 8) : NaN
  if (!Number.isSafeInteger(bytes)) throw new Malformed('a member of unknown size')
  const prefix = text(257, 5) === 'ustar' ? text(345, 155) : ''
  const name = text(0, NAME_BYTES_MAX)
  return { path: prefix ? `${prefix}/${name}` : name, bytes, isFile: ['0', ''].includes(text(156, 1)) }
}

/** The sum of all bytes, those of the checksum itself taken for spaces. */
function checksumOf(header: Uint8Array): number {
  return header.reduce((sum, byte, i) => sum + (i >= CHECKSUM_AT && i < CHECKSUM_AT + 8 ? 0x20 : byte), 0)
}
