/** One row after another: accepted into its batch, or rejected with the place, what was found and what would be right. */
import { detached } from '#platform/text'
import { shown } from '#tables'
import type { Batches, Gathering } from './batches.ts'
import { createCells, createValues, type Fault, type Value } from './cells.ts'
import { isBlank } from './roles.ts'
import { GUS_UNITS } from './gus-units.ts'
import { createKeys } from './keys.ts'
import { createMapped } from './mapping.ts'
import { areas, measures, periods, type Area, type Measure, type Or, type Period, type Series } from './resolve.ts'
import { createShape } from './shape.ts'
import type { Sink } from './table.ts'
import type { Known, KnownMeasure, Layout, ReadOptions } from './types.ts'

export const NOTE_CHARS_MAX = 2000

export type Rows = Sink & {
  /** Rows seen that were not blank. */
  count(): number
}
/** Where a cell stands, for files that have no lines and columns to speak of. */
export type Place = (line: number, at: number | undefined) => string

export function createRows(
  layout: Layout,
  options: ReadOptions,
  known: Known,
  batches: Batches,
  placeOf?: Place,
): Rows {
  const { mapping } = options
  const mapped = mapping ? createMapped(layout, mapping) : undefined
  const area = namedAreas(areas(known, layout.areaScheme), mapping?.areas)
  const measure = measures(known, unitWords(layout, mapping))
  const period = periods()
  const cells = createCells(layout, options)
  const readValue = createValues(layout, cells, mapping?.statuses)
  const shape = createShape(layout)
  const keys = createKeys()
  let count = 0

  /** Adds the row, or says what is wrong with it. */
  function add(line: number, fields: string[]): Fault | undefined {
    const where = mapped?.(fields)
    if (where === 'skip') return void batches.skip()
    const place = area(cells.of(fields, 'area'))
    if (place === undefined) return void batches.skip()
    if (place.problem) return cells.fault(place.problem, 'area', fields)
    if (where?.problem) return { ...where.problem, at: where.problem.column }
    const named = where?.measure ?? cells.of(fields, 'measure')
    const what = measure(named)
    if (what.problem) return { ...cells.fault(what.problem, 'measure', fields), found: named }
    const dimension = where?.dimension ?? cells.of(fields, 'dimension')
    const series = what.series(dimension)
    if (series.problem) return { ...cells.fault(series.problem, 'dimension', fields), found: dimension }
    const year = cells.of(fields, 'period')
    const when = period(where && where.part !== '' ? `${year.trim()}-${where.part}` : year)
    if (when.problem) return cells.fault(when.problem, 'period', fields)
    const figure = readValue(fields)
    if ('code' in figure) return figure
    const unit = what.unit(unitFound(cells.of(fields, 'unit'), figure.percent))
    if (unit.problem) return cells.fault(unit.problem, figure.percent ? 'value' : 'unit', fields)
    if (unit.factor !== 1) figure.value *= unit.factor
    const range = rangeExpected(figure.value, what.known)
    if (range) return cells.fault({ code: 'valueRange', expected: range }, 'value', fields)
    const note = cells.of(fields, 'note').trim()
    if (note.length > NOTE_CHARS_MAX) {
      return cells.fault({ code: 'noteTooLong', expected: `≤ ${NOTE_CHARS_MAX}` }, 'note', fields)
    }
    const first = keys.firstLine(place.index, series.index, when.index, line)
    if (first !== 0) return cells.fault({ code: 'duplicate', expected: String(first) }, 'value', fields)
    const plain = note === '' && figure.rest.length === 0 && !place.note && !unit.note
    const notes = plain ? undefined : noteOf(note, figure.rest, place.note, unit.note)
    push(batches.rows(), line, { place, what, series, when }, figure, notes)
    return void batches.added()
  }

  return {
    doubt: shape.doubt,
    skip: batches.skip,
    count: () => count,
    row(line, fields, broken, from) {
      if ((fields[0] === '' || fields.length < shape.needed) && isBlank(fields)) return
      count++
      const wrong = shape.fault(fields, broken) ?? add(line, fields)
      if (!wrong) return
      const { at, code } = wrong
      const column = at === undefined ? null : { name: layout.columns[at] ?? '', index: at + 1 }
      const row = fields.slice(layout.diagnostics).map(detached)
      const place = placeOf && { place: placeOf(line, from ?? at) }
      batches.reject({ line, ...place, column, found: shown(wrong.found), code, expected: shown(wrong.expected), row })
    },
  }
}

function unitWords({ format }: Layout, mapping: ReadOptions['mapping']) {
  const isGus = format === 'bdl'
  return { units: isGus ? { ...GUS_UNITS, ...mapping?.units } : (mapping?.units ?? {}), dashIsOwn: isGus }
}

/** The mapping's words for areas before codes; undefined where rows of a word are left out. */
function namedAreas(area: (code: string) => Or<Area>, words: Record<string, string | null> | undefined) {
  if (!words) return area
  const meant = new Map(Object.entries(words))
  return (found: string): Or<Area> | undefined => {
    const code = meant.get(found.trim())
    return code === null ? undefined : area(code ?? found)
  }
}

/** A figure of so many percent has its unit beside it, and no other. */
const unitFound = (unit: string, percent: boolean | undefined): string =>
  !percent ? unit : unit.trim() === '' || unit.trim() === '%' ? '%' : `% ${unit}`

type Key = { place: Area; what: Measure; series: Series; when: Period }

function push(
  rows: Gathering,
  line: number,
  { place, what, series, when }: Key,
  figure: Value,
  note: string | undefined,
) {
  rows.line.push(line)
  rows.area.push(place.found)
  rows.areaId.push(place.id)
  rows.measure.push(what.id)
  rows.dimension.push(series.dimension)
  rows.period.push(when.text)
  rows.value.push(figure.value)
  rows.unit.push(what.known.unit)
  rows.status.push(figure.status ?? 'A')
  rows.reason.push(figure.reason)
  rows.note.push(note)
  rows.flags.push(figure.marks)
}

function rangeExpected(value: number, { min, max }: KnownMeasure): string | undefined {
  const inside = !(min !== undefined && value < min) && !(max !== undefined && value > max)
  return inside ? undefined : `${min ?? '−∞'} … ${max ?? '∞'}`
}

function noteOf(...parts: (string | readonly string[] | undefined)[]): string | undefined {
  return detached(parts.flat().filter(Boolean).join('; ')) || undefined
}
