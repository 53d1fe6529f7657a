/** Questions to a published table, and what they are answered with. */
import { z } from 'zod'
import type { Column } from '../deliveries/types.ts'

export const LIMIT_MAX = 10_000
const FILTERS_MAX = 50
const VALUES_MAX = 1_000
const VALUE_CHARS_MAX = 2_000
const Q_CHARS_MAX = 300
const name = z.string().min(1).max(300)
const value = z.string().max(VALUE_CHARS_MAX)

export const COMPARISONS = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'contains'] as const
export const Filter = z.union([
  z.object({ column: name, op: z.enum(COMPARISONS), value }),
  z.object({ column: name, op: z.literal('in'), values: z.array(value).max(VALUES_MAX) }),
  z.object({ column: name, op: z.enum(['missing', 'present']) }),
])
export type Filter = z.infer<typeof Filter>

export const Question = z.object({
  filters: z.array(Filter).max(FILTERS_MAX).default([]),
  q: z.string().max(Q_CHARS_MAX).optional().describe('words that all begin somewhere in the row'),
  sort: z.array(z.object({ column: name, descending: z.boolean().default(false) })).max(5).default([]), // prettier-ignore
  fields: z.array(name).max(500).optional(),
  distinct: z.boolean().default(false).describe('equal rows of the fields once'),
  limit: z.int().min(0).max(LIMIT_MAX).default(100),
  offset: z.int().min(0).default(0),
  after: z.string().max(5_000).optional().describe('`next` of the page before: however deep, as quick as the first'),
  count: z.enum(['auto', 'exact', 'none']).default('auto'),
  /** Of more than so many an estimate will do, of fewer it will not. */
  estimateFrom: z.int().min(1).optional(),
})
export type Question = z.input<typeof Question>
export type Asked = z.infer<typeof Question>

/** A row, its values as texts in the one spelling of their type; `id` is its number. Distinct rows have none. */
export type TextRow = { id?: number; cells: (string | null)[] }
export type Page = {
  columns: Column[]
  rows: TextRow[]
  /** How many there are in all; an estimate where counting would take too long. */
  total?: { count: number; isEstimate: boolean }
  /** Where the next page begins; absent after the last. */
  next?: string
}

/** Where a page ended: the value it was sorted by, and the row's number; or how many rows came before. */
export type Cursor = { id: number; value?: string | null } | { offset: number }
