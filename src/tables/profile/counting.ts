/**
 * The columns of a table counted to its last row. Of a large text file the rows are read here and counted in a thread beside,
 * which is given the text with the places of its cells.
 */
import { availableParallelism } from 'node:os'
import { createSigns } from '#platform/text'
import { startThread } from '#platform/threads'
import { createProblems } from '../problems.ts'
import { TextRow, type Cells } from '../text/cells.ts'
import type { ColumnProfile, ProblemOfCells, Problems, Row, Table } from '../types.ts'
import { createGeometries } from './geometries.ts'
import { createTally, type Found, type Tally } from './tally.ts'

/** A smaller file is counted before a thread would have begun. */
const APART_BYTES_MIN = 8_000_000

export type Counted = { found: Found; geometry: ColumnProfile['geometry'] }
/** By column; `problems`: of cells. */
export type Counts = { columns: Counted[]; problems: ProblemOfCells[] }
/** Rows of a text: the line of each, and the number of its first cell. */
export type CutRows = { cells: Cells; lines: Int32Array; firsts: Int32Array }

/** What is wrong with rows as such is told to `ofRows`. */
export async function countColumns(table: Table, ofRows: Problems, apartBytes = APART_BYTES_MIN) {
  const isApart = table.dialect !== null && table.bytes >= apartBytes && availableParallelism() > 1
  const counting = isApart ? apart(table.header.columns) : createCounting(table.header.columns, table.place)
  let count = 0
  try {
    for await (const rows of table.rows(ofRows)) {
      count += rows.length
      // A cell in a row that is not cut like the header says nothing of its column, since it may be another's.
      await counting.take(rows.some(isOdd) ? rows.filter((row) => !isOdd(row)) : rows)
    }
    return { rows: count, ...(await counting.end()) }
  } finally {
    counting.stop()
  }
}

const isOdd = ({ ragged, broken }: Row): boolean => ragged === true || broken === true

function apart(names: string[]) {
  const { give, room, end, stop } = startThread<Counts>(new URL('./counting-worker.ts', import.meta.url), names)
  return {
    async take(rows: readonly Row[]) {
      const cut = cutOf(rows)
      if (!cut) return
      const { cells } = cut
      await give(cut, [cells.from.buffer, cells.to.buffer])
      // The rows to come are cut into what has come back.
      cells.from = new Int32Array(room())
      cells.to = new Int32Array(room())
    },
    end,
    stop,
  }
}

export function createCounting(names: readonly string[], place?: Table['place']) {
  const problems = createProblems(names, place)
  const signsOf = createSigns()
  const signsOfSaid = createSigns()
  const addText = (tally: Tally, cell = '', line: number): void => {
    if (cell === '' || (cell.charCodeAt(0) <= SPACE && cell.trim() === '')) return
    tally.add(cell, signsOfSaid(cell), 0, cell.length, line)
  }
  const columns = names.map((_, i) => {
    const geometries = createGeometries(i, problems)
    return { geometries, tally: createTally(geometries.add) }
  })
  /** Column by column: what is known of one stays near. */
  function takeCut({ cells, lines, firsts }: CutRows): void {
    const signs = signsOf(cells.text)
    for (const [at, { tally }] of columns.entries())
      for (let i = 0; i < lines.length; i++) {
        const cell = firsts[i]! + at
        if (cells.said.size > 0 && cells.said.has(cell)) addText(tally, cells.said.get(cell), lines[i]!)
        else addCell(tally, cells, signs, cell, lines[i]!)
      }
  }
  return {
    takeCut,
    take(rows: readonly Row[]): void {
      const cut = cutOf(rows)
      if (cut) return takeCut(cut)
      for (const [at, { tally }] of columns.entries()) for (const row of rows) addText(tally, row.cells[at], row.line)
    },
    end: (): Counts => ({
      columns: columns.map(({ tally, geometries }) => ({ found: tally.found(), geometry: geometries.found() })),
      problems: problems.list() as ProblemOfCells[],
    }),
    stop: () => {},
  }
}

/** Of rows that stand in one text, as all do that a text file gives at a time. */
function cutOf(rows: readonly Row[]): CutRows | undefined {
  const [first] = rows
  if (!(first instanceof TextRow)) return undefined
  const texts = rows as readonly TextRow[]
  const cut = { cells: first.all, lines: new Int32Array(texts.length), firsts: new Int32Array(texts.length) }
  for (const [i, row] of texts.entries()) {
    cut.lines[i] = row.line
    cut.firsts[i] = row.first
  }
  return cut
}

function addCell(tally: Tally, { text, from, to }: Cells, signs: Uint16Array, cell: number, line: number): void {
  const begin = from[cell]!
  const end = to[cell]!
  if (begin === end || (signs[begin]! <= SPACE && text.slice(begin, end).trim() === '')) return
  tally.add(text, signs, begin, end, line)
}
const SPACE = 32
