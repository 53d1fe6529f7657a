/** One row after another: accepted into its batch, or rejected with the place, what was found and what would be right. */
import type { Batches } from './batches.ts'
import { shown } from './found.ts'
import { isBlank } from './header.ts'
import { createKeys } from './keys.ts'
import { createMapped } from './mapping.ts'
import { plainNumber } from './numbers.ts'
import { detached, remember } from './remember.ts'
import { areas, measures, periods, type Or, type Problem } from './resolve.ts'
import { readStatus, STATUS_EXPECTED, type ReadStatus } from './statuses.ts'
import {
  REASONS,
  type Known,
  type KnownMeasure,
  type Layout,
  type ReadOptions,
  type Reason,
  type Role,
  type Status,
} from './types.ts'
import { readCell, statusOfMarks } from './values.ts'

export const NOTE_CHARS_MAX = 2000
const NO_STATUS: ReadStatus = { status: undefined, reason: undefined, flags: [], note: undefined }

export type Rows = {
  row(line: number, fields: string[], broken: boolean): void
  /** From now on rows may hold characters that the decoder could not read. */
  doubt(): void
  /** Rows seen that were not blank. */
  count(): number
}

type Value = {
  value: number
  reason: Reason | undefined
  status: Status | undefined
  marks: readonly string[] | undefined
  rest: readonly string[]
}
type Fault = Problem & { at: number | undefined; found: string }

