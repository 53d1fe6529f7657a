/** A cell's value as the text that a person would type for it, so that it is read like any other file's. */
import type { Decimal } from '../types.ts'
import { clockText } from '../values/dates.ts'
import { numberText } from '../values/number-text.ts'
import type { NumberKind } from './styles.ts'

export type Cell = {
  text: string
  /** A number as it is kept; the text of anything else is final. */
  number?: number
  kind?: NumberKind
  /** A formula whose value was never kept. */
  unvalued?: true
}

const DAY_MS = 86_400_000
const FIRST_1900 = Date.UTC(1899, 11, 30)
const FIRST_1904 = Date.UTC(1904, 0, 1)
/** 1900 counts as a leap year in spreadsheets; no statistic of these columns is so old. */
const SERIAL_MIN = 61
const SERIAL_MAX = 2_958_465

/** The text of a cell, its number written with this decimal mark so that it can only be read in one way. */
export function textOfCell({ text, number, kind = 'number' }: Cell, decimal: Decimal, from1904: boolean): string {
  if (number === undefined) return text
  if (kind === 'number') return unambiguous(number, decimal)
  if (kind === 'percent') return `${unambiguous(hundredfold(number), decimal)}%`
  const day = dayOf(number, from1904)
  if (day === undefined) return unambiguous(number, decimal)
  return kind === 'year' ? day.slice(0, 4) : kind === 'month' ? `${day.slice(0, 4)}-M${day.slice(5, 7)}` : day
}

/** '1.234' may be a thousand and more to whoever reads it; '1.2340' may not. */
function unambiguous(number: number, decimal: Decimal): string {
  const text = String(number)
  const safe = /^-?[1-9]\d{0,2}\.\d{3}$/.test(text) ? `${text}0` : text
  return decimal === '.' ? safe : safe.replace('.', decimal)
}

/** 0.07 as 7, not 7.000000000000001: a spreadsheet keeps fifteen digits. */
const hundredfold = (number: number): number => Number((number * 100).toPrecision(15))

function dayOf(serial: number, from1904: boolean): string | undefined {
  if (!(serial >= (from1904 ? 0 : SERIAL_MIN) && serial <= SERIAL_MAX)) return undefined
  const moment = new Date((from1904 ? FIRST_1904 : FIRST_1900) + Math.round(serial * DAY_MS)).toISOString()
  return moment.endsWith('T00:00:00.000Z') ? moment.slice(0, 10) : moment.slice(0, 16).replace('T', ' ')
}

/** The text of a cell as a machine writes it: '12.5%', '2025-12-31', '2025-12-31T14:30:00', '14:30:00'. */
export function plainText({ text, number, kind = 'number' }: Cell, from1904: boolean): string {
  if (number === undefined) return text
  if (kind === 'number') return numberText(number)
  if (kind === 'percent') return `${numberText(hundredfold(number))}%`
  if (kind === 'day' && number >= 0 && number < 1) return clockText(Math.round(number * DAY_S) % DAY_S, '')
  const moment = momentOf(number, from1904)
  if (moment === undefined) return numberText(number)
  return kind === 'year' ? moment.slice(0, 4) : kind === 'month' ? moment.slice(0, 7) : moment.replace(/T00:00:00$/, '')
}
const DAY_S = 86_400

/** To the whole second, as '2025-12-31T14:30:00'. */
function momentOf(serial: number, from1904: boolean): string | undefined {
  if (!(serial >= (from1904 ? 0 : SERIAL_MIN) && serial <= SERIAL_MAX)) return undefined
  const ms = (from1904 ? FIRST_1904 : FIRST_1900) + Math.round(serial * DAY_S) * 1000
  return new Date(ms).toISOString().slice(0, 19)
}

/** 'C15' → column 2 and row 15; undefined where it is none. */
export function placeOf(reference: string): { column: number; row: number } | undefined {
  const match = /^([A-Z]{1,3})(\d{1,7})$/.exec(reference)
  if (!match) return undefined
  const column = [...match[1]!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1
  return { column, row: Number(match[2]) }
}

/** 2 and 15 → 'C15'. */
export function cellName(column: number, row: number): string {
  let letters = ''
  for (let rest = column + 1; rest > 0; rest = Math.floor((rest - 1) / 26))
    letters = String.fromCharCode(65 + ((rest - 1) % 26)) + letters
  return `${letters}${row}`
}
