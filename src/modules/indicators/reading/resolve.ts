/** The file's words against what is known: areas, measures with their dimensions and units, periods. Each asked once. */
import { remember } from '#tables'
import { DIMENSION_EXPECTED, readDimension } from './dimensions.ts'
import { PERIOD_EXPECTED, readPeriod } from './periods.ts'
import { refuse } from './refusals.ts'
import type { Known, KnownMeasure, RejectionCode } from './types.ts'

export type Problem = { code: RejectionCode; expected: string }
/** `index` is a small number of its own for each area, series and period; duplicates are told by the three. */
export type Area = { found: string; id: string; index: number; note: string | undefined; problem?: undefined }
export type Series = { dimension: string; index: number; problem?: undefined }
export type Period = { text: string; index: number; problem?: undefined }
export type Unit = { factor: number; note: string | undefined; problem?: undefined }
export type Measure = {
  id: string
  known: KnownMeasure
  problem?: undefined
  series(dimension: string): Series | { problem: Problem }
  unit(found: string): Unit | { problem: Problem }
}
export type Or<T> = T | { problem: Problem }

export const SERIES_MAX = 500_000
/** Remembered for each measure. */
const TEXTS_MAX = 5000
/** GUS's own ids of territorial units in the API and in bulk exports. */
const BDL_ID = /^\d{12}$/

function numbering(max = Infinity) {
  const numbers = new Map<string, number>()
  return (key: string): number => {
    let number = numbers.get(key)
    if (number === undefined) {
      if (numbers.size >= max) throw refuse.tooManySeries({ seriesMax: max })
      numbers.set(key, (number = numbers.size))
    }
    return number
  }
}

/** A code of digits that a spreadsheet took for a number has lost its first zero. */
export function areas(known: Known, scheme: string | undefined): (code: string) => Or<Area> {
  const number = numbering()
  return remember((found) => {
    const code = found.trim()
    const area = (spelled: string) =>
      known.area(spelled, BDL_ID.test(spelled) && scheme === 'teryt' ? 'bdl-unit' : scheme)
    const direct = code === '' ? undefined : area(code)
    if (direct !== undefined) return { found, id: direct, index: number(direct), note: undefined }
    const restored = code === '0' ? '0000000' : `0${code}`
    const digits = /^(\d{5,6}|\d{3}|\d|\d{11})$/.test(code)
    const itsScheme = BDL_ID.test(restored) ? 'bdl-unit' : 'teryt'
    const id = digits && (scheme === undefined || scheme === 'teryt') ? known.area(restored, itsScheme) : undefined
    if (id !== undefined) return { found, id, index: number(id), note: `TERYT ${code} → ${restored}` }
    return {
      problem: { code: 'areaUnknown', expected: scheme === 'teryt' ? 'TERYT: 0000000' : 'slug | TERYT: 0000000' },
    }
  })
}

export function measures(known: Known, { units, dashIsOwn }: UnitWords): (id: string) => Or<Measure> {
  const number = numbering(SERIES_MAX)
  return remember((found) => {
    const id = found.trim()
    const measure = id === '' ? undefined : known.measure(id)
    if (!measure) return { problem: { code: 'measureUnknown', expected: '[a-z][a-z0-9_]*' } }
    return {
      id,
      known: measure,
      series: remember((text) => seriesOf(id, measure, text, number), TEXTS_MAX),
      unit: remember((text) => unitOf(measure.unit, text.trim(), known, units, dashIsOwn), TEXTS_MAX),
    }
  })
}

/** The mapping's words for units; whether '-' stands for "no unit to speak of", as at GUS. */
type UnitWords = { units: Record<string, string>; dashIsOwn: boolean }

function seriesOf(id: string, measure: KnownMeasure, text: string, number: (key: string) => number): Or<Series> {
  const dimension = readDimension(text)
  if (!dimension) return { problem: { code: 'dimensionMalformed', expected: DIMENSION_EXPECTED } }
  const { dimensions } = measure
  if (dimensions && dimension.names.some((name) => !dimensions.includes(name))) {
    return { problem: { code: 'dimensionUnknown', expected: dimensions.map((name) => `${name}=…`).join(';') || '∅' } }
  }
  return { dimension: dimension.text, index: number(`${id}|${dimension.text}`) }
}

function unitOf(own: string, found: string, known: Known, words: Record<string, string>, dashIsOwn: boolean): Or<Unit> {
  const named = Object.hasOwn(words, found) ? words[found]! : found
  if (named === '' || named === own || (named === '-' && dashIsOwn)) return { factor: 1, note: undefined }
  const factor = known.unitFactor(named, own)
  if (factor === undefined) return { problem: { code: 'unitMismatch', expected: own } }
  return { factor, note: factor === 1 ? undefined : `${named} → ${own}` }
}

export function periods(): (text: string) => Or<Period> {
  const number = numbering()
  return remember((found) => {
    const text = readPeriod(found)
    return text === undefined
      ? { problem: { code: 'periodMalformed', expected: PERIOD_EXPECTED } }
      : { text, index: number(text) }
  })
}
