/** The nouns of table files: what a file is, what stands in it, what is wrong with it. */

/** Anything that yields the file's bytes: a path, the bytes themselves, or a stream of them. */
export type Source = string | Uint8Array | AsyncIterable<Uint8Array>
/** A file that can be read from its beginning again: it is looked at as a whole before its rows are read. */
export type TableSource = string | Uint8Array | (() => AsyncIterable<Uint8Array>)

export const FORMATS = ['csv', 'tsv', 'xlsx', 'ods', 'json', 'ndjson', 'geojson', 'parquet'] as const
export type Format = (typeof FORMATS)[number]
export type Encoding = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1250' | 'iso-8859-2'
export const DELIMITERS = [';', '\t', ',', '|'] as const
export type Delimiter = (typeof DELIMITERS)[number]
export type Decimal = ',' | '.'

/** The beginning of a file, enough to judge the rest by; `rest` gives what follows. */
export type Head = { bytes: Uint8Array; whole: boolean; rest: AsyncIterable<Uint8Array> }

/** How a text table is written. */
export type Dialect = {
  delimiter: Delimiter
  /** What fields may stand in; null where nothing does. */
  quote: '"' | "'" | null
  lineEnd: '\r\n' | '\n' | '\r'
}

/** How a file is to be read. It is told from the whole file, and can be said when the file is read again. */
export type Reading = {
  format: Format
  /** Of text; null of other formats. */
  encoding: Encoding | null
  /** Some of the lines are in this one instead. */
  otherEncoding?: Encoding
  /** The file begins with a byte order mark. */
  mark: boolean
  dialect: Dialect | null
  /** The sheet of a workbook; where in a JSON document the rows stand; null where there is but one place. */
  part: string | null
  header: Header
}

export type Header = {
  /** A name for each column, no two alike: the header's words from the top, joined; of columns without, their number. */
  columns: string[]
  /** The lines where it begins and ends; both 0 where the file has none. */
  firstLine: number
  lastLine: number
}

export type Row = {
  /** From 1, where the row begins: a line of text, a row of a sheet, the place among the records of other formats. */
  line: number
  /** The cells as texts, '' where empty; as many as the row has, which may be fewer or more than there are columns. */
  readonly cells: string[]
  /** A quote in it does not close; the cells are the line cut at delimiters. */
  broken?: true
  /** It has fewer cells than there are columns, or something beyond them. */
  ragged?: true
}

export type ReadOptions = {
  format?: Format
  encoding?: Encoding
  part?: string
  delimiter?: Delimiter
  quote?: Dialect['quote']
  /** How many rows the header has, behind what stands above it; 0 where there is none. */
  headerRows?: number
  /** How the file was read before: nothing is looked for again. */
  as?: Reading
  bytesMax?: number
  signal?: AbortSignal
  onProgress?: (bytesRead: number) => void
}

/** A table, its rows in batches, from the beginning each time. */
export type Table = Reading & {
  /** What is wrong with rows as such is told to `problems`. Rows are good until the next are asked for. */
  rows(problems?: Problems): AsyncGenerator<Row[]>
  bytes: number
  /** How numbers are written where the format says so. */
  decimal?: Decimal
  /** What is wrong with the file and its header. */
  problems(problems: Problems): void
  remarks: Remark[]
  /** 'C15' for formats whose cells have names. */
  place?(line: number, column: number): string
}

/** What a column holds; Frictionless names where it has them. Every type has one spelling of each value: see `TypedRow`. */
export const TYPES = [
  'integer',
  'number',
  'boolean',
  'date',
  'datetime',
  'time',
  'year',
  'latitude',
  'longitude',
  'geojson',
  'code',
  'string',
] as const
export type Type = (typeof TYPES)[number]

export type TypedColumn = { name: string; title: string; type: Type }

/**
 * A row whose values are spelled in the one way of their type, exact and fit for PostgreSQL: '-1234.5', 'true',
 * '2025-12-31', '2025-12-31T14:30:00' (with 'Z' or an offset where the file says one), '14:30:00', GeoJSON in WGS 84; null
 * where the value is missing or wrong.
 */
