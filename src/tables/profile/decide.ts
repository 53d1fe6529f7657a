/** The type of a column, from the shapes of all its cells: one that every cell fits, or text. */
import type { Decimal, Type } from '../types.ts'
import { DATE_FORMATS, EITHER_FORMAT } from '../values/dates.ts'
import { BOOLEANS } from '../values/words.ts'
import {
  BOOLEAN, COMMA, COMMA_EITHER, DATE, DATE_BAD, DATETIME, DATETIME_BAD, ERROR, GEOJSON, GROUPED, GROUPED_COMMA, GROUPED_POINT, INTEGER, LONG, MARKED_COMMA, MARKED_POINT, MARKER, POINT, POINT_EITHER, POSTAL, SHAPES, TEXT, THOUSANDS_COMMA, THOUSANDS_POINT, TIME, TIME_BAD, UNIT, WKT, ZEROS,
} from './codes.ts' // prettier-ignore
import type { Found } from './tally.ts'

export type Decision = {
  type: Type
  /** The shapes that fit. */
  fits: readonly number[]
  format?: string
  unit?: string
  decimalChar?: Decimal
  groupChar?: string
  trueValues?: string[]
  falseValues?: string[]
}
export type Candidate = Decision & { count: number }

const NUMBERS_MIN = 1000
const of = ({ counts }: Pick<Found, 'counts'>, shapes: readonly number[]): number =>
  shapes.reduce((sum, shape) => sum + counts[shape]!, 0)
const withUnits = (shapes: readonly number[]): number[] => shapes.flatMap((shape) => [shape, shape + UNIT])

/** How much a column says for each decimal mark. */
export function marksOf(found: Found): Record<Decimal, number> {
  return {
    ',': of(found, withUnits([COMMA, GROUPED_COMMA, MARKED_COMMA, THOUSANDS_POINT])),
    '.': of(found, withUnits([POINT, GROUPED_POINT, MARKED_POINT, THOUSANDS_COMMA])),
  }
}

/** The mark of a column's numbers: its own, else the file's; undefined where nothing says. */
export function markOf(found: Found, file: Decimal | undefined): Decimal | undefined {
  const { ',': commas, '.': points } = marksOf(found)
  if (commas !== points) return commas > points ? ',' : '.'
  const [commaEither, pointEither] = [COMMA_EITHER, POINT_EITHER].map((shape) => of(found, withUnits([shape]))) as [number, number] // prettier-ignore
  if (commaEither + pointEither === 0) return file ?? '.'
  // Thousands stand without a mark in the same column: then it is no mark of thousands.
  const plain = found.sums[INTEGER]
  const unmarked = plain !== undefined && Math.max(Math.abs(plain.min), Math.abs(plain.max)) >= NUMBERS_MIN
  if (unmarked && (commaEither === 0 || pointEither === 0)) return commaEither > 0 ? ',' : '.'
  return file
}

/** Every type that some cells speak for, with how many fit it. */
export function candidates(found: Found, mark: Decimal | undefined): Candidate[] {
  const all = [
    codes(found),
    numbers(found, mark),
    booleans(found),
    ...DATE_FORMATS.map((_, format) => days(found, format)),
    ...DATE_FORMATS.map((_, format) => moments(found, format)),
    anyDay(found),
    { type: 'time' as const, fits: [TIME, TIME_BAD] },
    { type: 'geojson' as const, fits: [GEOJSON, WKT] },
  ]
  return all
    .filter((one): one is Decision => one !== undefined)
    .map((one) => ({ ...one, count: of(found, one.fits) }))
    .filter(({ count }) => count > 0)
}

export const meaningful = (found: Found): number => found.filled - of(found, [MARKER, ERROR])

export const TEXTUAL: Decision = { type: 'string', fits: [...Array(SHAPES).keys()] }

function codes(found: Found): Decision | undefined {
  const fits = [ZEROS, LONG, POSTAL, INTEGER]
  return of(found, [ZEROS, LONG, POSTAL]) > 0 ? { type: 'code', fits } : undefined
}

