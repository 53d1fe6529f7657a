/** An OpenDocument spreadsheet as sheets of texts. */
import { gridTable, type GridSheet } from '../grid.ts'
import { openPackage, type Package } from '../package/zip.ts'
import { refuse } from '../refusals.ts'
import type { ReadOptions, Remark, Row, Table } from '../types.ts'
import { readContent, type OdsSeen } from './content.ts'

const CONTENT = 'content.xml'
const CONTENT_BYTES_MAX = 600_000_000
const SHEETS_MAX = 500

export async function openOds(bytes: Uint8Array, options: ReadOptions): Promise<Table> {
  const parts = await openPackage(bytes)
  const names = await sheetNames(parts)
  let seen: OdsSeen = { formulas: 0, hiddenRows: 0 }
  const sheets = names.map(({ name, hidden }, at): GridSheet => ({
    ...{ name, hidden },
    async *rows(tell) {
      seen = { formulas: 0, hiddenRows: 0 }
      yield* rowsOf(parts, at, seen, tell)
    },
  }))
  const macros = parts.names.some((name) => name.startsWith('basic/') || name.startsWith('scripts/'))
  const remarks: Remark[] = macros ? [{ code: 'macros', details: {} }] : []
  return gridTable({ format: 'ods', sheets, bytes: bytes.length, remarks, seen: () => remarksOf(seen) }, options)
}

async function contentOf(parts: Package) {
  const part = await parts.open(CONTENT, CONTENT_BYTES_MAX)
  if (!part) throw refuse.xlsxMalformed({ part: CONTENT, cause: '∅' })
  return part
}

async function sheetNames(parts: Package): Promise<{ name: string; hidden: boolean }[]> {
  const names: { name: string; hidden: boolean }[] = []
  const table = (name: string, hidden: boolean) => {
    if (names.length < SHEETS_MAX) names.push({ name, hidden })
  }
  const sink = { table, row: () => {}, unvalued: () => {} }
  for await (const _ of readContent(await contentOf(parts), sink, { formulas: 0, hiddenRows: 0 }));
  return names
}

async function* rowsOf(parts: Package, wanted: number, seen: OdsSeen, tell: Parameters<GridSheet['rows']>[0]) {
  let at = -1
  let rows: Row[] = []
  const counted: OdsSeen = { formulas: 0, hiddenRows: 0 }
  const sink = {
    table: () => {
      at++
      if (at === wanted) Object.assign(counted, { formulas: 0, hiddenRows: 0 })
    },
    row: (row: Row) => void (at === wanted && rows.push(row)),
    unvalued: (line: number, column: number, formula: string) => {
      if (at === wanted) tell?.('formulaUnvalued', line, column, formula)
    },
  }
  for await (const _ of readContent(await contentOf(parts), sink, counted)) {
    if (at === wanted) Object.assign(seen, counted)
    if (rows.length > 0) yield rows
    rows = []
    if (at > wanted) return
  }
}

function remarksOf({ formulas, hiddenRows }: OdsSeen): Remark[] {
  return [
    ...(formulas > 0 ? [{ code: 'formulas' as const, details: { cells: formulas } }] : []),
    ...(hiddenRows > 0 ? [{ code: 'hiddenRows' as const, details: { rows: hiddenRows } }] : []),
  ]
}
