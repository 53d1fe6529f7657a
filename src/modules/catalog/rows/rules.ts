/** Values between text and JSON, words of a search, and where pages end. Pure. */
import { refuse } from '../refusals.ts'
import type { Column } from '../deliveries/types.ts'
import type { Cursor } from './types.ts'

/** A text in its type's spelling, as JSON has it: what no number holds exactly stays a text. */
export function jsonOf(text: string | null, type: Column['type']): unknown {
  if (text === null) return null
  switch (type) {
    case 'integer':
    case 'year':
    case 'number':
    case 'latitude':
    case 'longitude': {
      const number = Number(text)
      return Number.isFinite(number) && (type === 'number' || Math.abs(number) <= Number.MAX_SAFE_INTEGER)
        ? number
        : text
    }
    case 'boolean':
      return text === 'true'
    case 'geojson':
      return JSON.parse(text) as unknown
    default:
      return text
  }
}

// Capitals, and the letters of Polish for which people type others in haste.
const ACCENTED = 'ĄĆĘŁŃÓŚŹŻąćęłńóśźż'
const PLAIN = 'acelnoszzacelnoszz'
const LATIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const CYRILLIC = 'АБВГҐДЕЄЖЗИІЇЙКЛМНОПРСТУФХЦЧШЩЬЮЯ'
const PARTING = `!"#$%&'()*+,-./:;<=>?@[\\]^_\`{|}~„”’«»–—`
export const FOLD_FROM = ACCENTED + LATIN + CYRILLIC
export const FOLD_TO = PLAIN + LATIN.toLowerCase() + CYRILLIC.toLowerCase()
/** The same for words, where what parts them becomes a space. */
export const WORDS_FROM = FOLD_FROM + PARTING
export const WORDS_TO = FOLD_TO + ' '.repeat(PARTING.length)
const FOLDED = new Map([...FOLD_FROM].map((char, i) => [char, [...FOLD_TO][i]!]))

export const fold = (text: string): string => [...text].map((char) => FOLDED.get(char) ?? char).join('')

/** Where a page begins with that row. */
export const beforeRow = (row: number): string => cursorText({ id: row - 1 })

const WORDS_MAX = 20
/** The words of a search, as a query that each begins a word of the row; undefined where there are none. */
export function prefixesOf(q: string): string | undefined {
  const words = fold(q.normalize('NFC'))
    .match(/[\p{L}\p{N}]+/gu)
    ?.slice(0, WORDS_MAX)
  return words && words.map((word) => `${word}:*`).join(' & ')
}

export const cursorText = (cursor: Cursor): string => Buffer.from(JSON.stringify(cursor)).toString('base64url')

/** Throws `catalog.badCursor`. */
export function cursorOf(text: string): Cursor {
  try {
    const cursor = JSON.parse(Buffer.from(text, 'base64url').toString()) as Record<string, unknown>
    const { id, value, offset } = cursor
    if (Number.isSafeInteger(offset) && (offset as number) >= 0) return { offset: offset as number }
    const isValue = value === undefined || value === null || typeof value === 'string'
    if (Number.isSafeInteger(id) && isValue) return { id: id as number, ...(value !== undefined && { value }) }
  } catch {
    // Told below.
  }
  throw refuse.badCursor()
}
