/** Where the header of any table stands, and what its columns are called: told from how its first rows differ from those below. */
import { continuesHeader, headerLevels, isFilled, oneLine, type GridRow } from './header-rows.ts'
import type { Header, Problems, Remark } from './types.ts'

/** So many rows are looked at for the header, and as many again for what stands under it. */
export const HEAD_ROWS = 40
export const SAMPLE_ROWS = 400
const DEPTH_MAX = 6
const NAME_CHARS_MAX = 300
/** A row with less than this share of the usual cells is a title above the table. */
const TITLE_SHARE = 0.5

export type FoundHeader = { header: Header; remarks: Remark[]; problems: (problems: Problems) => void }

/** `rows`: the first, without the blank ones. `headerRows`: how many it has, where that was said. */
export function findHeader(rows: readonly GridRow[], headerRows?: number): FoundHeader {
  const at = firstRow(rows)
  const has = headerRows === undefined ? isHeader(rows, at) : headerRows > 0
  if (!has) return named(rows, at, at - 1, at - 1, headerRows === 0 ? 0 : at)
  const last = headerRows === undefined ? lastRow(rows, at) : Math.min(at + headerRows, rows.length) - 1
  const first = headerRows === undefined && last === at ? groupRow(rows, at) : at
  const behind = isNumbering(rows, last) ? last + 1 : last
  return named(rows, first, last, behind, first)
}

function named(rows: readonly GridRow[], first: number, last: number, behind: number, titles: number): FoundHeader {
  const has = last >= first
  const width = widthOf(rows, has ? rows.slice(first, last + 1) : [], behind + 1)
  const levels = has ? headerLevels(rows.slice(first, last + 1), oneLine) : []
  const given = Array.from({ length: width }, (_, i) => [...new Set((levels[i] ?? []).filter(Boolean))].join(' / '))
  const columns = columnsApart(given)
  const firstLine = has ? rows[first]!.line : 0
  const remark = (code: Remark['code'], count: number): Remark[] => (count > 0 ? [{ code, details: { rows: count } }] : []) // prettier-ignore
  return {
    header: { columns, firstLine, lastLine: has ? rows[behind]!.line : titles > 0 ? rows[titles - 1]!.line : 0 },
    remarks: [
      ...remark('titleRows', titles),
      ...remark('numberingRow', behind - last),
      ...(has ? [] : [{ code: 'noHeader' as const, details: {} }]),
    ],
    problems(problems) {
      if (!has) return
      for (const [column, name] of given.entries()) {
        const place = { line: firstLine, column, found: name, expected: columns[column]! }
        if (name === '') problems.add('headerEmpty', place)
        else if (given.indexOf(name) < column) problems.add('headerTwice', place)
      }
    },
  }
}

/** Past a last name that is empty and has nothing under it, as a separator at the end of each line makes. */
function widthOf(rows: readonly GridRow[], header: readonly GridRow[], from: number): number {
  const below = rows.slice(from)
  const filledTo = (row: GridRow) => row.fields.findLastIndex(isFilled) + 1
  if (header.length > 0) {
    const named = Math.max(...header.map(filledTo))
    const full = header.some((row) => row.fields.length > named)
    const under = below.filter((row) => filledTo(row) > named).length
    // A column without a name, where the header has a place for it, or most rows do.
    return under > (full ? 0 : below.length / 2) ? Math.max(named + 1, usual(below.map(filledTo))) : named
  }
  const widths = below.map((row) => row.fields.length)
  return usual(widths)
}

/** The names, each of them once; those without are called by their number. */
export function columnsApart(given: readonly string[]): string[] {
  const taken = new Set<string>(given)
  const used = new Set<string>()
  return given.map((name, i) => {
    const base = name.slice(0, NAME_CHARS_MAX) || `column_${i + 1}`
    let own = base
    for (let n = 2; used.has(own) || (own !== name && taken.has(own)); n++) own = `${base} (${n})`
    used.add(own)
    return own
  })
}

