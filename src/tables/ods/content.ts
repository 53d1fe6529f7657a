/** The tables of an OpenDocument spreadsheet as they come: values as they were last saved, repeated cells and rows unfolded. */
import { withoutApostrophe } from '../neutral.ts'
import type { Part } from '../package/zip.ts'
import { readXml, type Handlers } from '../package/xml.ts'
import { refuse } from '../refusals.ts'
import { ROW_MAX } from '../xlsx/sheet.ts'
import { COLUMNS_MAX } from '../text/records.ts'
import type { Row } from '../types.ts'
import { numberText } from '../values/number-text.ts'

/** A row that holds something may be repeated so often. */
const REPEATED_MAX = 10_000
const CELL_CHARS_MAX = 32_767
const CONTENT = 'content.xml'

export type OdsSeen = { formulas: number; hiddenRows: number }
export type OdsSink = {
  table(name: string, hidden: boolean): void
  row(row: Row): void
  unvalued(line: number, column: number, formula: string): void
}

/** Yields after each piece. Throws `reading.xlsxMalformed`, `reading.xmlForbidden` and `reading.unpacksTooLarge`. */
export async function* readContent(part: Part, sink: OdsSink, seen: OdsSeen): AsyncGenerator<void> {
  yield* readXml(part, CONTENT, contentHandlers(sink, seen))
}

type Attributes = Record<string, string>
const attribute = (attributes: Attributes, name: string): string | undefined => attributes[name]
const times = (value: string | undefined): number => {
  const count = Number(value ?? 1)
  return Number.isInteger(count) && count > 0 ? count : 1
}

function contentHandlers(sink: OdsSink, seen: OdsSeen): Handlers {
  let line = 0
  let depth = 0
  let cells: string[] = []
  let rowTimes = 1
  let attributes: Attributes = {}
  let text = ''
  let paragraphs = 0
  /** Inside a note on a cell, whose paragraphs are not the cell's. */
  let notes = 0
  let inCell = false

  const endCell = () => {
    const value = valueOf(attributes, text)
    const formula = attribute(attributes, 'table:formula')
    const repeated = times(attribute(attributes, 'table:number-columns-repeated'))
    if (formula !== undefined) {
      seen.formulas++
      if (value === '') sink.unvalued(line, cells.length, formula.slice(0, 200))
    }
    // What is empty at a row's end needs no place.
    if (value === '' && repeated > COLUMNS_MAX) return
    for (let i = 0; i < repeated && cells.length <= COLUMNS_MAX; i++) cells.push(value)
  }
  const endRow = () => {
    const filled = cells.findLastIndex((cell) => cell !== '') + 1
    if (filled === 0) return void (line += rowTimes - 1)
    if (rowTimes > REPEATED_MAX) throw refuse.unpacksTooLarge({ part: CONTENT, megabytesMax: 0 })
    if (line + rowTimes - 1 > ROW_MAX) throw refuse.sheetTooLong({ rowsMax: ROW_MAX })
    cells.length = filled
    for (let i = 0; i < rowTimes; i++) sink.row({ line: line + i, cells: [...cells] })
    line += rowTimes - 1
  }

  return {
    open(name, given) {
      if (name === 'table' && depth++ === 0) {
        line = 0
        sink.table(attribute(given, 'table:name') ?? '', attribute(given, 'table:display') === 'false')
      } else if (depth !== 1) return
      else if (name === 'table-row') {
        line++
        cells = []
        rowTimes = times(attribute(given, 'table:number-rows-repeated'))
        if ((attribute(given, 'table:visibility') ?? 'visible') !== 'visible') seen.hiddenRows++
      } else if (name === 'table-cell' || name === 'covered-table-cell') {
        attributes = given
        text = ''
        paragraphs = 0
        inCell = true
      } else if (name === 'annotation') notes++
      else if (name === 'p' && inCell && notes === 0 && paragraphs++ > 0) text += '\n'
      else if (name === 's' && notes === 0) text += ' '.repeat(Math.min(times(attribute(given, 'text:c')), 100))
      else if ((name === 'tab' || name === 'line-break') && notes === 0) text += name === 'tab' ? '\t' : '\n'
    },
    text(more) {
      if (inCell && paragraphs > 0 && notes === 0 && text.length < CELL_CHARS_MAX) text += more
    },
    close(name) {
      if (name === 'table') depth--
      else if (name === 'annotation') notes--
      else if (depth !== 1) return
      else if (name === 'table-row') endRow()
      else if (name === 'table-cell' || name === 'covered-table-cell') {
        inCell = false
        endCell()
      }
    },
  }
}

const DURATION = /^PT(\d{1,3})H(\d{1,2})M(\d{1,2})(?:[.,]\d+)?S$/

/** As a machine writes it, like the cells of other workbooks. */
function valueOf(attributes: Attributes, text: string): string {
  const number = Number(attribute(attributes, 'office:value') ?? NaN)
  switch (attribute(attributes, 'office:value-type')) {
    case 'float':
    case 'currency':
      return Number.isFinite(number) ? numberText(number) : text
    case 'percentage':
      return Number.isFinite(number) ? `${numberText(Number((number * 100).toPrecision(15)))}%` : text
    case 'date':
      return (attribute(attributes, 'office:date-value') ?? text).replace(/T00:00:00(\.0+)?$/, '')
    case 'time': {
      const match = DURATION.exec(attribute(attributes, 'office:time-value') ?? '')
      return match ? match.slice(1, 4).map((part) => part.padStart(2, '0')).join(':') : text // prettier-ignore
    }
    case 'boolean':
      return (attribute(attributes, 'office:boolean-value') ?? text).toUpperCase()
    default:
      return withoutApostrophe((attribute(attributes, 'office:string-value') ?? text).slice(0, CELL_CHARS_MAX))
  }
}
