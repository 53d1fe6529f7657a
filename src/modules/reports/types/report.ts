/** A report is of one moment: it is made once, kept for ever, and published or given up by a person. */
import { z } from 'zod'
import { LANGS } from '#words'

/** A report on a standard's indicators, or one on the state of the city for those who decide. */
export const KINDS = ['standard', 'city'] as const
export const YEAR_MIN = 1990
export const GROUNDS_CHARS_MAX = 2_000

export const ReportRequest = z
  .object({
    kind: z.enum(KINDS),
    standard: z.string().max(80).optional().describe('which one, where the report is on a standard'),
    year: z.int().min(YEAR_MIN),
  })
  .refine(({ kind, standard }) => kind !== 'standard' || standard, {
    path: ['standard'],
    error: 'the standard that the report is on',
  })
export type ReportRequest = z.infer<typeof ReportRequest>

export const Grounds = z.string().trim().min(1).max(GROUNDS_CHARS_MAX)
export const Language = z.enum(LANGS)

export const STATES = ['making', 'made', 'failed', 'cancelled'] as const

/** One language's PDF. */
export const Print = z.object({ lang: Language, sha256: z.string(), bytes: z.int(), at: z.date() })
export type Print = z.infer<typeof Print>

const Failure = z.object({ code: z.string(), details: z.record(z.string(), z.unknown()) })
export type Failure = z.infer<typeof Failure>

export const Report = z.object({
  id: z.uuid(),
  kind: z.enum(KINDS),
  standard: z.string().optional(),
  area: z.string(),
  year: z.int(),
  /** The publication after which its figures were known so. */
  moment: z.object({ seq: z.int(), at: z.date() }),
  askedBy: z.string(),
  askedAt: z.date(),
  state: z.enum(STATES),
  jobId: z.string().optional(),
  failure: Failure.optional(),
  sha256: z.string().optional().describe('of its content, byte for byte'),
  bytes: z.int().optional(),
  entryId: z.string().optional().describe('the entry of the ledger that says it was made'),
  prints: z.array(Print),
  printJobId: z.string().optional(),
  printFailure: Failure.optional(),
  publication: z
    .object({
      at: z.date(),
      by: z.string(),
      grounds: z.string(),
      entryId: z.string(),
      releaseId: z.string().describe('of the gate'),
      withdrawal: z.object({ at: z.date(), reason: z.string() }).optional().describe('it is no longer public'),
      supersedes: z.string().optional().describe('the report that stood in its place before'),
    })
    .optional(),
  supersededBy: z.string().optional().describe('the report that stands in its place now'),
})
export type Report = z.infer<typeof Report>