export type TypedRow = {
  line: number
  cells: (string | null)[]
  /** A value in it is none, or breaks a constraint. */
  wrong?: true
}

/** What asks for somebody to look: of the file, of its rows, of a column, of its values. Sentences in words/tables. */
export const PROBLEM_CODES = [
  'encodingMixed',
  'encodingBroken',
  'nul',
  'quoteOpen',
  'rowRagged',
  'rowUnreadable',
  'headerTwice',
  'headerRepeated',
  'headerEmpty',
  'rowsNone',
  'spreadsheetError',
  'formulaUnvalued',
  'typeMixed',
  'formatMixed',
  'numberAmbiguous',
  'dateAmbiguous',
  'dateImpossible',
  'unitMixed',
  'geometryInvalid',
  'ringOpen',
  'ringCrossed',
  'ringReversed',
  'coordinatesOutside',
  'axesSwapped',
  'columnMissing',
  'columnUnknown',
  'valueType',
  'valueMissing',
  'valueTwice',
  'valueTooSmall',
  'valueTooLarge',
  'valueTooShort',
  'valueTooLong',
  'valuePattern',
  'valueUnlisted',
] as const
export type ProblemCode = (typeof PROBLEM_CODES)[number]

/** Everything of one kind in one column, or in the file. */
export type Problem = {
  code: ProblemCode
  /** Index from 1. */
  column: { name: string; index: number } | null
  /** How many there are; the first of them are in `places`. */
  count: number
  places: Place[]
  /** What would be right, without words: an example, a range, a format. */
  expected: string
}
export type ProblemOfCells = Problem & { column: { name: string; index: number } }
export type Place = {
  line: number
  /** 'C15' in formats whose cells have names. */
  cell?: string
  /** At most 200 characters, control characters made visible. */
  found: string
}

export type Problems = {
  add(code: ProblemCode, at: { line: number; column?: number; found?: string; expected?: string }): void
  list(): Problem[]
  /** Of cells, gathered elsewhere. */
  take(others: readonly ProblemOfCells[]): void
  /** Of all kinds together. */
  count(): number
}

/** What is worth knowing and nothing to mend. */
export const REMARKS = [
  'titleRows',
  'numberingRow',
  'noHeader',
  'sheet',
  'macros',
  'externalLinks',
  'formulas',
  'hiddenRows',
  'lineEndsMixed',
  'otherParts',
] as const
export type Remark = { code: (typeof REMARKS)[number]; details: Record<string, string | number> }

/** So many cells spoke for a type; the first that did. */
export type Evidence = { type: Type | 'missing'; count: number; places: Place[] }

export type ColumnProfile = {
  name: string
  /** From 1. */
  index: number
  /** The name without its unit. */
  title: string
  type: Type
  /** As dates and times are written, in the signs of strptime. */
  format?: string
  unit?: string
  decimalChar?: Decimal
  /** What parts thousands. */
  groupChar?: string
  trueValues?: string[]
  falseValues?: string[]
  /** The texts that stand for a missing value, as found. */
  missingValues: string[]
  /** For each type that any cell spoke for, the most frequent first. */
  evidence: Evidence[]
  /** The type that nearly all cells have, and those that keep the column from it. */
  nearly?: { type: Type; count: number; against: number; places: Place[] }
  count: number
  missing: number
  distinct: { count: number; isEstimate: boolean }
  /** In the type's own spelling. */
  min?: string
  max?: string
  mean?: number
  /** Of numbers: the values below which 5, 25, 50, 75 and 95 percent lie, within half a percent of the value. */
  quantiles?: { share: number; value: number }[]
  histogram?: { from: number; to: number; count: number }[]
  /** The most frequent values; `isPartial` where values that came late may be missing. */
  top: { values: { value: string; count: number }[]; isPartial: boolean }
  /** Of geometries: how many of each kind, and west, south, east and north of all. */
  geometry?: { kinds: Record<string, number>; bounds: [number, number, number, number] }
  /** Characters of the longest value. */
  longest: number
}

export type Profile = Reading & {
  bytes: number
  rowCount: number
  columns: ColumnProfile[]
  problems: Problem[]
  problemCount: number
  remarks: Remark[]
}
