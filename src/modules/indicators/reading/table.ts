/** A file as a table: columns with names, rows of texts that come one after another, whatever the bytes are. */
import type { Delimiter, Encoding, GridRow, RecordSink } from '#tables'
import type { Container, Format, Remark, Role } from './types.ts'

export type Sink = {
  row: RecordSink
  /** A row that is left out on purpose. */
  skip(): void
  /** From now on rows may hold characters that the decoder could not read. */
  doubt(): void
}

export type Table = {
  container: Container
  /** What the document says it is; undefined where only the columns tell. */
  format?: Format
  columns: string[]
  /** The line where the header ends. */
  headerLine: number
  /** With which rejected rows are written. */
  delimiter: Delimiter
  encoding(): Encoding
  /** Rows from the beginning. */
  sample: readonly GridRow[]
  /** The columns that play roles, as the document says. */
  roles?: Partial<Record<Role, number>>
  /** The columns that tell figures apart besides them, as the document says. */
  dimensions: number[]
  /** SDMX: the column that says what a row does. */
  action?: number
  /** What the document calls the codes of a column. */
  labels?: ReadonlyMap<number, Record<string, string>>
  remarks: Remark[]
  /** The columns of the file itself that hold figures, where rows of several were taken apart. */
  figures?: readonly number[]
  /** Where a cell stands, for formats that have another way to say it than line and column. */
  place?(line: number, at: number | undefined): string
  /** Sends every row to the sink; yields the bytes read so far, now and then. */
  rows(sink: Sink): AsyncIterable<number>
}