function numbers(found: Found, mark: Decimal | undefined): Decision {
  const comma = mark === ','
  const whole = withUnits([INTEGER, ZEROS, GROUPED])
  const thousands = mark === undefined ? [] : withUnits(comma ? [THOUSANDS_POINT, POINT_EITHER] : [THOUSANDS_COMMA, COMMA_EITHER]) // prettier-ignore
  const marked = mark === undefined ? [] : withUnits(comma ? [MARKED_COMMA] : [MARKED_POINT])
  const decimal = mark === undefined ? [] : withUnits(comma ? [COMMA, GROUPED_COMMA, COMMA_EITHER] : [POINT, GROUPED_POINT, POINT_EITHER]) // prettier-ignore
  const isDecimal = of(found, [...decimal, ...marked]) > 0
  const groupChar = of(found, [...thousands, ...marked]) > 0 ? (comma ? '.' : ',') : groupSign(found)
  const [unit] = [...found.units].toSorted(([, a], [, b]) => b.count - a.count)
  return {
    type: isDecimal ? 'number' : 'integer',
    fits: [...whole, ...thousands, ...marked, ...decimal],
    ...((isDecimal || groupChar === '.' || groupChar === ',') && { decimalChar: mark }),
    ...(groupChar && { groupChar }),
    ...(unit && { unit: unit[0] }),
  }
}

/** A space of any kind, or an apostrophe. */
function groupSign({ places }: Found): string | undefined {
  const shapes = withUnits([GROUPED, GROUPED_COMMA, GROUPED_POINT])
  const text = shapes.map((shape) => places[shape]?.[0]?.text).find((one) => one !== undefined)
  return text === undefined ? undefined : (/\d(['’])\d/.exec(text)?.[1] ?? ' ')
}

/** One pair of words, in any case. A single letter alone says too little. */
function booleans(found: Found): Decision | undefined {
  const words = found.values.filter(({ shape }) => shape === BOOLEAN).map(({ text }) => text)
  const said = new Set(words.map((word) => word.toLowerCase()))
  const pair = BOOLEANS.find((both) => [...said].every((word) => both.includes(word)))
  if (!pair || words.length === 0 || (said.size < 2 && [...said][0]!.length === 1)) return undefined
  const by = (meant: string) => words.filter((word) => word.toLowerCase() === meant)
  return { type: 'boolean', fits: [BOOLEAN], trueValues: by(pair[0]), falseValues: by(pair[1]) }
}

const SLASHED = [DATE_FORMATS.indexOf('%d/%m/%Y'), DATE_FORMATS.indexOf('%m/%d/%Y')]

/** A day that is either way fits both ways; alone it is taken for the way of this country. */
function withEither(format: number): number[] {
  return SLASHED.includes(format) ? [format, EITHER_FORMAT] : [format]
}
const asked = (format: number): string => (format === EITHER_FORMAT ? '%d/%m/%Y' : DATE_FORMATS[format]!)

function days(found: Found, format: number): Decision | undefined {
  if (found.counts[DATE + format] === 0 && found.counts[DATE_BAD + format] === 0) return undefined
  const fits = withEither(format).flatMap((one) => [DATE + one, DATE_BAD + one])
  return { type: 'date', fits, ...(format > 0 && { format: asked(format) }) }
}

/** A day without a time among moments is its beginning. */
function moments(found: Found, format: number): Decision | undefined {
  if (found.counts[DATETIME + format] === 0 && found.counts[DATETIME_BAD + format] === 0) return undefined
  const fits = withEither(format).flatMap((one) => [DATE + one, DATE_BAD + one, DATETIME + one, DATETIME_BAD + one])
  return { type: 'datetime', fits, ...(format > 0 && { format: `${asked(format)} %H:%M:%S` }) }
}

/** Days in several ways, each of which can be read in one way only. */
function anyDay(found: Found): Decision | undefined {
  const fits = DATE_FORMATS.keys().filter((format) => format !== EITHER_FORMAT).flatMap((format) => [DATE + format, DATE_BAD + format]).toArray() // prettier-ignore
  const ways = DATE_FORMATS.filter((_, format) => format !== EITHER_FORMAT && found.counts[DATE + format]! > 0)
  return ways.length > 1 ? { type: 'date', fits, format: 'any' } : undefined
}

/** What a shape speaks for by itself. */
export function typeOfShape(shape: number): Type | 'missing' {
  const bare = shape % UNIT
  if (bare === MARKER || bare === ERROR) return 'missing'
  if (bare === TEXT) return 'string'
  if ([ZEROS, LONG, POSTAL].includes(bare)) return 'code'
  if ([INTEGER, GROUPED, THOUSANDS_COMMA, THOUSANDS_POINT].includes(bare)) return 'integer'
  if (bare < BOOLEAN) return 'number'
  if (bare === BOOLEAN) return 'boolean'
  if (bare === TIME || bare === TIME_BAD) return 'time'
  if (bare === WKT || bare === GEOJSON) return 'geojson'
  return bare < DATETIME ? 'date' : 'datetime'
}
