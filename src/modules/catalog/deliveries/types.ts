/** Files that come in for a distribution: read, held at the gate, opened or refused, published. */
import { z } from 'zod'
import { hierarchies, type Finding, type Weighing as Reckoned } from '#governance'
import {
  DELIMITERS,
  FORMATS,
  Dictionary,
  type Field,
  type ColumnProfile,
  type Problem,
  type Reading,
  type Remark,
  type Type,
} from '#tables'

const HEADER_ROWS_MAX = 50

export const STATES = [
  ...(['reading', 'stopped', 'ready', 'held', 'opened', 'refused'] as const),
  ...(['published', 'withdrawn', 'abandoned'] as const),
] as const
/**
 * `stopped`: it cannot be read, or breaks the dictionary. `ready`: nothing was found that a person must look at. `held`: it
 * waits at the gate, which opens or refuses it.
 */
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

/** One column of a table as it lies in the database. */
export type Column = { name: string; type: Type; sql: string }
/** What stands in a column, of those things only that are public with its values. */
export type ColumnStatistics = Pick<
  ColumnProfile,
  'name' | 'type' | 'count' | 'missing' | 'distinct' | 'min' | 'max' | 'mean' | 'quantiles' | 'histogram' | 'top'
> &
  Partial<Pick<ColumnProfile, 'longest'>>
/** What becomes public with the rows: what the columns are, and what stands in them. */
export type Content = {
  columns: Column[]
  /** Without what was only needed to read: how values were mended, which were left out. */
  dictionary: Dictionary
  /** Something in it is not as it came. */
  isTreated: boolean
  /** Columns that together tell rows apart; none where rows do so only by all that is in them. */
  key: string[]
  statistics: ColumnStatistics[]
  /** The line of the file where the first row stands, where every row is one line. */
  firstLine?: number
}

/** A column as it stands in the file, and what its type was told from. */
export type FoundColumn = Pick<
  ColumnProfile,
  'name' | 'index' | 'type' | 'format' | 'unit' | 'decimalChar' | 'missingValues' | 'evidence' | 'count' | 'missing'
> & { distinct: number; examples: string[] }

/** How a file is to be read, where what was told from the file is wrong. */
export const ReadRequest = z.strictObject({
  format: z.enum(FORMATS).optional(),
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'iso-8859-2']).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  quote: z.enum(['"', "'"]).nullable().optional(),
  headerRows: z.int().min(0).max(HEADER_ROWS_MAX).optional(),
  part: z.string().max(300).optional().describe('the sheet, or where in a JSON document the rows stand'),
})
export type ReadRequest = z.infer<typeof ReadRequest>

const TREATED_MAX = 500
const TREATED_COLUMNS_MAX = 12
const column = z.string()
const columns = z.array(column).min(1).max(TREATED_COLUMNS_MAX)
const k = z.int().min(2).max(1_000).describe('groups and counts below it could tell of somebody')

/** What is done to a column so that rows no longer tell of persons; kept for the next delivery. */
export const ColumnTreat = z.discriminatedUnion('rule', [
  z.strictObject({ column, rule: z.literal('drop') }),
  z.strictObject({ column, rule: z.literal('round'), to: z.number().positive() }),
  z.strictObject({ column, rule: z.literal('period'), to: z.enum(['year', 'month']) }),
  z.strictObject({ column, rule: z.literal('beginning'), chars: z.int().min(1).max(1000) }),
  z.strictObject({ column, rule: z.literal('map'), values: z.record(z.string(), z.string()) }),
  z.strictObject({
    ...{ column, rule: z.literal('generalise'), by: z.enum(hierarchies.GENERALISED) },
    step: z.int().min(1).max(5).describe('of the hierarchy: for age bands of 5, 10, 20 years'),
    widths: z.array(z.number().positive()).max(5).optional().describe('of bands of numbers'),
  }),
])
export type ColumnTreat = z.infer<typeof ColumnTreat>

/**
 * What is done to the table as a whole, once its columns are treated. `suppressCells` empties a column in rows that fewer than
 * `k` are like, `suppressRows` leaves such rows out; `aggregate` leaves counts of rows only, with their totals; `counts` says
 * that the rows are counts. Of counts those below `k` are left empty, and others with them, so that no subtraction brings
 * them back.
 */
export const TableTreat = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('suppressCells'), cell: column, columns, k }),
  z.strictObject({ rule: z.literal('suppressRows'), columns, k }),
  z.strictObject({
    ...{ rule: z.literal('aggregate'), columns, k, sums: z.array(column).max(10).default([]) },
    as: z.string().min(1).max(60).describe('the name of the column of counts'),
    total: z.string().min(1).max(60).describe('what stands for all values of a column together'),
  }),
  z.strictObject({
    ...{ rule: z.literal('counts'), k },
    dimensions: z
      .array(z.strictObject({ column, total: z.string().min(1).max(200).optional() }))
      .min(1)
      .max(TREATED_COLUMNS_MAX),
    counts: z.array(column).min(1).max(50),
    total: column.optional().describe('which of the counts is the sum of the others'),
  }),
])
export type TableTreat = z.infer<typeof TableTreat>
export const CountsTreat = TableTreat.options[3]
export type CountsTreat = z.infer<typeof CountsTreat>
export const AggregateTreat = TableTreat.options[2]
/** What leaves counts, and some of them empty. */
export const CountingTreat = z.discriminatedUnion('rule', [AggregateTreat, CountsTreat])
export type CountingTreat = z.infer<typeof CountingTreat>
export const Treat = z.union([ColumnTreat, TableTreat])
export type Treat = z.infer<typeof Treat>
export const Treatment = z.array(Treat).max(TREATED_MAX)

