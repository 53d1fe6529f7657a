/** A fault that a passer-by reports, without an account; what became of it, by the code that they were given. */
import { z } from 'zod'

export const WORDS_CHARS_MAX = 1_000
const CONTACT_CHARS_MAX = 200
/** How to reach the reporter goes so long after the case is closed. */
export const CONTACT_DAYS = 30
/** Nobody fills in the form sooner, and no page stays open longer. */
export const FILLING_MS_MIN = 3_000
export const FILLING_MS_MAX = 24 * 3_600_000
/** Of one address in ten minutes and in a day; of one thing in an hour. */
export const LIMITS = { tenMinutes: 5, day: 20, thing: 10 } as const

export const OUTCOMES = ['fixed', 'nothing', 'notOurs', 'duplicate'] as const
export const ReportOutcome = z.enum(OUTCOMES)
export type ReportOutcome = z.infer<typeof ReportOutcome>

export const ReportDraft = z.object({
  fault: z.string().max(60).describe('of those that the kind of thing lists'),
  words: z.string().trim().max(WORDS_CHARS_MAX).default(''),
  contact: z
    .string()
    .trim()
    .max(CONTACT_CHARS_MAX)
    .default('')
    .describe('for an answer; deleted 30 days after the case is closed'),
  language: z.enum(['pl', 'en', 'uk']).default('pl'),
  website: z.string().default('').describe('left empty by people'),
  begunAt: z.coerce.date().describe('when the form was opened'),
})
export type ReportDraft = z.input<typeof ReportDraft>

export const Closing = z.object({
  outcome: ReportOutcome,
  answer: z.string().trim().max(WORDS_CHARS_MAX).default('').describe('to the reporter'),
})
export type Closing = z.input<typeof Closing>

export type Report = {
  id: string
  receipt: string
  thingId: string
  thing: string
  kind: string
  organisationId: string
  fault: string
  words: string
  photo: { sha256: string; mediaType: string } | null
  language: 'pl' | 'en' | 'uk'
  at: Date
  taken: { at: Date; by: string } | null
  closed: { at: Date; by: string; outcome: ReportOutcome; answer: string } | null
}

/** What the reporter sees. */
export const Followed = z.object({
  receipt: z.string(),
  thing: z.string(),
  kind: z.string(),
  fault: z.string(),
  state: z.enum(['waiting', 'taken', 'closed']),
  at: z.date(),
  takenAt: z.date().nullable(),
  closedAt: z.date().nullable(),
  outcome: ReportOutcome.nullable(),
  answer: z.string(),
})
export type Followed = z.infer<typeof Followed>
