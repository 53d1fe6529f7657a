/** One quick walk over a cell: which characters it holds, and a hash of it. What no detector can hit is dismissed by this alone. */

export const DIGIT = 1
export const UPPER = 2
export const LOWER = 4
export const SPACE = 8
export const DOT = 16
export const DASH = 32
export const AT = 64
export const SLASH = 128
export const COLON = 256
export const COMMA = 512
export const PLUS = 1024
/** Characters that may be another way to write a digit, a letter or a space. */
export const ODD = 2048
export const OTHER = 4096
export const LETTER = UPPER | LOWER

export type Look = { mask: number; digits: number; letters: number; dots: number; hash: number }
export const createLook = (): Look => ({ mask: 0, digits: 0, letters: 0, dots: 0, hash: 0 })

const CLASSES_SIZE = 0x530

function classOf(code: number): number {
  const char = String.fromCharCode(code)
  if (char >= '0' && char <= '9') return DIGIT
  const marks: Record<string, number> = {
    ...{ ' ': SPACE, '\t': SPACE, '\n': SPACE, '\r': SPACE, '.': DOT, '-': DASH, '@': AT, '/': SLASH },
    ...{ ':': COLON, ',': COMMA, ';': COMMA, '+': PLUS },
  }
  if (marks[char]) return marks[char]
  if (/\p{Ll}|\p{Lo}/u.test(char)) return LOWER
  if (/\p{Lu}|\p{Lt}/u.test(char)) return UPPER
  return code < 0x80 ? OTHER : ODD
}

const CLASSES = Uint16Array.from({ length: CLASSES_SIZE }, (_, code) => classOf(code))

/** Is it a letter of the alphabets that are written here? */
export const isLetterCode = (code: number): boolean => code < CLASSES_SIZE && (CLASSES[code]! & LETTER) !== 0
/** A capital one? */
export const isCapitalCode = (code: number): boolean => code < CLASSES_SIZE && CLASSES[code] === UPPER

/**
 * What a character is, and above that what it adds to three counts of at most so many: looked up at once, since a choice for
 * each character takes longer than all the rest.
 */
const [CLASS_BITS, LETTERS_AT, DOTS_AT, COUNT_MAX] = [13, 6, 12, 63]
const CLASS_MASK = (1 << CLASS_BITS) - 1
const KNOWN = Int32Array.from(CLASSES, (kind) => {
  const counted = kind === DIGIT ? 1 : (kind & LETTER) !== 0 ? 1 << LETTERS_AT : kind === DOT ? 1 << DOTS_AT : 0
  return kind | (counted << CLASS_BITS)
})
const HASH_FIRST = 0x811c9dc5
const HASH_FACTOR = 0x01000193

/** Of the cell from `from` to `to`; `ascii` where the same text stands there byte by byte, which is read sooner. */
export function look(text: string, into: Look, from = 0, to = text.length, ascii?: Uint8Array): void {
  let mask = 0
  let hash = HASH_FIRST
  let [digits, letters, dots] = [0, 0, 0]
  for (let begin = from; begin < to; begin += COUNT_MAX) {
    const end = Math.min(to, begin + COUNT_MAX)
    let counts = 0
    if (ascii)
      for (let i = begin; i < end; i++) {
        const code = ascii[i]!
        hash = Math.imul(hash ^ code, HASH_FACTOR)
        const known = KNOWN[code]!
        mask |= known
        counts += known >>> CLASS_BITS
      }
    else
      for (let i = begin; i < end; i++) {
        const code = text.charCodeAt(i)
        hash = Math.imul(hash ^ code, HASH_FACTOR)
        const known = code < CLASSES_SIZE ? KNOWN[code]! : ODD
        mask |= known
        counts += known >>> CLASS_BITS
      }
    digits += counts & COUNT_MAX
    letters += (counts >>> LETTERS_AT) & COUNT_MAX
    dots += counts >>> DOTS_AT
  }
  into.mask = mask & CLASS_MASK
  into.digits = digits
  into.letters = letters
  into.dots = dots
  into.hash = mixed(hash)
}

/** The finaliser of MurmurHash3: each bit in moves half of the bits out. */
export function mixed(hash: number): number {
  let h = hash | 0
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

// Take no width, or turn direction: nothing that a reader sees.
const UNSEEN = /[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g
const DASHES = /[\u2010-\u2015\u2212]/g

/** The same text in plain digits, letters, spaces and dashes: wide or superscript digits hide nothing. */
export const plainly = (text: string): string =>
  text.normalize('NFKC').replace(UNSEEN, '').replace(DASHES, '-').replace(/\p{Nd}/gu, digit).replace(/\s/g, ' ') // prettier-ignore

/** Decimal digits stand in blocks of ten, each beginning with its zero. */
function digit(char: string): string {
  const code = char.codePointAt(0)!
  if (code < 0x80) return char
  let zero = code
  while (code - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--
  return String((code - zero) % 10)
}
