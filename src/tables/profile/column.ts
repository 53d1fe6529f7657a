/** A column as it is told of: its type with the evidence, its missing values, its figures. */
import { shown } from '../found.ts'
import { clockText, EITHER_FORMAT } from '../values/dates.ts'
import { splitHeaderUnit } from '../values/words.ts'
import type { ColumnProfile, Decimal, Evidence, Place, Problems, Type } from '../types.ts'
import { numberText } from '../values/number-text.ts'
import { COMMA_EITHER, DATE, DATETIME, ERROR, isBad, MARKER, POINT_EITHER, SHAPES, UNIT } from './codes.ts'
import { candidates, markOf, meaningful, TEXTUAL, typeOfShape, type Candidate, type Decision } from './decide.ts'
import { figuresOf, mergedSum, type Merged } from './figures.ts'
import { refined } from './hints.ts'
import type { Found, Seen } from './tally.ts'

const EVIDENCE_PLACES = 5
const AGAINST_PLACES = 50
const TOP_MAX = 20
/** A type that fewer of the cells have is no type that the column nearly has. */
const NEARLY_MIN = 0.75
const CELLS_MIN = 4

export type Described = { column: ColumnProfile; decision: Decision; mark: Decimal | undefined }
type PlaceOf = (seen: Seen, index: number) => Place

/** `rows`: how many there are; `file`: the decimal mark of the other columns. */
export function describe(
  found: Found,
  { name, index, rows, file, placeOf }: { name: string; index: number; rows: number; file: Decimal | undefined; placeOf: PlaceOf }, // prettier-ignore
): Described {
  const cells = meaningful(found)
  const mark = markOf(found, file)
  const all = candidates(found, mark)
  const fitting = cells > 0 ? all.find(({ count }) => count === cells) : undefined
  const { title, unit } = splitHeaderUnit(name)
  const merged = fitting && mergedSum(found, fitting, mark)
  const decision = oneUnit(found, fitting) ? refined(fitting!, found, title, merged) : TEXTUAL
  const place = (seen: Seen) => placeOf(seen, index)
  const isText = decision.type === 'string'
  const missing = isText ? 0 : found.counts[MARKER]!
  const count = found.filled - missing - found.counts[ERROR]!
  const nearly = isText ? nearlyOf(found, all, cells, place) : undefined
  const { fits: _, ...said } = decision
  return {
    decision,
    mark,
    column: {
      ...{ name, index, title },
      ...said,
      ...((said.unit ?? unit) !== undefined && !isText && { unit: said.unit ?? unit }),
      missingValues: isText ? [] : markersOf(found),
      evidence: evidenceOf(found, place),
      ...(nearly && { nearly }),
      count,
      missing: rows - count,
      distinct: { count: found.distinct, isEstimate: !found.isComplete },
      ...boundsOf(decision, merged, found),
      ...(isNumeric(decision.type) && figuresOf(merged)),
      top: topOf(found),
      longest: found.longest,
    },
  }
}

const isNumeric = (type: Type): boolean => ['integer', 'number', 'year', 'latitude', 'longitude'].includes(type)

/** Numbers of two units are not numbers of one column. */
const oneUnit = ({ units }: Found, fitting: Candidate | undefined): boolean => fitting !== undefined && units.size < 2

function evidenceOf({ counts, places }: Found, place: (seen: Seen) => Place): Evidence[] {
  const by = new Map<Evidence['type'], { count: number; seen: Seen[] }>()
  for (let shape = 0; shape < SHAPES; shape++) {
    if (counts[shape] === 0) continue
    const type = typeOfShape(shape)
    const one = by.get(type) ?? { count: 0, seen: [] }
    one.count += counts[shape]!
    one.seen.push(...(places[shape] ?? []))
    by.set(type, one)
  }
  return [...by]
    .map(([type, { count, seen }]) => ({ type, count, places: inOrder(seen).slice(0, EVIDENCE_PLACES).map(place) }))
    .sort((a, b) => b.count - a.count)
}

const inOrder = (seen: readonly Seen[]): Seen[] => seen.toSorted((a, b) => a.line - b.line)

/** The type that would fit if it were not for a few cells. */
function nearlyOf(
  found: Found,
  all: Candidate[],
  cells: number,
  place: (seen: Seen) => Place,
): ColumnProfile['nearly'] {
  const best = all.toSorted((a, b) => b.count - a.count)[0]
  if (!best || best.count === cells || cells < CELLS_MIN || best.count < cells * NEARLY_MIN) return undefined
  const fits = new Set([...best.fits, MARKER, ERROR])
  const against = found.places.flatMap((seen, shape) => (fits.has(shape) ? [] : seen))
  return {
    ...{ type: best.type, count: best.count, against: cells - best.count },
    places: inOrder(against).slice(0, AGAINST_PLACES).map(place),
  }
}

