/** Shapes that are rarer, or take more looking: groups of thousands, units, words, geometries. */
import { splitNumber, separators } from '../numbers.ts'
import { isBooleanWord, isMarker, isSheetError, isUnit } from '../values/words.ts'
import {
  BOOLEAN, COMMA, COMMA_EITHER, ERROR, GEOJSON, GROUPED, GROUPED_COMMA, GROUPED_POINT, MARKED_COMMA, MARKED_POINT, INTEGER, LONG, MARKER, POINT, POINT_EITHER, TEXT, THOUSANDS_COMMA, THOUSANDS_POINT, UNIT, WKT, ZEROS, type Look,
} from './codes.ts' // prettier-ignore

const GEOMETRY = /^(MULTI)?(POINT|LINESTRING|POLYGON)|^GEOMETRYCOLLECTION/
const OBJECT = /^\{\s*"(type|coordinates)"\s*:/
const HEAD_CHARS = 40
const DIGITS_MAX = 15
/** A sign, a currency or a digit: what a number begins with that is no plain one. */
const MAY_BE_NUMBER = /^[-+−–\d.,€$£ \u00a0\u202f]/

export function slowShape(text: string, look: Look): number {
  const head = text.length > HEAD_CHARS ? text.slice(0, HEAD_CHARS) : text
  if (MAY_BE_NUMBER.test(head)) {
    const bare = text.trim()
    if (isMarker(bare)) return MARKER
    const found = numberShape(bare, look)
    if (found !== TEXT || bare.length === text.length) return found
  }
  if (isMarker(text)) return MARKER
  if (isBooleanWord(text)) return BOOLEAN
  if (isSheetError(text)) return ERROR
  if (OBJECT.test(head)) return GEOJSON
  return GEOMETRY.test(head) && text.includes('(') ? WKT : TEXT
}

const CURRENCY = /^([€$£])\s?(?=\d)/

function numberShape(text: string, look: Look): number {
  const currency = CURRENCY.exec(text)
  const split = splitNumber(currency ? text.slice(currency[0].length) : text)
  if (!split) return TEXT
  const unit = currency ? currency[1]! : split.tail.trim()
  if ((currency && split.tail.trim() !== '') || (unit !== '' && !isUnit(unit))) return TEXT
  look.unit = unit
  const { negative, whole, rest, exponent } = split.number
  const grouped = /[^\d]/.test(whole)
  const digits = whole.replace(/\D/g, '')
  const reading = separators(split.number)
  if (reading.kind === 'bad') return TEXT
  const cut = rest.lastIndexOf(rest === '' ? '' : 'separator' in reading ? reading.separator : '')
  const isWhole = reading.kind === 'plain' || reading.kind === 'thousands'
  const plain = isWhole ? digits + rest.replace(/[.,]/g, '') : `${digits}${rest.slice(0, cut).replace(/[.,]/g, '')}.${rest.slice(cut + 1)}` // prettier-ignore
  const value = Number(`${plain || '0'}${exponent}`)
  if (!Number.isFinite(value)) return TEXT
  look.value = negative && value !== 0 ? -value : value
  return (unit === '' ? 0 : UNIT) + shapeBy(reading, grouped, /[.,].*[.,]/.test(rest), digits, exponent)
}

function shapeBy(
  reading: ReturnType<typeof separators>,
  grouped: boolean,
  marked: boolean,
  digits: string,
  exponent: string,
): number {
  if (reading.kind === 'plain') {
    if (exponent !== '') return POINT
    if (grouped) return GROUPED
    return digits.length > DIGITS_MAX ? LONG : digits.length > 1 && digits.startsWith('0') ? ZEROS : INTEGER
  }
  const comma = 'separator' in reading && reading.separator === ','
  if (reading.kind === 'thousands') return comma ? THOUSANDS_COMMA : THOUSANDS_POINT
  if (reading.kind === 'ambiguous') return comma ? COMMA_EITHER : POINT_EITHER
  if (marked) return comma ? MARKED_COMMA : MARKED_POINT
  if (grouped) return comma ? GROUPED_COMMA : GROUPED_POINT
  return comma ? COMMA : POINT
}
