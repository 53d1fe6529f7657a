/**
 * Tables: files of rows and columns in any of their formats, read as they come, and written. Knows no city, no database, no
 * module. `profileTable` tells what a file is and what its columns hold, `dictionaryOf` makes a dictionary of that, which people
 * change; `conform` gives the rows of a table that `readTable` opened as the dictionary says, with all that breaks it. A
 * profile is also how the file is read again: `readTable(source, { as: profile })` looks for nothing.
 */
export { readTable } from './read.ts'
export { isBesideRows } from './remarks.ts'
export { sayProblem, sayRemark, sayType } from './saying.ts'
export { profileTable } from './profile/index.ts'
export { conform, type Conformed, type TypedBatch } from './dictionary/conform.ts'
export { diffDictionary, type DictionaryChange } from './dictionary/diff.ts'
export { dictionaryOf } from './dictionary/from-profile.ts'
export {
  MEDIA_TYPES,
  OUT_FORMATS,
  writeTable,
  type Batches,
  type OutFormat,
  type WriteOptions,
} from './writing/index.ts'
export { Constraints, Dictionary, Field, Mend } from './dictionary/schema.ts'
export {
  DELIMITERS,
  FORMATS,
  PROBLEM_CODES,
  TYPES,
  type ColumnProfile,
  type Decimal,
  type Delimiter,
  type Encoding,
  type Evidence,
  type Format,
  type Head,
  type Place,
  type Problem,
  type ProblemCode,
  type Problems,
  type Profile,
  type Reading,
  type ReadOptions,
  type Remark,
  type Row,
  type Source,
  type Table,
  type TableSource,
  type Type,
  type TypedColumn,
  type TypedRow,
} from './types.ts'

// What readers of other things than tables are made of.
export { FILE_BYTES_MAX, gathered, pieces, readHead } from './bytes.ts'
export { createDecoding, type Decoding } from './text/encoding.ts'
export { shown } from './found.ts'
export { continuesHeader, headerLevels, isFilled, oneLine, type GridRow } from './header-rows.ts'
export { isObject, own, textOf, type Plain } from './json/plain.ts'
export { JSON_BYTES_MAX, parseJson } from './json/whole.ts'
export { BINARY_KINDS, binaryKind, type BinaryKind } from './magic.ts'
export { withApostrophe } from './neutral.ts'
export { decimalOf, example, plainNumber, readNumber, splitNumber, type NumberProblem } from './numbers.ts'
export { PACKAGE_BYTES_MAX } from './package/zip.ts'
export { COLUMNS_MAX, createRecords, LINE_CHARS_MAX, type RecordSink } from './text/records.ts'
export { refuse } from './refusals.ts'
export { remember } from './remember.ts'
export { writeCsv, writeCsvOf, type CsvCell, type CsvOptions } from './writing/csv.ts'
export { escapeXml } from './writing/xml.ts'
export { SHEET_ROWS_MAX, writeXlsx, type Cell, type Sheet } from './writing/xlsx.ts'
export { nothingSeen, openBook, type Book } from './xlsx/book.ts'
export { cellName, textOfCell } from './xlsx/cells.ts'
export type { Row as SheetRow } from './xlsx/sheet.ts'
export type { Sheet as BookSheet } from './xlsx/workbook.ts'
