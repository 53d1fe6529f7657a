/** What is known of one column while its cells go by: counts, first places and masked samples, never the values. */
import { hasPeselForm, isPesel } from './checksums.ts'
import { yearOfDate } from './dates.ts'
import { headerWords, type HeaderWords } from './headers.ts'
import { hitsIn, type Found } from './hits.ts'
import { mixed, COMMA, createLook, DASH, DIGIT, DOT, LETTER, look, SLASH, SPACE, COLON } from './look.ts'
import { mask as masked } from './mask.ts'
import { Sketch } from './sketch.ts'
import type { Detector, Hit, ScanColumn } from './types.ts'

export const PLACES_MAX = 10
export const SAMPLES_MAX = 3
/** Columns of few different values are looked at once for each. */
const REMEMBERED_MAX = 2_000
const REMEMBERED_CHARS_MAX = 200
const LONG_CHARS = 60
const LONG_WORDS = 8
const FINE_DECIMALS = 4
const DATE_CHARS_MAX = 25

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
const CHECKED = new Set<Detector>(['pesel', 'identityCard', 'passport', 'iban', 'nip', 'regon', 'phone'])
const PADDED_DIGITS_MIN = 8
const PESEL_DIGITS = 11

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
  private remembered: Map<string, Found> | undefined = new Map()

  constructor(at: number, { name, title }: ScanColumn) {
    this.at = at
    this.words = headerWords(name, title)
  }

  /** `small`: counts from 1 to one less are small, if the row counts persons. */
  take(cell: string | null, row: number, small: number): void {
    if (cell === null || cell === '') {
      this.hash = 0
      return
    }
    look(cell, shared)
    this.hash = shared.hash
    this.cells++
    this.sketch.add(shared.hash)
    const { mask, digits } = shared
    if (mask === DIGIT) this.integer(cell, row, small)
    else if ((mask & ~(DIGIT | DOT | COMMA | DASH)) === 0) this.fraction(cell, mask)
    if (
      digits >= 6 &&
      cell.length <= DATE_CHARS_MAX &&
      (mask & ~(DIGIT | DOT | DASH | SLASH | SPACE | COLON | LETTER)) === 0
    )
      this.date(cell)
    if (cell.length >= LONG_CHARS && (mask & SPACE) !== 0) this.text(cell, row)
    if (mask === DIGIT && digits < 9) return
    this.hits(cell, row)
  }

  /** So many different numbers have the form, and so many of them pass. */
  different(detector: Detector): { forms: number; valid: number } {
    const { forms, valid } = this.tallies.get(detector)?.different ?? {}
    return { forms: forms?.result().distinct ?? 0, valid: valid?.result().distinct ?? 0 }
  }

  private integer(cell: string, row: number, small: number): void {
    this.integers++
    if (cell.length <= 4) {
      const value = Number(cell)
      if (value >= 1 && value < small) {
        this.smalls++
        if (this.smallRows.length < PLACES_MAX) this.smallRows.push(row)
      }
    }
    if (cell.length >= PADDED_DIGITS_MIN && cell.length < PESEL_DIGITS && this.words.has('pesel'))
      this.padded(cell, row)
  }

  /** A spreadsheet takes the zeros from the front of those born in 2000 to 2009. */
  private padded(cell: string, row: number): void {
    const whole = cell.padStart(PESEL_DIGITS, '0')
    if (!hasPeselForm(whole)) return
    const valid = isPesel(whole)
    const hit = { detector: 'pesel', start: 0, end: cell.length, valid, sure: false, office: false } as const
    this.count({ text: cell, hits: [hit] }, row)
  }

  private fraction(cell: string, mask: number): void {
    if ((mask & (DOT | COMMA)) === 0) return
    this.fractions++
    const point = Math.max(cell.lastIndexOf('.'), cell.lastIndexOf(','))
    if (cell.length - point - 1 < FINE_DECIMALS) return
    const value = Number(cell.replace(',', '.'))
    if (Number.isNaN(value)) return
    this.fine++
    this.low = Math.min(this.low, value)
    this.high = Math.max(this.high, value)
  }

  private date(cell: string): void {
    const year = yearOfDate(cell)
    if (year === undefined) return
    this.dates++
    this.yearLow = Math.min(this.yearLow, year)
    this.yearHigh = Math.max(this.yearHigh, year)
  }

  private text(cell: string, row: number): void {
    let words = 1
    for (let i = cell.indexOf(' '); i >= 0 && words < LONG_WORDS; i = cell.indexOf(' ', i + 1)) words++
    if (words < LONG_WORDS) return
    this.long++
    if (this.longRows.length < PLACES_MAX) this.longRows.push(row)
  }

  private hits(cell: string, row: number): void {
    let found = this.remembered?.get(cell)
    if (!found) {
      found = hitsIn(cell, shared)
      if (this.remembered && cell.length <= REMEMBERED_CHARS_MAX) {
        this.remembered.set(cell, found)
        if (this.remembered.size > REMEMBERED_MAX) this.remembered = undefined
      }
    }
    if (found.hits.length > 0) this.count(found, row)
  }

  private count({ text, hits }: Found, row: number): void {
    for (const hit of hits) {
      let of = this.tallies.get(hit.detector)
      if (!of) this.tallies.set(hit.detector, (of = tally()))
      of.forms++
      if (CHECKED.has(hit.detector)) this.differ(of, hit)
      if (hit.valid || hit.detector === 'address') this.add(of, hit, text, row)
    }
  }

  private differ(of: Tally, { valid, start }: Hit): void {
    of.different ??= { forms: new Sketch(), valid: new Sketch() }
    const hash = start === 0 ? this.hash : mixed(this.hash ^ start)
    of.different.forms.add(hash)
    if (valid) of.different.valid.add(hash)
  }

  private add(of: Tally, hit: Hit, text: string, row: number): void {
    if (hit.valid) of.valid++
    if (hit.sure) of.sure++
    if (hit.office) of.office++
    if (of.lastRow !== row) of.cells++
    of.lastRow = row
    if (hit.start === 0 && hit.end >= text.length) of.whole++
    if (of.rows.length < PLACES_MAX && of.rows.at(-1) !== row) of.rows.push(row)
    if (of.samples.length >= SAMPLES_MAX) return
    const sample = masked(text.slice(hit.start, hit.end))
    if (!of.samples.includes(sample)) of.samples.push(sample)
  }
}
