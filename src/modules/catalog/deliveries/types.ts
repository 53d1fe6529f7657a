/** Files that come in for a distribution: read, held at the gate, opened or refused, published. */
import { z } from 'zod'
import type { Finding } from '#governance'
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
/** What is done to a column so that rows no longer tell of persons; kept for the next delivery. */
export const Treat = z.discriminatedUnion('rule', [
  z.strictObject({ column: z.string(), rule: z.literal('drop') }),
  z.strictObject({ column: z.string(), rule: z.literal('round'), to: z.number().positive() }),
  z.strictObject({ column: z.string(), rule: z.literal('period'), to: z.enum(['year', 'month']) }),
  z.strictObject({ column: z.string(), rule: z.literal('beginning'), chars: z.int().min(1).max(1000) }),
  z.strictObject({ column: z.string(), rule: z.literal('map'), values: z.record(z.string(), z.string()) }),
])
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
 */
export type Figures = { columns: string[]; fields?: Record<string, Pick<Field, 'title' | 'type'>> }

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
