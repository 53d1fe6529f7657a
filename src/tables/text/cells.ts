/** Cells where they stand in the text of a file, cut out only where somebody needs them. */
import type { Row } from '../types.ts'

export type Cells = {
  text: string
  /** Where each cell begins and ends, record by record. */
  from: Int32Array<ArrayBuffer>
  to: Int32Array<ArrayBuffer>
  /** What those say, by their number, that say something else than stands there. */
  said: Map<number, string>
}

/** `before`: those of another text, which are not needed any more; their room is used again. */
export function cellsOf(text: string, before?: Cells): Cells {
  const { from, to } = before ?? { from: new Int32Array(0), to: new Int32Array(0) }
  return { text, from, to, said: new Map() }
}

export function roomFor(cells: Cells, count: number): void {
  if (count > cells.from.length) cells.from = larger(cells.from, count * 2)
  if (count > cells.to.length) cells.to = larger(cells.to, count * 2)
}

function larger(all: Int32Array, room: number): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(room)
  // Room that went to another thread is gone.
  if (all.length > 0) copy.set(all)
  return copy
}

export const cellOf = ({ text, from, to, said }: Cells, at: number): string =>
  (said.size > 0 ? said.get(at) : undefined) ?? text.slice(from[at], to[at])

/** A row of a text file; good until the next rows are asked for. */
export class TextRow implements Row {
  readonly line: number
  readonly all: Cells
  readonly first: number
  readonly count: number
  broken?: true
  ragged?: true

  constructor(line: number, all: Cells, first: number, count: number) {
    this.line = line
    this.all = all
    this.first = first
    this.count = count
  }

  get cells(): string[] {
    const cells = new Array<string>(this.count)
    for (let i = 0; i < this.count; i++) cells[i] = cellOf(this.all, this.first + i)
    return cells
  }
}

/** The row's cell in the column that is `at`th from 0; '' where it has none. */
export function cellAt(row: Row, at: number): string {
  if (!(row instanceof TextRow)) return row.cells[at] ?? ''
  return at >= 0 && at < row.count ? cellOf(row.all, row.first + at) : ''
}
