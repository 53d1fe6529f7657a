/** A cell of figures: a number, a footnote mark behind it, or one of the signs for "no number here". */
import { example, readNumber, splitNumber, type Decimal, type NumberProblem } from '#tables'
import type { Reason, Status } from './types.ts'

/** GUS prints '-' for a phenomenon that did not occur, '.' for no or no reliable data, 'x' where a figure makes no sense. */
const MISSING: Record<string, Reason> = {
  '': 'empty',
  '-': 'nil',
  '−': 'nil',
  '–': 'nil',
  '—': 'nil',
  '.': 'notAvailable',
  x: 'notApplicable',
  n: 'notYetAvailable',
  '#': 'confidential',
  ':': 'noData',
  '..': 'noData',
  '...': 'noData',
  '…': 'noData',
  'b.d.': 'noData',
  'b.d': 'noData',
  'b/d': 'noData',
  bd: 'noData',
  brak: 'noData',
  'brak danych': 'noData',
  'n/a': 'noData',
  na: 'noData',
  nd: 'noData',
  null: 'noData',
  nan: 'noData',
}

/** The reason that a sign for a missing value gives; undefined for anything else. */
export function missingReason(cell: string): Reason | undefined {
  const sign = cell.length > 12 ? cell : cell.toLowerCase()
  return Object.hasOwn(MISSING, sign) ? MISSING[sign] : undefined
}

const MARK_STATUS: Record<string, Status> = { b: 'B', e: 'E', s: 'E', p: 'P' }
/** A break matters most, since a trend must not cross it. */
const WEIGHT: Status[] = ['B', 'E', 'P']

// '*', '(p)', '(1)', '^a' (raised in a spreadsheet), '†', '¹⁾', ' 1)', Eurostat's letters 'p', 'be': any number of them, and nothing else.
const MARK =
  /\s*(\*+|\([a-z]{1,3}\)|\(\d{1,2}\)|\^[a-z0-9]{1,3}\)?|[†‡#]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+⁾?|(?<=\s)\d{1,2}\)|[bcdefprsuz]{1,2}(?![a-z]))/iy

/** The marks of a cell's tail; undefined where it is something else. */
export function marksOf(tail: string): string[] | undefined {
  const marks: string[] = []
  let at = 0
  for (;;) {
    if (tail.slice(at).trim() === '') return marks
    MARK.lastIndex = at
    const match = MARK.exec(tail)
    if (!match) return undefined
    marks.push(match[1]!)
    at = MARK.lastIndex
  }
}

/** The status that marks give, and those of them that give none. */
export function statusOfMarks(marks: readonly string[]): { status: Status | undefined; rest: string[] } {
  const found = new Set<Status>()
  const rest: string[] = []
  for (const mark of marks) {
    const letters = mark.toLowerCase().replace(/[()]/g, '')
    const all = /^[a-z]+$/.test(letters) ? [...letters].map((letter) => MARK_STATUS[letter]) : [undefined]
    for (const status of all) if (status) found.add(status)
    if (all.includes(undefined)) rest.push(mark)
  }
  return { status: WEIGHT.find((status) => found.has(status)), rest }
}

const PERCENT = /^[ \u00a0\u202f]?%/

export type Cell =
  | { value: number; marks: string[]; percent?: boolean; reason?: undefined; problem?: undefined }
  | { value: null; marks: string[]; reason: Reason; problem?: undefined }
  | { problem: NumberProblem }

/** Reads a cell with all its possible trimmings; `plainNumber` is the quick way for those that have none. */
export function readCell(text: string, decimal: Decimal | undefined): Cell {
  const cell = text.trim()
  const reason = missingReason(cell)
  if (reason) return { value: null, marks: [], reason }
  const split = splitNumber(cell)
  if (!split) return markedMissing(cell) ?? { problem: { code: 'valueNotNumber', expected: example(decimal) } }
  const percent = PERCENT.exec(split.tail)
  const marks = marksOf(percent ? split.tail.slice(percent[0].length) : split.tail)
  if (!marks) return { problem: { code: 'valueNotNumber', expected: example(decimal) } }
  const { value, problem } = readNumber(split.number, decimal)
  return problem ? { problem } : { value, marks, ...(percent && { percent: true }) }
}

/** ': c', '. *': a sign with a mark behind it. */
function markedMissing(cell: string): Cell | undefined {
  const sign = /^(:|\.|-)(.+)$/.exec(cell)
  const marks = sign && marksOf(sign[2]!)
  if (!sign || !marks) return undefined
  const confidential = marks.some((mark) => /^\(?c\)?$/i.test(mark))
  return { value: null, marks, reason: confidential ? 'confidential' : missingReason(sign[1]!)! }
}
