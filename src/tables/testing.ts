/** For tests: text as bytes in each encoding, in pieces of any size. */
import type { Encoding, TypedColumn } from './types.ts'
import { writeTable, type OutFormat, type WriteOptions } from './writing/index.ts'

export * as ods from './ods/testing.ts'
export * as xlsx from './xlsx/testing.ts'

export const text = (content: string): Uint8Array => new TextEncoder().encode(content)

/** The bytes in pieces of a size, as a stream may bring them. */
export async function* inPieces(bytes: Uint8Array, size: number): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

const BYTES: Partial<Record<Encoding, string>> = {
  'windows-1250':
    'ą\xb9ć\xe6ę\xeał\xb3ń\xf1ó\xf3ś\x9cź\x9fż\xbfĄ\xa5Ć\xc6Ę\xcaŁ\xa3Ń\xd1Ó\xd3Ś\x8cŹ\x8fŻ\xaf„\x84”\x94\u00a0\xa0',
  'iso-8859-2': 'ą\xb1ć\xe6ę\xeał\xb3ń\xf1ó\xf3ś\xb6ź\xbcż\xbfĄ\xa1Ć\xc6Ę\xcaŁ\xa3Ń\xd1Ó\xd3Ś\xa6Ź\xacŻ\xaf\u00a0\xa0',
}

/** Encodes what the encodings' tables above hold. */
export function encode(content: string, encoding: Encoding): Uint8Array {
  if (encoding === 'utf-8') return text(content)
  if (encoding === 'utf-16le') return Buffer.from(`\ufeff${content}`, 'utf16le')
  if (encoding === 'utf-16be') return Buffer.from(`\ufeff${content}`, 'utf16le').swap16()
  const table = BYTES[encoding]!
  return Uint8Array.from(content, (char) => (char < '\x80' ? char : table[table.indexOf(char) + 1]!).charCodeAt(0))
}

/** A table as the bytes of a file. */
export async function fileOf(
  format: OutFormat,
  columns: readonly TypedColumn[],
  rows: readonly (string | null)[][],
  options: WriteOptions = {},
): Promise<Buffer> {
  async function* batches() {
    for (let at = 0; at < rows.length; at += 7) yield rows.slice(at, at + 7)
  }
  return Buffer.concat(await Array.fromAsync(writeTable(format, columns, batches(), options)))
}

/** The cells of all rows. */
export async function rowsOf<T>(batches: AsyncIterable<readonly { cells: T[] }[]>): Promise<T[][]> {
  const all: T[][] = []
  for await (const rows of batches) all.push(...rows.map(({ cells }) => cells))
  return all
}
