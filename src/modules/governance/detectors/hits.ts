/** Everything found in one cell. Which detectors look at it, its characters say first. */
import { addressesIn, postalCodesIn } from './address.ts'
import { emailsIn, loginsIn, machinesIn } from './contacts.ts'
import { birthsIn } from './dates.ts'
import { accountsIn, documentsIn, mayHoldDocument, platesIn } from './documents.ts'
import {
  AT,
  COLON,
  COMMA,
  DASH,
  DIGIT,
  DOT,
  LETTER,
  LOWER,
  ODD,
  OTHER,
  PLUS,
  SLASH,
  SPACE,
  plainly,
  type Look,
} from './look.ts'
import { personsIn } from './names/persons.ts'
import { numberOf, numbersIn } from './numbers.ts'
import { pointsIn } from './points.ts'
import type { Hit } from './types.ts'
import { unfolded } from './written.ts'

const NONE: readonly Hit[] = []
const NOTHING: Found = { text: '', hits: NONE }
const NUMBER_DIGITS_MIN = 9
const DOCUMENT_DIGITS_MIN = 6
const POSTAL_DIGITS_MIN = 5
const POINT_DIGITS_MIN = 10
const IP_DIGITS_MIN = 4
const IP_DOTS = 3
const PLATE_CHARS_MAX = 11
const PLATE_DIGITS_MIN = 2
/** A cell beyond this is read up to here; what is longer is free text anyway. */
export const CELL_CHARS_MAX = 100_000

/** The hits, and the text in which their places count: as it stands, or in plain characters. */
export type Found = { text: string; hits: readonly Hit[] }

/** Whether its characters leave any detector something to look at: `hitsIn` finds nothing where they do not. Numbers alone are told so. */
export const mayHit = ({ mask, digits, letters, dots }: Look): boolean =>
  digits >= NUMBER_DIGITS_MIN ||
  (mask !== DIGIT &&
    (letters > 0 ||
      dots >= IP_DOTS ||
      (mask & (ODD | COMMA)) !== 0 ||
      (digits >= POSTAL_DIGITS_MIN && (mask & DASH) !== 0)))

/**
 * Whether these characters may be found in by their shape: short numbers have no checksum, so that of their digits it matters
 * alone which are zeros. Where `isByDigits` it is not so all the same.
 */
export const isShaped = ({ mask, digits, letters, dots }: Look): boolean =>
  letters >= 2 &&
  digits < NUMBER_DIGITS_MIN &&
  dots < IP_DOTS &&
  (mask & ~(DIGIT | LETTER | SPACE | DOT | DASH | SLASH | COMMA | PLUS)) === 0

/** Documents have checksums, and some domains have a digit. The same for all cells of one shape. */
export const isByDigits = (cell: string, { mask, digits }: Look): boolean =>
  (digits >= DOCUMENT_DIGITS_MIN && mayHoldDocument(cell)) || mayHoldEmail(cell, mask)

export function hitsIn(cell: string, seen: Look): Found {
  const { mask, letters } = seen
  const text = readable(cell, mask)
  if (letters <= 1 && (mask & (DOT | COMMA)) !== 0 && (mask & (letters === 1 ? DIGIT : COMMA)) !== 0) {
    const number = unfolded(text)
    if (number) return foundIn(number)
  }
  const hits =
    mask === DIGIT ? numberOf(text) : letters >= 2 || (mask & ODD) !== 0 ? inText(text, seen) : inDigits(text, seen)
  return hits.length === 0 ? NOTHING : { text, hits }
}

/** What was rounded away cannot be checked: such a number is only of the right form. */
function foundIn({ digits, exact }: { digits: string; exact: boolean }): Found {
  const hits = digits.length < NUMBER_DIGITS_MIN ? NONE : numberOf(digits)
  return { text: digits, hits: exact ? hits : hits.map((hit) => ({ ...hit, valid: false })) }
}