export function createRows(layout: Layout, options: ReadOptions, known: Known, batches: Batches): Rows {
  const { roles, columns, decimal } = layout
  const { constants = {}, mapping } = options
  const area = areas(known, layout.areaScheme)
  const measure = measures(known, { units: mapping?.units ?? {}, dashIsOwn: layout.format === 'bdl' })
  const period = periods()
  const status = remember<Or<ReadStatus>>(
    (text) => readStatus(text) ?? { problem: { code: 'statusUnknown', expected: STATUS_EXPECTED } },
  )
  const mapped = layout.format === 'bdl' && mapping ? createMapped(layout, mapping) : undefined
  const keys = createKeys()
  const mark = decimal === undefined ? -1 : decimal.charCodeAt(0)
  const needed = columns.findLastIndex((name) => name !== '') + 1
  let doubtful = false
  let count = 0

  const field = (fields: readonly string[], role: Role): string => {
    const at = roles[role]
    return at === undefined ? (constants[role] ?? '') : fields[at]!
  }
  const reject = (line: number, fields: readonly string[], { at, found, code, expected }: Fault) => {
    const column = at === undefined ? null : { name: columns[at] ?? '', index: at + 1 }
    const row = fields.slice(layout.diagnostics)
    batches.reject({ line, column, found: shown(found), code, expected: shown(expected), row })
  }
  const fault = (problem: Problem, role: Role, fields: readonly string[]): Fault => ({
    ...problem,
    at: roles[role],
    found: field(fields, role),
  })

  /** A row must have the header's columns; empty ones beyond them do no harm. */
  const fits = (fields: readonly string[]): boolean => {
    if (fields.length < needed) return false
    for (let at = needed; at < fields.length; at++) if (fields[at] !== '' && fields[at]!.trim() !== '') return false
    return true
  }
  const shapeFault = (fields: readonly string[], broken: boolean): Fault | undefined => {
    if (broken) return { code: 'rowQuote', expected: '"…"', at: undefined, found: fields.join(layout.delimiter) }
    if (!fits(fields))
      return { code: 'rowRagged', expected: String(needed), at: undefined, found: String(fields.length) }
    const at = doubtful ? fields.findIndex((text) => text.includes('\ufffd')) : -1
    return at < 0 ? undefined : { code: 'rowEncoding', expected: layout.encoding, at, found: fields[at]! }
  }

  function add(line: number, fields: string[]): Fault | undefined {
    const where = mapped?.(fields)
    if (where === 'skip') return void batches.skip()
    const place = area(field(fields, 'area'))
    if (place.problem) return fault(place.problem, 'area', fields)
    if (where?.problem) return { ...where.problem, at: where.problem.column }
    const what = measure(where ? where.measure : field(fields, 'measure'))
    if (what.problem) return { ...fault(what.problem, 'measure', fields), ...(where && { found: where.measure }) }
    const series = what.series(where ? where.dimension : field(fields, 'dimension'))
    if (series.problem)
      return { ...fault(series.problem, 'dimension', fields), ...(where && { found: where.dimension }) }
    const year = field(fields, 'period')
    const when = period(where && where.part !== '' ? `${year.trim()}-${where.part}` : year)
    if (when.problem) return fault(when.problem, 'period', fields)
    const cell = readValue(fields)
    if ('code' in cell) return cell
    const unit = what.unit(field(fields, 'unit'))
    if (unit.problem) return fault(unit.problem, 'unit', fields)
    const value = unit.factor === 1 ? cell.value : cell.value * unit.factor
    const range = rangeExpected(value, what.known)
    if (range) return fault({ code: 'valueRange', expected: range }, 'value', fields)
    const note = field(fields, 'note').trim()
    if (note.length > NOTE_CHARS_MAX)
      return fault({ code: 'noteTooLong', expected: `≤ ${NOTE_CHARS_MAX}` }, 'note', fields)
    const first = keys.firstLine(place.index, series.index, when.index, line)
    if (first !== 0)
      return { code: 'duplicate', expected: String(first), at: roles.value, found: field(fields, 'value') }

    const rows = batches.rows()
    rows.line.push(line)
    rows.area.push(place.found)
    rows.areaId.push(place.id)
    rows.measure.push(what.id)
    rows.dimension.push(series.dimension)
    rows.period.push(when.text)
    rows.value.push(value)
    rows.unit.push(what.known.unit)
    rows.status.push(Number.isNaN(value) ? 'M' : (cell.status ?? 'A'))
    rows.reason.push(cell.reason)
    rows.flags.push(cell.marks)
    const plainNote = note === '' && cell.rest.length === 0 && !place.note && !unit.note
    rows.note.push(plainNote ? undefined : noteOf(note, cell.rest, place.note, unit.note))
    batches.added()
    return undefined
  }

  /** The value with what its cell, the status column and the reason column say of it together. */
  function readValue(fields: readonly string[]): Value | Fault {
    const text = field(fields, 'value')
    const told = roles.status === undefined && !constants.status ? NO_STATUS : status(field(fields, 'status'))
    if ('problem' in told) return fault(told.problem, 'status', fields)
    const why = field(fields, 'reason').trim()
    let value = plainNumber(text, mark)
    if (value === value && told === NO_STATUS && why === '') return { value, ...PLAIN }
    let reason: Reason | undefined
    let marks: readonly string[] = told.flags
    let rest: readonly string[] = told.note ? [told.note] : []
    let state: Status | undefined = told.status === 'A' ? undefined : told.status
    if (Number.isNaN(value)) {
      const cell = readCell(text, decimal)
      if (cell.problem) return fault(cell.problem, 'value', fields)
      value = cell.value ?? NaN
      reason = cell.reason
      if (cell.marks.length > 0) {
        const own = statusOfMarks(cell.marks)
        marks = [...cell.marks, ...marks]
        rest = [...own.rest, ...rest]
        state ??= own.status
      }
    }
    // GUS writes 0 beside an attribute that says there is no figure; only '-' means a real zero.
    if (told.reason && value === 0 && told.reason !== 'nil') [value, reason] = [NaN, told.reason]
    const missing = Number.isNaN(value)
    const denied =
      told.status === 'M' || why !== '' || (told.reason !== undefined && !(told.reason === 'nil' && value === 0))
    if (!missing && denied) return fault({ code: 'valueDespiteStatus', expected: ':' }, 'value', fields)
    if (missing && why !== '') {
      reason = REASONS.find((known) => known === why)
      if (!reason) return fault({ code: 'reasonUnknown', expected: REASONS.join(', ') }, 'reason', fields)
    } else if (missing && reason === 'empty') reason = told.reason ?? reason
    return { value, reason, status: missing ? 'M' : state, marks: marks.length > 0 ? marks : undefined, rest }
  }

  return {
    doubt: () => void (doubtful = true),
    count: () => count,
    row(line, fields, broken) {
      if ((fields[0] === '' || fields.length < needed) && isBlank(fields)) return
      count++
      const wrong = shapeFault(fields, broken) ?? add(line, fields)
      if (wrong) reject(line, fields.map(detached), wrong)
    },
  }
}

const PLAIN = { reason: undefined, status: undefined, marks: undefined, rest: [] as readonly string[] }

function rangeExpected(value: number, { min, max }: KnownMeasure): string | undefined {
  const inside = !(min !== undefined && value < min) && !(max !== undefined && value > max)
  return inside ? undefined : `${min ?? '−∞'} … ${max ?? '∞'}`
}

function noteOf(...parts: (string | readonly string[] | undefined)[]): string | undefined {
  return detached(parts.flat().filter(Boolean).join('; ')) || undefined
}
