/** The nouns of reading: what a figure file may be, what is known around it, what comes out of it. */
import type { Decimal, Delimiter, Encoding } from '#tables'

/** What the rows mean. It is told from the content, and can be said. */
export const FORMATS = ['tidy', 'bdl', 'bdl-api', 'json-stat', 'sdmx-csv'] as const
export type Format = (typeof FORMATS)[number]
/** What the bytes are. */
export type Container = 'text' | 'xlsx' | 'json'

export const ROLES = ['area', 'measure', 'dimension', 'period', 'value', 'unit', 'status', 'reason', 'note'] as const
/** What a column is for. */
export type Role = (typeof ROLES)[number]

/** SDMX CL_OBS_STATUS as far as Unia tells them apart: normal, provisional, estimated, break in series, missing. */
export const STATUSES = ['A', 'P', 'E', 'B', 'M'] as const
export type Status = (typeof STATUSES)[number]

/** Why a value is missing. The first four are GUS's own signs: '-', '.', 'x' and the attribute 'n'; the last: taken back. */
export const REASONS = [
  'nil',
  'notAvailable',
  'notApplicable',
  'notYetAvailable',
  'confidential',
  'noData',
  'empty',
  'withdrawn',
] as const
export type Reason = (typeof REASONS)[number]

/** How a file's own words become areas, measures and dimensions. A value mapped to null is left out on purpose. */
export type BdlMapping = {
  /** One measure for the whole file, or the measure by the values of a column; else the measure's own column says. */
  measure?: string | { column: string; values: Record<string, string | null> }
  /** By column, by value: 'age=15-19', or '' for the total. Every other dimension column must stand here. */
  dimensions?: Record<string, Record<string, string | null>>
  /** Columns that say nothing about the figure. */
  ignored?: string[]
  /** The file's words for areas; words that do not stand here are codes. */
  areas?: Record<string, string | null>
  /** A column that divides the year: 'I kwartał' → 'Q1', 'styczeń' → 'M01', 'rok' → ''. */
  periods?: { column: string; values: Record<string, string | null> }
  /** GUS's words for units: 'osoba' → 'person', 'tys. zł' → '1000 PLN'. */
  units?: Record<string, string>
  /** The file's words for statuses: '3' → 'n', 'wstępne' → 'P'. */
  statuses?: Record<string, string>
}

export type KnownMeasure = {
  unit: string
  /** The names of the dimensions it has; any where absent. */
  dimensions?: readonly string[]
  min?: number
  max?: number
}

/** What the file's words are resolved against. Every answer is remembered, so it may cost something. */
export type Known = {
  area(code: string, scheme?: string): string | undefined
  measure(id: string): KnownMeasure | undefined
  /** Multiply by this to come from one unit to the other; undefined where they do not fit. */
  unitFactor(from: string, to: string): number | undefined
}

export type ReadOptions = {
  /** Overrides what the bytes say; a byte order mark in the file still wins. */
  encoding?: Encoding
  delimiter?: Delimiter
  decimal?: Decimal
  format?: Format
  /** The sheet of a workbook, or the dataset of a collection: its name, or its place from 1. */
  sheet?: string
  /** Columns that each hold figures of something else: a row of the table becomes a row for each of them. */
  spread?: string[]
  /** The header's name of the column that plays a role, where its own words do not say. */
  columns?: Partial<Record<Role, string>>
  /** What a role is throughout the file, where no column says. */
  constants?: Partial<Record<Role, string>>
  /** Scheme of the area codes; 'teryt' by itself for BDL and for a column named so. */
  areaScheme?: string
  mapping?: BdlMapping
  /** How a file of these columns was read before; asked where neither columns nor constants nor a mapping are said. */
  remembered?: (columns: readonly string[]) => Promise<Remembered | undefined>
  bytesMax?: number
  batchRows?: number
  signal?: AbortSignal
  onProgress?: (bytesRead: number) => void
}

export type Remembered = {
  id: string
  options: Pick<ReadOptions, 'columns' | 'constants' | 'areaScheme' | 'mapping' | 'spread'>
}

