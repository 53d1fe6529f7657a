/** What is known of one column while its cells go by: counts, first places and masked samples, never the values. */
import { hasPeselForm, isPesel } from './checksums.ts'
import { isoYear, yearOfDate } from './dates.ts'
import { headerWords, type HeaderWords } from './headers.ts'
import { hitsIn, isByDigits, isShaped, mayHit, type Found } from './hits.ts'
import { mixed, COMMA, createLook, DASH, DIGIT, DOT, LETTER, look, SLASH, SPACE, COLON, type Look } from './look.ts'
import { mask as masked } from './mask.ts'
import { Remembered, RememberedShapes, shapeHash } from './remembered.ts'
import { Sketch } from './sketch.ts'
import type { Detector, Hit, ScanColumn } from './types.ts'

export const PLACES_MAX = 10
export const SAMPLES_MAX = 3
const LONG_CHARS = 60
const LONG_WORDS = 8
const FINE_DECIMALS = 4
const DATE_CHARS_MAX = 25
const DATE_DIGITS_MIN = 6
const NO_DATE = ~(DIGIT | DOT | DASH | SLASH | SPACE | COLON | LETTER)
/** A number with one point in it is none. */
const mayBeDate = ({ mask, dots }: Look): boolean =>
  (mask & NO_DATE) === 0 && (dots !== 1 || (mask & ~(DIGIT | DOT)) !== 0)

/** Of one detector in one column. */
export type Tally = {
  /** Cells with something valid in them. */
  cells: number
  forms: number
  valid: number
  sure: number
  office: number
  /** How many different ones, where chance is asked: one number written a thousand times is one number. */
  different?: { forms: Sketch; valid: Sketch }
  /** Cells that hold nothing else. */
  whole: number
  lastRow: number
  rows: number[]
  samples: string[]
}
const tally = (): Tally => ({
  cells: 0,
  forms: 0,
  valid: 0,
  sure: 0,
  office: 0,
  whole: 0,
  lastRow: 0,
  rows: [],
  samples: [],
})

/** Of what only a header tells. */
export const NO_TALLY: Readonly<Tally> = tally()

const shared = createLook()
const BY_DIGITS = 'by digits'
const CHECKED = new Set<Detector>(['pesel', 'identityCard', 'passport', 'iban', 'nip', 'regon', 'phone'])
const PADDED_DIGITS_MIN = 8
const PESEL_DIGITS = 11
const [SPACE_SIGN, COMMA_SIGN, MINUS_SIGN, POINT_SIGN, ZERO_SIGN] = [32, 44, 45, 46, 48]
/** What may part a fraction from its number; a semicolon counts as a comma, and is none. */
const isMark = (code: number): boolean => code === COMMA_SIGN || code === POINT_SIGN

/** So many digits behind the mark are reckoned with here. */
const POWERS = Float64Array.from({ length: 20 }, (_, i) => 10 ** i)
const NEAR = 1e-9

/** Is it surely a number, and clearly between the two? What it is exactly does not matter then. */
function isBetween(text: string, from: number, point: number, to: number, low: number, high: number): boolean {
  const power = POWERS[to - point - 1]
  const isNegative = text.charCodeAt(from) === MINUS_SIGN
  let digits = 0
  for (let i = isNegative ? from + 1 : from; i < to; i++) {
    if (i === point) continue
    const digit = text.charCodeAt(i) - ZERO_SIGN
    if (digit < 0 || digit > 9) return false
    digits = digits * 10 + digit
  }
  if (power === undefined) return false
  const about = (isNegative ? -digits : digits) / power
  const margin = Math.abs(about) * NEAR
  return about - margin > low && about + margin < high
}

export class Column {
  readonly at: number
  readonly words: HeaderWords
  readonly tallies = new Map<Detector, Tally>()
  readonly sketch = new Sketch()
  /** Of the cell that was looked at last; 0 where it was empty. */
  hash = 0
  cells = 0
  integers = 0
  smalls = 0
  smallRows: number[] = []
  /** Amounts and measures. */
  fractions = 0
  /** Fractions of four digits or more, and between what they lie. */
  fine = 0
  low = Infinity
  high = -Infinity
  long = 0
  longRows: number[] = []
  dates = 0
  yearLow = Infinity
  yearHigh = -Infinity
  private remembered: Remembered<Found> | undefined = new Remembered()
  private shapes: RememberedShapes<readonly Hit[] | typeof BY_DIGITS> | undefined = new RememberedShapes()

  constructor(at: number, { name, title }: ScanColumn) {
    this.at = at
    this.words = headerWords(name, title)
  }

  /**
   * The cell that stands in `text` from `from` to `to`. `small`: counts from 1 to one less are small, if the row counts
   * persons. `ascii`: the same text byte by byte, where it is.
   */
  take(text: string, from: number, to: number, row: number, small: number, ascii?: Uint8Array): void {
    const chars = to - from
    if (chars === 0) {
      this.hash = 0
      return
    }
    look(text, shared, from, to, ascii)
    this.hash = shared.hash
    this.cells++
    this.sketch.add(shared.hash)
    const { mask, digits } = shared
    if (mask === DIGIT) this.integer(text, from, to, row, small)
    else if ((mask & ~(DIGIT | DOT | COMMA | DASH)) === 0) this.fraction(text, from, to, mask)
    // A moment as the norm writes it is nothing else.
    if (digits >= DATE_DIGITS_MIN && chars <= DATE_CHARS_MAX && mayBeDate(shared) && this.date(text, from, to)) return
    if (chars >= LONG_CHARS && (mask & SPACE) !== 0) this.text(text, from, to, row)
    if (mayHit(shared)) this.hits(text, from, to, row)
  }

