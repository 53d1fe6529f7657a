/** The city's budget as data: lines by year, what they are for, where the money comes from, how far it is spent. Amounts in minor units. */
import { z } from 'zod'
import { GoalKey } from '../strategies/types.ts'

export const LINES_MAX = 200_000
export const FILE_BYTES_MAX = 100_000_000
export const PROBLEMS_SHOWN_MAX = 100
export const TOTALS_MAX = 2_000

export const DIRECTIONS = ['revenue', 'expenditure'] as const
export const KINDS = ['planned', 'committed', 'spent'] as const
export const SOURCES = ['own', 'state', 'eu', 'residents'] as const
export const Direction = z.enum(DIRECTIONS)
export const Kind = z.enum(KINDS)
export const MoneySource = z.enum(SOURCES)
export type Direction = z.infer<typeof Direction>
export type Kind = z.infer<typeof Kind>
export type MoneySource = z.infer<typeof MoneySource>

export const Year = z.int().min(1900).max(2200)

/** One line. Without a division it is a sum that nobody broke down; `line` is where it stood in its file. */
export const Line = z.object({
  line: z.int(),
  year: Year,
  direction: Direction,
  kind: Kind,
  division: z.string().nullable(),
  chapter: z.string().nullable(),
  paragraph: z.string().nullable(),
  source: MoneySource.nullable(),
  district: z.string().nullable(),
  goal: GoalKey.nullable(),
  project: z.uuid().nullable(),
  title: z.string().nullable(),
  amount_minor: z.int(),
})
export type Line = z.infer<typeof Line>

/** What a file brings for one year, as a plan, as commitments or as spent. */
export const Sum = z.object({ year: Year, direction: Direction, kind: Kind, lines: z.int(), amount_minor: z.int() })
export type Sum = z.infer<typeof Sum>

/** A sum that the file states, or that was public before, beside that of the lines; `line` where the file states it. */
export const Check = z.object({
  of: z.enum(['file', 'before']),
  line: z.int().optional(),
  year: Year.optional(),
  direction: Direction.optional(),
  kind: Kind.optional(),
  division: z.string().optional(),
  chapter: z.string().optional(),
  stated_minor: z.int(),
  found_minor: z.int(),
})
export type Check = z.infer<typeof Check>

export const REASONS = ['missing', 'year', 'direction', 'kind', 'division', 'chapter', 'otherDivision', 'paragraph', 'source', 'district', 'goal', 'project', 'amount', 'ambiguous', 'fraction', 'title'] as const // prettier-ignore
/** What stands in the way of a file: where, what is there, and what would be right. */
export const Problem = z.object({
  line: z.int(),
  column: z.string(),
  found: z.string(),
  reason: z.enum(REASONS),
  right: z.string(),
})
export type Problem = z.infer<typeof Problem>

const three = z.object({ pl: z.string(), en: z.string(), uk: z.string() })
export const Provenance = z.object({ names: three, url: z.url({ protocol: /^https?$/ }).optional() })
export type Provenance = z.infer<typeof Provenance>

export const STATES = ['waiting', 'published', 'dropped'] as const
export const Import = z.object({
  id: z.uuid(),
  fileName: z.string(),
  sha256: z.string(),
  bytes: z.int(),
  currency: z.string(),
  source: Provenance.nullable(),
  lines: z.int(),
  sums: z.array(Sum),
  checks: z.array(Check),
  state: z.enum(STATES),
  at: z.date(),
  by: z.string(),
})
export type Import = z.infer<typeof Import>

/** What holds for a year: which import, under which number it became public. Sums are null where the file says nothing of that side. */
export const Held = z.object({
  year: Year,
  kind: Kind,
  importId: z.uuid(),
  number: z.int(),
  at: z.date(),
  revenue_minor: z.int().nullable(),
  expenditure_minor: z.int().nullable(),
  lines: z.int(),
})
export type Held = z.infer<typeof Held>

type Sides = { [Side in Direction]: number | null }
/** A year at a glance: null is what nobody brought. */
export type YearSums = { year: number; kinds: { [One in Kind]: (Sides & { importId: string; number: number }) | null } }

/** Money of one place of the classification, by kind. */
export type Branch = { division: string | null; chapter: string | null; paragraph: string | null } & Amounts
export type Amounts = { [One in Kind]: number }
export const TARGETS = ['goal', 'district', 'project'] as const
export type Target = (typeof TARGETS)[number]
/** From a source to what it is for. */
export type Flow = { source: MoneySource | null; to: string | null } & Amounts