/** Below the titles: the first row with as many cells as a row of this table has. */
function firstRow(rows: readonly GridRow[]): number {
  const filled = rows.map(({ fields }) => fields.filter(isFilled).length)
  const most = usual(filled)
  const at = filled.slice(0, HEAD_ROWS).findIndex((count) => count >= Math.max(most * TITLE_SHARE, Math.min(2, most)))
  return Math.max(at, 0)
}

function usual(counts: readonly number[]): number {
  return counts.toSorted((a, b) => a - b)[Math.floor(counts.length / 2)] ?? 0
}

const DATE = /^\d{1,4}[-./]\d{1,2}[-./]\d{1,4}(?!\d)/
const NUMBER = /^[-+−–]?[\d.,'’ \u00a0\u202f]*\d[\d.,'’ \u00a0\u202f]*(%|[a-zA-ZłŁ€$]{1,3}\.?)?$/
const YEAR = /^(1[89]|20|21)\d\d( ?r\.?)?$/

type Kind = 'empty' | 'date' | 'number' | 'text'
function kindOf(field: string | undefined): Kind {
  const text = field?.trim() ?? ''
  if (text === '') return 'empty'
  if (DATE.test(text)) return 'date'
  return NUMBER.test(text) ? 'number' : 'text'
}

const isWord = (field: string | undefined): boolean => kindOf(field) === 'text' || YEAR.test(field?.trim() ?? '')

/** No header: a cell that is a number or a date over others of its kind, or words that come again below. */
function isHeader(rows: readonly GridRow[], at: number): boolean {
  const { fields } = rows[at] ?? { fields: [] }
  const below = rows.slice(at + 1, at + 1 + SAMPLE_ROWS)
  if (below.length === 0) return fields.every((field) => !isFilled(field) || isWord(field))
  const hasText = fields.some((field) => kindOf(field) === 'text')
  const isSeries = hasText && fields.every((field) => kindOf(field) !== 'number' || YEAR.test(field.trim()))
  let changes = false
  let repeats = false
  for (const [i, field] of fields.entries()) {
    const own = kindOf(field)
    if (own === 'empty') continue
    const under = below.map((row) => kindOf(row.fields[i])).filter((kind) => kind !== 'empty')
    const alike = under.filter((kind) => kind === own).length
    if (own === 'date' && alike > 0) return false
    if (own === 'number' && alike > 0 && !isSeries) return false
    if (under.length > 0 && alike < under.length / 2) changes = true
    if (own === 'text' && below.some((row) => row.fields[i] === field)) repeats = true
  }
  return changes || !repeats
}

function lastRow(rows: readonly GridRow[], at: number): number {
  let last = at
  while (last + 1 < rows.length && last - at < DEPTH_MAX) {
    const next = rows[last + 1]!
    if (!continuesHeader(rows[last]!, next) || !next.fields.every((field) => !isFilled(field) || isWord(field))) break
    last++
  }
  return last
}

/** A row right above that groups the header's columns: several words, none over the first column. */
function groupRow(rows: readonly GridRow[], at: number): number {
  let first = at
  while (first > 0 && at - first < DEPTH_MAX) {
    const { line, fields } = rows[first - 1]!
    const words = new Set(fields.filter(isFilled))
    if (line + 1 !== rows[first]!.line || words.size < 2 || isFilled(fields[0]) || ![...words].every(isWord)) break
    first--
  }
  return first
}

/** '1;2;3;4' under the names, as official tables have it: over columns that hold other things than numbers. */
function isNumbering(rows: readonly GridRow[], last: number): boolean {
  const row = rows[last + 1]
  if (!row || row.line !== rows[last]!.line + 1) return false
  const filled = row.fields.filter(isFilled)
  if (filled.length < 3 || !filled.every((field, i) => field.trim().replace(/[().]/g, '') === String(i + 1))) return false // prettier-ignore
  const below = rows.slice(last + 2)
  return row.fields.some((_, i) => below.length > 0 && below.every(({ fields }) => kindOf(fields[i]) === 'text'))
}
