/** A sheet's rows as they come: values as they were last saved, formulas neither computed nor followed. */
import { refuse } from '../refusals.ts'
import { COLUMNS_MAX } from '../text/records.ts'
import { placeOf, type Cell } from './cells.ts'
import { createFilling, type Merge } from './merges.ts'
import { createRichText } from './strings.ts'
import type { NumberKind } from './styles.ts'
import { readXml, unescaped, type Handlers } from '../package/xml.ts'
import type { Part } from '../package/zip.ts'

export type Row = { line: number; cells: (Cell | undefined)[] }
export type Seen = { formulas: number; hiddenRows: number }
export type Context = {
  strings: readonly string[]
  styles: readonly NumberKind[]
  merges: Map<number, Merge[]>
  /** Counted while reading. */
  seen: Seen
}

/** Yields the rows of each piece of the file. Throws `reading.xlsxMalformed`, `reading.xmlForbidden` and `reading.sheetTooLong`. */
export async function* readSheet(part: Part, name: string, context: Context): AsyncGenerator<Row[]> {
  let rows: Row[] = []
  const handlers = rowHandlers(context, (row) => void rows.push(row))
  for await (const _ of readXml(part, name, handlers)) {
    if (rows.length === 0) continue
    yield rows
    rows = []
  }
}

function rowHandlers({ strings, styles, merges, seen }: Context, add: (row: Row) => void): Handlers {
  const fill = createFilling(merges)
  const rich = createRichText()
  let row: Row = { line: 0, cells: [] }
  let column = -1
  let type = ''
  let kind: NumberKind = 'number'
  let value = ''
  let formula: string | undefined
  let reading: 'value' | 'formula' | 'inline' | undefined

  const cellOf = (): Cell | undefined => {
    if (formula !== undefined) seen.formulas++
    if (type === 'inlineStr') return { text: rich.take() }
    if (value === '') return formula === undefined ? undefined : { text: `=${formula}`, unvalued: true }
    if (type === 's') return { text: strings[Number(value)] ?? '' }
    if (type === 'str') return { text: unescaped(value) }
    if (type === 'b') return { text: value === '1' ? 'TRUE' : 'FALSE' }
    if (type === 'd') return { text: value.replace(/T00:00:00(\.0+)?Z?$/, '') }
    const number = NUMBER.test(value) ? Number(value) : NaN
    if (type === 'e' || !Number.isFinite(number)) return { text: value }
    return { text: value, number, kind }
  }

  return {
    open(name, attributes) {
      if (reading === 'inline') return rich.open(name, attributes)
      if (name === 'row') {
        row = { line: lineOf(attributes.r, row.line), cells: [] }
        if (row.line > ROW_MAX) throw refuse.sheetTooLong({ rowsMax: ROW_MAX })
        column = -1
        if (/^(1|true)$/.test(attributes.hidden ?? '')) seen.hiddenRows++
      } else if (name === 'c') {
        column = placeOf(attributes.r ?? '')?.column ?? column + 1
        type = attributes.t ?? 'n'
        kind = styles[Number(attributes.s ?? 0)] ?? 'number'
        value = ''
        formula = undefined
      } else if (name === 'v') reading = 'value'
      else if (name === 'f') {
        reading = 'formula'
        formula = ''
      } else if (name === 'is') reading = 'inline'
    },
    text(text) {
      if (reading === 'inline') rich.text(text)
      else if (reading === 'value') value += text
      else if (reading === 'formula' && formula!.length < FORMULA_CHARS_MAX) formula += text
    },
    close(name) {
      if (name === 'is' || (reading !== 'inline' && (name === 'v' || name === 'f'))) reading = undefined
      if (reading === 'inline') return rich.close(name)
      if (name === 'c') {
        const cell = cellOf()
        // What lies beyond shows as one column too many.
        if (cell) row.cells[Math.min(column, COLUMNS_MAX)] = cell
      } else if (name === 'row') {
        fill(row.line, row.cells)
        add(row)
      }
    },
  }
}

const NUMBER = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i
const FORMULA_CHARS_MAX = 200
/** As many as a spreadsheet can have. */
export const ROW_MAX = 1_048_576

const lineOf = (said: string | undefined, before: number): number => {
  const line = Number(said)
  return Number.isInteger(line) && line > 0 && line <= ROW_MAX ? line : before + 1
}