/** A dictionary with what is done by it. `deliveryId`: it was made from that delivery, and nobody has changed it since. */
export type Ruling = {
  version: number
  dictionary: Dictionary
  treatment: Treat[]
  at: Date
  by: string
  entryId: string
  deliveryId?: string
}
export const RulingDraft = z.object({
  seen: z.int().min(0).describe('the version that was read; 0 where there is none'),
  dictionary: Dictionary,
  treatment: Treatment.default([]),
})
export type RulingDraft = z.input<typeof RulingDraft>

/**
 * Said by the house of figures that it lays down itself: in which columns they stand, which are about no single person, and
 * what all columns are. The words beside them are looked through like any others.
 *
 * `releases`: under which all of it is public already. `isRetold`: its columns are not those that the gate saw then.
 */
export type Figures = {
  columns: string[]
  fields?: Record<string, Pick<Field, 'title' | 'type'>>
  releases?: string[]
  isRetold?: boolean
}

/** What is to be weighed: columns by which others know a person, columns that must not be learnt, rules to be tried, and the least group. */
export const WeighingAsked = z.strictObject({
  quasi: columns,
  sensitive: z.array(column).max(TREATED_COLUMNS_MAX).default([]),
  treatment: Treatment.default([]).describe('rules for columns, done to the rows as they are now'),
  k,
})
export type WeighingAsked = z.infer<typeof WeighingAsked>
export type Weighed = Reckoned & {
  /** How many different values each chosen column has, and would have. */
  distinct: { column: string; before: number; after: number }[]
  /** The table has more rows than were looked at. */
  isPartial: boolean
}
export type Weighing = {
  id: string
  deliveryId: string
  asked: WeighingAsked
  by: string
  at: Date
  jobId?: string
  state: 'weighing' | 'done' | 'failed' | 'cancelled'
  result?: Weighed
  failure?: Failure
}

const Extent = z.object({ rows: z.int(), columns: z.array(z.string()) })

/**
 * What a rule that leaves counts would take away: which columns and rows, and which counts would be empty: `small` are so
 * themselves, `sums` are of too few or of one nearly alone, `besides` would bring those back by subtraction.
 */
export const Suppression = z.object({
  ...{ before: Extent, after: Extent },
  columns: z.array(z.string()).describe('which tell what is counted'),
  counts: z.array(z.string()),
  cells: z.int().describe('counts in all'),
  small: z.int(),
  besides: z.int(),
  sums: z.int(),
  rows: z
    .array(
      z.object({
        row: z.int().describe('from 1'),
        at: z.array(z.string().nullable()),
        cells: z.array(
          z.object({ value: z.string().nullable(), why: z.enum(['small', 'besides', 'sums']).optional() }),
        ),
      }),
    )
    .describe('those in which something would be left empty; of counts that are to be made, all; the first 200'),
})
export type Suppression = z.infer<typeof Suppression>

export type Failure = { code: string; details: Record<string, unknown> }

/** What a reading came to: kept when the file is read again, so that it can be seen what other rules made of it. */
export type Earlier = Pick<Delivery, 'state' | 'rows' | 'problemCount' | 'dictionaryVersion'> & {
  findings: number
  columns: Pick<Column, 'name' | 'type'>[]
}

export type Delivery = {
  id: string
  distributionId: string
  number: number
  fileName: string
  mediaType: string
  sha256: string
  bytes: number
  options: ReadRequest
  figures?: Figures
  state: State
  broughtBy: string
  broughtAt: Date
  jobId?: string
  dictionaryVersion?: number
  /** How the file was read: its encoding, dialect, header; what is worth knowing of it. */
  reading?: Reading & { remarks: Remark[]; columns?: FoundColumn[] }
  rows?: number
  problemCount: number
  problems: Problem[]
  failure?: Failure
  content?: Content
  fingerprint?: string
  examinationId?: string
  /** What the detectors found, masked. */
  findings: Finding[]
  readAt?: Date
  earlier?: Earlier
}

/** As it is shown: what stands in the file only to who brought it and who decides. */
export type DeliveryView = Omit<Delivery, 'content'> & {
  columns?: Column[]
  statistics?: ColumnStatistics[]
  isTreated?: boolean
  /** As it would become public. */
  dictionary?: Dictionary
  progress?: { done: number; total: number | null }
}

/** A row as it would become public; a text for each column. */
export type HeldRow = { line: number; cells: (string | null)[] }

/** A file that comes in pieces. */
export type Upload = {
  id: string
  distributionId: string
  fileName: string
  mediaType: string
  bytes: number
  /** What the whole is to have, where the sender said so. */
  sha256?: string
  broughtBy: string
  begunAt: Date
  expiresAt: Date
  /** When all of it came. */
  deliveryId?: string
}
export type UploadView = Upload & { offset: number }