  /** So many different numbers have the form, and so many of them pass. */
  different(detector: Detector): { forms: number; valid: number } {
    const { forms, valid } = this.tallies.get(detector)?.different ?? {}
    return { forms: forms?.result().distinct ?? 0, valid: valid?.result().distinct ?? 0 }
  }

  private integer(text: string, from: number, to: number, row: number, small: number): void {
    this.integers++
    if (to - from <= 4) {
      const value = Number(text.slice(from, to))
      if (value >= 1 && value < small) {
        this.smalls++
        if (this.smallRows.length < PLACES_MAX) this.smallRows.push(row)
      }
    }
    if (to - from >= PADDED_DIGITS_MIN && to - from < PESEL_DIGITS && this.words.has('pesel'))
      this.padded(text.slice(from, to), row)
  }

  /** A spreadsheet takes the zeros from the front of those born in 2000 to 2009. */
  private padded(cell: string, row: number): void {
    const whole = cell.padStart(PESEL_DIGITS, '0')
    if (!hasPeselForm(whole)) return
    const valid = isPesel(whole)
    const hit = { detector: 'pesel', start: 0, end: cell.length, valid, sure: false, office: false } as const
    this.count([hit], cell, 0, cell.length, row)
  }

  private fraction(text: string, from: number, to: number, mask: number): void {
    if ((mask & (DOT | COMMA)) === 0) return
    this.fractions++
    let point = to - 1
    for (; point > from; point--) if (isMark(text.charCodeAt(point))) break
    if (to - point - 1 < FINE_DECIMALS) return
    if (isBetween(text, from, point, to, this.low, this.high)) {
      this.fine++
      return
    }
    const value = Number(text.slice(from, to).replace(',', '.'))
    if (Number.isNaN(value)) return
    this.fine++
    if (value < this.low) this.low = value
    if (value > this.high) this.high = value
  }

  /** Is it one by ISO 8601? */
  private date(text: string, from: number, to: number): boolean {
    const iso = isoYear(text, from, to)
    const year = iso >= 0 ? iso : yearOfDate(text, from, to)
    if (year === undefined) return false
    this.dates++
    if (year < this.yearLow) this.yearLow = year
    if (year > this.yearHigh) this.yearHigh = year
    return iso >= 0
  }

  private text(text: string, from: number, to: number, row: number): void {
    let words = 1
    for (let i = from; i < to && words < LONG_WORDS; i++) if (text.charCodeAt(i) === SPACE_SIGN) words++
    if (words < LONG_WORDS) return
    this.long++
    if (this.longRows.length < PLACES_MAX) this.longRows.push(row)
  }

  private hits(text: string, from: number, to: number, row: number): void {
    if (this.shapes && isShaped(shared) && this.shaped(this.shapes, text, from, to, row)) return
    let found = this.remembered?.find(text, shared.hash, from, to)
    if (!found) {
      const cell = text.slice(from, to)
      found = hitsIn(cell, shared)
      if (this.remembered?.add(cell, shared.hash, found) === false) this.remembered = undefined
    }
    if (found.hits.length > 0) this.count(found.hits, found.text, 0, found.text.length, row)
  }

  /** As `hits`, of many cells at once; false where digits tell. */
  private shaped(shapes: NonNullable<Column['shapes']>, text: string, from: number, to: number, row: number): boolean {
    const hash = shared.digits === 0 ? shared.hash : shapeHash(text, from, to)
    let hits = shapes.find(text, hash, from, to)
    if (!hits) {
      const cell = text.slice(from, to)
      hits = isByDigits(cell, shared) ? BY_DIGITS : hitsIn(cell, shared).hits
      if (!shapes.add(cell, hash, hits)) this.shapes = undefined
    }
    if (hits === BY_DIGITS) return false
    if (hits.length > 0) this.count(hits, text, from, to, row)
    return true
  }

  /** `hits`: places in the text from `from` to `to`. */
  private count(hits: readonly Hit[], text: string, from: number, to: number, row: number): void {
    for (const hit of hits) {
      let of = this.tallies.get(hit.detector)
      if (!of) this.tallies.set(hit.detector, (of = tally()))
      of.forms++
      if (CHECKED.has(hit.detector)) this.differ(of, hit)
      if (hit.valid || hit.detector === 'address') this.add(of, hit, text, from, to, row)
    }
  }

  private differ(of: Tally, { valid, start }: Hit): void {
    of.different ??= { forms: new Sketch(), valid: new Sketch() }
    const hash = start === 0 ? this.hash : mixed(this.hash ^ start)
    of.different.forms.add(hash)
    if (valid) of.different.valid.add(hash)
  }

  private add(of: Tally, hit: Hit, text: string, from: number, to: number, row: number): void {
    if (hit.valid) of.valid++
    if (hit.sure) of.sure++
    if (hit.office) of.office++
    if (of.lastRow !== row) of.cells++
    of.lastRow = row
    if (hit.start === 0 && hit.end >= to - from) of.whole++
    if (of.rows.length < PLACES_MAX && of.rows.at(-1) !== row) of.rows.push(row)
    if (of.samples.length >= SAMPLES_MAX) return
    const sample = masked(text.slice(from + hit.start, from + hit.end))
    if (!of.samples.includes(sample)) of.samples.push(sample)
  }
}
