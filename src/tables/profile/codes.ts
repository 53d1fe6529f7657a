/** The shapes that a cell may have, each a small number, so that they can be counted without a look-up. */
import { DATE_FORMATS, type DateLook } from '../values/dates.ts'

export const TEXT = 0
export const INTEGER = 1
/** Digits that begin with a zero. */
export const ZEROS = 2
/** More digits than a double holds exactly. */
export const LONG = 3
export const POINT = 4
export const COMMA = 5
/** '1.234': a decimal point, or a mark between thousands. */
export const POINT_EITHER = 6
export const COMMA_EITHER = 7
/** '1 234', "1'234". */
export const GROUPED = 8
/** '1 234.5' */
export const GROUPED_POINT = 9
export const GROUPED_COMMA = 10
/** '1,234.5' */
export const MARKED_POINT = 11
/** '1.234,5' */
export const MARKED_COMMA = 12
/** '1.234.567' */
export const THOUSANDS_POINT = 13
export const THOUSANDS_COMMA = 14
export const NUMBERS_END = 15
export const BOOLEAN = 15
export const TIME = 16
export const TIME_BAD = 17
/** '20-001' */
export const POSTAL = 18
export const WKT = 19
export const GEOJSON = 20
/** '-', 'b.d.', 'n/a' */
export const MARKER = 21
/** '#REF!' */
export const ERROR = 22
/** One shape for each of `DATE_FORMATS`. */
export const DATE = 23
export const DATE_BAD = DATE + DATE_FORMATS.length
export const DATETIME = DATE_BAD + DATE_FORMATS.length
export const DATETIME_BAD = DATETIME + DATE_FORMATS.length
/** A day, moment or time that does not exist. */
export const isBad = (shape: number): boolean =>
  shape === TIME_BAD || (shape >= DATE_BAD && shape < DATETIME) || (shape >= DATETIME_BAD && shape < UNIT)
/** Added to a number's shape where a unit stands with it. */
export const UNIT = 64
export const SHAPES = 128

/** What the last look found. */
export type Look = DateLook & {
  /** A number, where the mark is read as a decimal one; a day, a second or a second of the day. */
  value: number
  /** The unit that stands with a number. */
  unit: string
}