const readable = (cell: string, mask: number): string => {
  const cut = cell.length > CELL_CHARS_MAX ? cell.slice(0, CELL_CHARS_MAX) : cell
  return (mask & ODD) !== 0 ? plainly(cut) : cut
}

function inDigits(text: string, { mask, digits, dots }: Look): readonly Hit[] {
  if (digits < IP_DIGITS_MIN) return NONE
  const hits: Hit[] = []
  if (digits >= NUMBER_DIGITS_MIN && !isMoment(text)) hits.push(...numbersIn(text))
  if (digits >= POSTAL_DIGITS_MIN && (mask & DASH) !== 0 && !isMoment(text)) hits.push(...postalCodesIn(text))
  if (dots >= IP_DOTS) hits.push(...machinesIn(text))
  if (digits >= POINT_DIGITS_MIN && dots >= 2) hits.push(...pointsIn(text))
  return hits.length === 0 ? NONE : hits
}

const MOMENT_CHARS_MIN = 10
/** 2024-05-17, and with a time after it: quick to know, and common. */
const isMoment = (text: string): boolean =>
  text.length >= MOMENT_CHARS_MIN && text[4] === '-' && text[7] === '-' && (text.length === MOMENT_CHARS_MIN || /^.{10}[T ]\d\d:/.test(text)) // prettier-ignore

const HEX_PARTS = /[\da-f]:[\da-f]{0,4}:[\da-f:]/i
/** Of text with signs, and of text with a dot. */
const HIDDEN_AT = /[([{<] ?(?:at|ma[łl]pa|@)|%40|&#0*64;/i
const SAID_AT = /[ _](?:at|ma[łl]pa)[ _]/i

const mayHoldEmail = (text: string, mask: number): boolean =>
  (mask & AT) !== 0 ||
  ((mask & ODD) !== 0 && text.includes('@')) ||
  ((mask & OTHER) !== 0 && HIDDEN_AT.test(text)) ||
  ((mask & DOT) !== 0 && (mask & (SPACE | OTHER)) !== 0 && SAID_AT.test(text))

function inText(text: string, { mask, digits, dots }: Look): readonly Hit[] {
  const odd = (mask & ODD) !== 0
  const hits: Hit[] = []
  if (digits >= IP_DIGITS_MIN || odd) {
    if (digits >= NUMBER_DIGITS_MIN || odd) hits.push(...numbersIn(text))
    if (digits >= DOCUMENT_DIGITS_MIN || odd) hits.push(...documentsIn(text), ...birthsIn(text))
    if (digits >= NUMBER_DIGITS_MIN && (mask & LETTER) !== 0) hits.push(...accountsIn(text))
    if (dots >= IP_DOTS || ((mask & COLON) !== 0 && HEX_PARTS.test(text))) hits.push(...machinesIn(text))
    if (digits >= POSTAL_DIGITS_MIN && (mask & DASH) !== 0) hits.push(...postalCodesIn(text))
    if (digits >= POINT_DIGITS_MIN && dots >= 2) hits.push(...pointsIn(text))
  }
  if (mayHoldEmail(text, mask)) hits.push(...emailsIn(text))
  else if ((mask & LOWER) !== 0 && (mask & (DOT | DASH | OTHER)) !== 0 && (mask & (SPACE | SLASH)) === 0)
    hits.push(...loginsIn(text))
  if (digits > 0 && (mask & SPACE) !== 0) hits.push(...addressesIn(text))
  if (digits >= PLATE_DIGITS_MIN && (digits > PLATE_DIGITS_MIN || text.length <= PLATE_CHARS_MAX))
    hits.push(...platesIn(text))
  // Without a space a cell with digits or slashes is a code or an address on the net.
  if ((mask & SPACE) !== 0 || (mask & (DIGIT | SLASH | COLON)) === 0) hits.push(...personsIn(text))
  return hits.length === 0 ? NONE : hits
}
