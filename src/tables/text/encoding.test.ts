/** Polish text is read in whichever of its encodings it comes, wherever the pieces are cut. */
import { expect, test } from 'vitest'
import { createDecoding } from './encoding.ts'
import { encode, text } from '../testing.ts'
import type { Encoding } from '../types.ts'

const PANGRAM = 'Zażółć gęślą jaźń, ŻÓŁĆ ŚWIĄTECZNA'
const ENCODINGS: Encoding[] = ['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'iso-8859-2']

function decoded(bytes: Uint8Array, size: number, wanted?: Encoding) {
  const decoding = createDecoding(wanted)
  let out = ''
  for (let at = 0; at < bytes.length; at += size) out += decoding.push(bytes.subarray(at, at + size), false)
  return { text: out + decoding.push(new Uint8Array(0), true), encoding: decoding.encoding() }
}

test.each(ENCODINGS)('%s is told from the bytes', (encoding) => {
  expect(decoded(encode(PANGRAM, encoding), 1000)).toEqual({ text: PANGRAM, encoding })
})

test.each(['utf-8', 'utf-16le', 'utf-16be'] as Encoding[])('%s may be cut anywhere', (encoding) => {
  for (const size of [1, 2, 3, 5, 7]) expect(decoded(encode(PANGRAM, encoding), size).text).toBe(PANGRAM)
})

test('plain ASCII first, the telling letter a megabyte later', () => {
  const ascii = 'a'.repeat(1_000_000)
  for (const encoding of ['utf-8', 'windows-1250', 'iso-8859-2'] as Encoding[]) {
    const read = decoded(Buffer.concat([text(ascii), encode('łóś', encoding)]), 65_536)
    expect(read.encoding).toBe(encoding)
    expect(read.text.slice(-3)).toBe('łóś')
  }
})

test('letters that both tables share decide nothing: the first that differs does', () => {
  const read = decoded(encode(`${'żółć'.repeat(1000)}ąśź`, 'iso-8859-2'), 1000)
  expect(read).toEqual({ text: `${'żółć'.repeat(1000)}ąśź`, encoding: 'iso-8859-2' })
})

test('the choice overrides the bytes, and a byte order mark overrides the choice', () => {
  expect(decoded(encode('ś', 'iso-8859-2'), 10, 'windows-1250').text).toBe('¶')
  expect(decoded(text('\ufeffś'), 10, 'windows-1250').text).toBe('ś')
})
