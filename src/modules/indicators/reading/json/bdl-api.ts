/**
 * Answers of the GUS BDL API, by variable or by unit: one of them, or an array of the pages of one question. A figure's
 * attribute is given as a number; 1 is "as usual", what another one means has to be said in the mapping.
 */
import { isObject, own, textOf, type GridRow, type Plain } from '#tables'
import type { Table } from '../table.ts'
import { ROWS_A_TURN, SAMPLE_ROWS } from './turns.ts'

const COLUMNS = ['area', 'name', 'measure', 'period', 'value', 'status']
const USUAL = 1

type Result = { page: number; index: number; values: unknown[]; area: unknown; name: unknown; variable: unknown }

/** The pages, where the document is an answer of the API. */
export function bdlPages(document: unknown): Plain[] | undefined {
  const pages = Array.isArray(document) ? (document as unknown[]) : [document]
  const isPage = (page: unknown): page is Plain => isObject(page) && Array.isArray(own(page, 'results'))
  return pages.length > 0 && pages.every(isPage) ? pages : undefined
}

export function openBdl(pages: Plain[], bytes: number): Table {
  const results = pages.flatMap(resultsOf)
  const sample: GridRow[] = []
  for (const row of rows(results)) {
    if (sample.push(row) >= SAMPLE_ROWS) break
  }
  return {
    container: 'json',
    format: 'bdl-api',
    columns: COLUMNS,
    headerLine: 0,
    delimiter: ';',
    encoding: () => 'utf-8',
    sample,
    roles: { area: 0, measure: 2, period: 3, value: 4, status: 5 },
    dimensions: [],
    labels: new Map([[0, Object.fromEntries(results.map(({ area, name }) => [textOf(area, 1), textOf(name, 1)]))]]),
    remarks: [],
    place: (line) => placeOf(results, pages.length > 1, line),
    async *rows(sink) {
      for (const { line, fields } of rows(results)) {
        sink.row(line, [...fields], false)
        if (line % ROWS_A_TURN === 0) yield 0
      }
      yield bytes
    },
  }
}

function resultsOf(page: Plain, at: number): Result[] {
  return (own(page, 'results') as unknown[]).map((result, index) => {
    const one = isObject(result) ? result : {}
    const byUnit = own(page, 'unitId') !== undefined
    const values = own(one, 'values')
    return {
      ...{ page: at, index, values: Array.isArray(values) ? (values as unknown[]) : [] },
      area: byUnit ? own(page, 'unitId') : own(one, 'id'),
      name: byUnit ? own(page, 'unitName') : own(one, 'name'),
      variable: byUnit ? own(one, 'id') : own(page, 'variableId'),
    }
  })
}

function* rows(results: Result[]): Generator<GridRow> {
  let line = 0
  for (const { area, name, variable, values } of results) {
    for (const value of values) {
      line++
      const { year, val, attrId } = isObject(value) ? value : ({} as Plain)
      const status = attrId === USUAL ? '' : attrId
      yield { line, fields: [area, name, variable, year, val, status].map((cell) => textOf(cell, line)) }
    }
  }
}

function placeOf(results: Result[], paged: boolean, line: number): string {
  let before = 0
  for (const { page, index, values } of results) {
    if (line <= before + values.length)
      return `${paged ? `[${page}].` : ''}results[${index}].values[${line - before - 1}]`
    before += values.length
  }
  return ''
}
