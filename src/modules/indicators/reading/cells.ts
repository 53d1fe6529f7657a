/** The roles' cells of a row, and the value with what its cell, the status column and the reason column say of it together. */
import { plainNumber, remember } from '#tables'
import type { Or, Problem } from './resolve.ts'
import { statusReader, STATUS_EXPECTED, type ReadStatus } from './statuses.ts'
import { REASONS, type Layout, type ReadOptions, type Reason, type Role, type Status } from './types.ts'
import { readCell, statusOfMarks } from './values.ts'

/** A problem with its place: the column's index from 0, or none. */
export type Fault = Problem & { at: number | undefined; found: string }

/** NaN and a reason where the value is missing. `rest`: marks that are no status, for the note. */
export type Value = {
  value: number
  reason: Reason | undefined
  status: Status | undefined
  marks: readonly string[] | undefined
  rest: readonly string[]
  /** It stands with a percent sign. */
  percent?: boolean
}

export type Cells = {
  of(fields: readonly string[], role: Role): string
  fault(problem: Problem, role: Role, fields: readonly string[]): Fault
}

export function createCells({ roles }: Layout, { constants = {} }: ReadOptions): Cells {
  const of = (fields: readonly string[], role: Role): string => {
    const at = roles[role]
    return at === undefined ? (constants[role] ?? '') : fields[at]!
  }
  return { of, fault: (problem, role, fields) => ({ ...problem, at: roles[role], found: of(fields, role) }) }
}

const NO_STATUS: ReadStatus = { status: undefined, reason: undefined, flags: [], note: undefined }
const NOTHING: readonly string[] = []

export function createValues(
  { decimal, format }: Pick<Layout, 'decimal' | 'format'>,
  cells: Cells,
  words: Record<string, string> = {},
): (fields: readonly string[]) => Value | Fault {
  const mark = decimal === undefined ? -1 : decimal.charCodeAt(0)
  const readStatus = statusReader(format)
  const status = remember<Or<ReadStatus>>((found) => {
    const text = found.trim()
    const meant = Object.hasOwn(words, text) ? words[text]! : text
    if (meant === '') return NO_STATUS
    return readStatus(meant) ?? { problem: { code: 'statusUnknown', expected: STATUS_EXPECTED } }
  })
  return (fields) => {
    const text = cells.of(fields, 'value')
    const told = status(cells.of(fields, 'status'))
    if ('problem' in told) return cells.fault(told.problem, 'status', fields)
    const why = cells.of(fields, 'reason').trim()
    const value = plainNumber(text, mark)
    if (!Number.isNaN(value) && told === NO_STATUS && why === '') {
      return { value, reason: undefined, status: undefined, marks: undefined, rest: NOTHING }
    }
    const cell = Number.isNaN(value) ? readCell(text, decimal) : { value, marks: [] }
    if ('problem' in cell && cell.problem) return cells.fault(cell.problem, 'value', fields)
    const joined = join(cell as Exclude<typeof cell, { problem: object }>, told, why)
    return 'code' in joined ? cells.fault(joined, joined.code === 'reasonUnknown' ? 'reason' : 'value', fields) : joined
  }
}

type ReadCell = { value: number | null; marks: readonly string[]; reason?: Reason; percent?: boolean }

function join(cell: ReadCell, told: ReadStatus, why: string): Value | Problem {
  const own = statusOfMarks(cell.marks)
  const marks = [...cell.marks, ...told.flags]
  const rest = told.note ? [...own.rest, told.note] : own.rest
  const common = { marks: marks.length > 0 ? marks : undefined, rest }
  const nil = told.reason === 'nil' && cell.value === 0
  // GUS writes 0 beside an attribute that says there is no figure; only beside '-' it is a real zero.
  const denied = cell.value === 0 && told.reason !== undefined && !nil
  if (cell.value !== null && !denied) {
    const contradicted = told.status === 'M' || why !== '' || (told.reason !== undefined && !nil)
    if (contradicted) return { code: 'valueDespiteStatus', expected: ':' }
    const status = told.status === undefined || told.status === 'A' ? own.status : told.status
    return { value: cell.value, reason: undefined, status, ...common, ...(cell.percent && { percent: true }) }
  }
  const given = cell.reason === undefined || cell.reason === 'empty' ? (told.reason ?? 'empty') : cell.reason
  const reason = why === '' ? given : REASONS.find((known) => known === why)
  if (!reason) return { code: 'reasonUnknown', expected: REASONS.join(', ') }
  return { value: NaN, reason, status: 'M', ...common }
}