/** What a reader ought to know of a file besides its figures. */
export const REMARKS = [
  'sheet',
  'titleRows',
  'footnotes',
  'spread',
  'macros',
  'externalLinks',
  'formulas',
  'hiddenRows',
  'remembered',
] as const
export type Remark = { code: (typeof REMARKS)[number]; details: Record<string, string | number> }

/** What the head of the file says about all of it. */
export type Layout = {
  container: Container
  encoding: Encoding
  delimiter: Delimiter
  /** undefined where the sample shows none, or both: then a figure like '1,234' is rejected as ambiguous. */
  decimal: Decimal | undefined
  format: Format
  /** The header as it stands. */
  columns: string[]
  roles: Partial<Record<Role, number>>
  areaScheme: string | undefined
  /** Columns from the left that an earlier list of rejected rows put there. */
  diagnostics: number
  /** SDMX: the column that says what a row does to the figure. */
  action?: number
  /** The columns that tell figures apart besides the roles, and must be mapped or ignored. */
  dimensionColumns: number[]
  /** The line where the header ends. */
  headerLine: number
  remarks: Remark[]
}

/** A column with what stands in it; `more` where there is more of it than is told. Indexes from 1. */
export type Column = {
  name: string
  index: number
  role: Role | undefined
  values: string[]
  more: boolean
  /** What the file itself calls its codes. */
  labels?: Record<string, string>
}

export type Inspection = Omit<Layout, 'columns' | 'format'> & {
  format: Format | undefined
  columns: Column[]
  /** Roles that are needed and that no column plays. */
  missing: Role[]
  /** Roles that more than one column would play, and those columns. */
  twice: { role: Role; columns: string[] }[]
  rows: { line: number; fields: string[] }[]
}

/** Accepted rows, a column each; all of the same length. */
export type Accepted = {
  length: number
  line: Uint32Array
  /** The area's code as found. */
  area: string[]
  areaId: string[]
  measure: string[]
  dimension: string[]
  period: string[]
  /** NaN where missing. */
  value: Float64Array
  unit: string[]
  status: Status[]
  reason: (Reason | undefined)[]
  note: (string | undefined)[]
  /** The marks that stood behind the number or in the status column, as found. */
  flags: (readonly string[] | undefined)[]
}

export type AcceptedRow = {
  line: number
  area: string
  areaId: string
  measure: string
  dimension: string
  period: string
  value: number | null
  unit: string
  status: Status
  reason?: Reason
  note?: string
  flags: readonly string[]
}

export const REJECTION_CODES = [
  'rowRagged',
  'rowQuote',
  'rowEncoding',
  'rowDeletes',
  'areaUnknown',
  'measureUnknown',
  'measureUnmapped',
  'dimensionMalformed',
  'dimensionUnknown',
  'dimensionUnmapped',
  'periodMalformed',
  'periodUnmapped',
  'valueNotNumber',
  'valueAmbiguous',
  'valueSeparator',
  'valueRange',
  'valueTooLarge',
  'valueDespiteStatus',
  'unitMismatch',
  'statusUnknown',
  'reasonUnknown',
  'noteTooLong',
  'duplicate',
] as const
export type RejectionCode = (typeof REJECTION_CODES)[number]

/** A row that cannot be taken, and why; the first problem from the left. */
export type Rejection = {
  /** From 1, where the row begins: a line of text, a row of a sheet, the place among the figures of a JSON answer. */
  line: number
  /** Where it stands in a file without lines: 'results[3].values[0]'. */
  place?: string
  /** Index from 1; null where the row as a whole is wrong. */
  column: { name: string; index: number } | null
  /** At most 200 characters, control characters made visible. */
  found: string
  code: RejectionCode
  /** What would be right, without words: an example, a range, a unit, a line number. */
  expected: string
  /** The row's own fields. */
  row: string[]
}

export type Batch = {
  layout: Layout
  accepted: Accepted
  rejected: Rejection[]
  /** Rows that the mapping leaves out. */
  skipped: number
  bytesRead: number
}