function markersOf({ values, places }: Found): string[] {
  const kept = values.filter(({ shape }) => shape === MARKER || shape === ERROR).map(({ text }) => text)
  const seen = [...(places[MARKER] ?? []), ...(places[ERROR] ?? [])].map(({ text }) => text)
  return [...new Set([...kept, ...seen])]
}

function boundsOf(
  { type, format }: Decision,
  merged: Merged | undefined,
  found: Found,
): { min?: string; max?: string } {
  if (!merged || merged.count === 0) return {}
  // Days that may be read either way were read the other way.
  if (format?.startsWith('%m/%d') && found.counts[DATE + EITHER_FORMAT]! + found.counts[DATETIME + EITHER_FORMAT]! > 0)
    return {}
  const text = (value: number): string | undefined => {
    if (type === 'time') return clockText(value, '')
    if (type === 'date' || type === 'datetime') return dayOf(value, type)
    return isNumeric(type) ? numberText(value) : undefined
  }
  const [min, max] = [text(merged.min), text(merged.max)]
  return min === undefined || max === undefined ? {} : { min, max }
}

function dayOf(second: number, type: 'date' | 'datetime'): string {
  const text = new Date(second * 1000).toISOString()
  return type === 'date' ? text.slice(0, 10) : text.slice(0, 19)
}

function topOf({ values, isComplete, distinct, filled }: Found): ColumnProfile['top'] {
  // Where no value comes twice there is none that is frequent.
  const often = distinct < filled ? values.toSorted((a, b) => b.count - a.count || a.line - b.line) : []
  return {
    values: often.slice(0, TOP_MAX).map(({ text, count }) => ({ value: shown(text), count })),
    isPartial: !isComplete,
  }
}

/** What asks for somebody to look, besides what the type does not fit. */
export function tellColumn(found: Found, { column, decision, mark }: Described, problems: Problems): void {
  const at = column.index - 1
  const tell = (code: Parameters<Problems['add']>[0], count: number, seen: readonly Seen[], expected = '') => {
    for (let i = 0; i < count; i++) problems.add(code, { line: seen[i]?.line ?? 0, column: at, found: seen[i]?.text ?? '', expected }) // prettier-ignore
  }
  const of = (shapes: readonly number[]) => ({
    count: shapes.reduce((sum, shape) => sum + found.counts[shape]!, 0),
    seen: inOrder(shapes.flatMap((shape) => found.places[shape] ?? [])),
  })
  const { nearly } = column
  if (nearly && found.units.size < 2)
    tell('typeMixed', nearly.against, nearly.places.map(({ line, found: text }) => ({ line, text })), column.evidence[0]?.places[0]?.found) // prettier-ignore
  const errors = of([ERROR])
  tell('spreadsheetError', errors.count, errors.seen)
  if (found.units.size > 1) {
    const [most, ...others] = [...found.units].toSorted(([, a], [, b]) => b.count - a.count)
    for (const [, { count, places }] of others) tell('unitMixed', count, places, most![0])
  } else if (decision.unit) {
    const bare = of(decision.fits.filter((shape) => shape < UNIT))
    const marked = of(decision.fits.filter((shape) => shape >= UNIT))
    if (bare.count > 0) tell('unitMixed', Math.min(bare.count, marked.count), bare.count < marked.count ? bare.seen : marked.seen, decision.unit) // prettier-ignore
  }
  const either = of([COMMA_EITHER, POINT_EITHER, COMMA_EITHER + UNIT, POINT_EITHER + UNIT])
  if (mark === undefined && either.count > 0) tell('numberAmbiguous', either.count, either.seen)
  tellDays(decision, of, tell)
}

type Of = (shapes: readonly number[]) => { count: number; seen: Seen[] }
type Tell = (code: Parameters<Problems['add']>[0], count: number, seen: readonly Seen[], expected?: string) => void

function tellDays({ type, format, fits }: Decision, of: Of, tell: Tell): void {
  if (type !== 'date' && type !== 'datetime' && type !== 'time') return
  const bad = of(fits.filter(isBad))
  tell('dateImpossible', bad.count, bad.seen)
  if (format === 'any') {
    const by = fits.map((shape) => of([shape])).filter(({ count }) => count > 0).toSorted((a, b) => b.count - a.count) // prettier-ignore
    for (const { count, seen } of by.slice(1)) tell('formatMixed', count, seen, by[0]!.seen[0]!.text)
  }
  const either = of([DATE + EITHER_FORMAT, DATETIME + EITHER_FORMAT])
  const clear = of(fits.filter((shape) => shape !== DATE + EITHER_FORMAT && shape !== DATETIME + EITHER_FORMAT))
  if (either.count > 0 && clear.count === 0) tell('dateAmbiguous', either.count, either.seen, '%d/%m/%Y')
}
