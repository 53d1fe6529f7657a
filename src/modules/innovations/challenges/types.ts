/** A challenge: a problem first, then an open call, those who answer it, what reviewers think, and who is chosen to try. */
import { z } from 'zod'
import { LANGS } from '#words'

export const STATES = ['draft', 'problem', 'call', 'review', 'selected', 'pilot', 'noSolution', 'cancelled'] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

/** Who may answer a call. */
export const APPLICANTS = ['residents', 'firms', 'universities', 'ngos', 'schools'] as const
export const Applicant = z.enum(APPLICANTS)

export const CRITERIA_MAX = 12
export const MEMBERS_MAX = 30
export const FILES_MAX = 10
export const FILE_BYTES_MAX = 20_000_000
export const QUESTIONS_MAX = 500
export const APPLICATIONS_MAX = 1_000
export const REVIEWERS_MAX = 30
/** One opinion is none: an application is judged by two at least. */
export const REVIEWS_MIN = 2
export const SCORE_MAX = 10

const text = (most: number) => z.string().trim().min(1).max(most)
const said = (most: number) =>
  z.partialRecord(z.enum(LANGS), text(most)).refine((texts) => Object.keys(texts).length > 0)

/** The figures of a gap as they were on a day: what was known, against what, after which publication. */
export const Gap = z.object({
  indicator: z.string(),
  area: z.string(),
  value: z.number(),
  period: z.string(),
  unit: z.string(),
  to: z.number().describe('the value that would close it'),
  by: z.enum(['median', 'better', 'target']),
  day: z.iso.date(),
  seq: z.int().describe('the publication after which it was so'),
})
export type Gap = z.infer<typeof Gap>

export const ProblemDraft = z.object({
  organisationId: z.uuid().describe('the department that answers for it'),
  titles: said(200),
  problem: said(8_000).describe('what is wrong, for whom, since when: before any solution'),
  origin: z.enum(['gap', 'department', 'residents']),
  indicator: text(120).optional().describe('where it comes from a gap: its figures of today are written down'),
  residents: text(500).optional().describe('where residents asked for it: where and how'),
  indicators: z.array(text(120)).max(20).default([]).describe('by which one would see that it is solved'),
  area: text(100).optional(),
})
export type ProblemDraft = z.input<typeof ProblemDraft>
export type Problem = Omit<z.infer<typeof ProblemDraft>, 'organisationId' | 'indicator'> & { gap?: Gap }

export const AMENDMENTS_MAX = 50
/** Whoever answers a call needs time to answer what it asks now. */
export const AMENDED_DAYS_LEFT = 7
/** The problem in other words; where it comes from stays. */
export const AmendmentDraft = ProblemDraft.pick({ titles: true, problem: true, indicators: true }).extend({
  reason: text(4_000),
  version: z.int().min(1).describe('the version that is amended: the newest'),
})
export type AmendmentDraft = z.input<typeof AmendmentDraft>
/** As it was public; the first has no reason. */
export type ProblemVersion = Pick<Problem, 'titles' | 'problem' | 'indicators'> & { version: number; reason: string | null; at: Date } // prettier-ignore

export const CallDraft = z.object({
  who: z.array(Applicant).min(1),
  offer: said(4_000).describe('what whoever is chosen gets: money, places, data, time'),
  criteria: z
    .array(z.object({ id: z.string().regex(/^[a-z0-9-]{1,40}$/), names: said(200), weight: z.int().min(1).max(100) }))
    .min(1)
    .max(CRITERIA_MAX)
    .refine((all) => new Set(all.map(({ id }) => id)).size === all.length, 'each criterion once'),
  from: z.iso.date(),
  to: z.iso.date().describe('the last day on which one can apply'),
  reviewedBy: z.iso.date(),
  places: z.int().min(1).max(20).default(1).describe('how many may be chosen'),
})
export type CallDraft = z.input<typeof CallDraft>
export type Call = z.infer<typeof CallDraft>

export const ApplicationDraft = z.object({
  team: text(200),
  kind: Applicant,
  summary: text(2_000).describe('public once the call is closed'),
  plan: text(20_000).describe('for reviewers and organisers alone'),
  members: z.array(z.object({ name: text(200), email: z.email().max(254).transform((one) => one.toLowerCase()).optional() })).min(1).max(MEMBERS_MAX), // prettier-ignore
})
export type ApplicationDraft = z.input<typeof ApplicationDraft>

export const ReviewDraft = z.object({
  scores: z.record(z.string(), z.number().min(0).max(SCORE_MAX)),
  words: text(8_000),
})
export const SelectionDraft = z.object({
  chosen: z.array(z.uuid()).min(1).max(20),
  reasons: text(8_000),
  departure: z.string().trim().max(8_000).default('').describe('why, where it is not what the scores say'),
})
export const EndDraft = z.object({
  outcome: z.enum(['noSolution', 'cancelled']),
  lesson: text(8_000).describe('what was learned: a failure well described counts as much as a success'),
})
export const GrantDraft = z.object({
  applicationId: z.uuid(),
  name: text(200),
  purpose: text(2_000),
  until: z.iso.date(),
})

export const AccessEndDraft = z.object({ reason: text(4_000) })

export type Challenge = {
  id: string
  number: number
  organisationId: string
  state: State
  problem: Problem
  call: Call | null
  outcome: Outcome | null
  pilotId: string | null
  madeAt: Date
}
export type Outcome = {
  chosen: string[]
  reasons: string
  departure: string
  /** Whom the scores put first. */
  ranked: string[]
}

export const LOG_KINDS = ['published', 'amended', 'called', 'question', 'answer', 'extended', 'application', 'withdrawn', 'callClosed', 'reviewer', 'conflict', 'reviewed', 'selected', 'noSolution', 'cancelled', 'data', 'dataUsed', 'dataEnded', 'pilot'] as const // prettier-ignore
export type LogKind = (typeof LOG_KINDS)[number]
export type Line = { id: string; kind: LogKind; content: Record<string, unknown>; at: Date; by: string }

export type File = { id: string; sha256: string; name: string; mediaType: string; bytes: number }
export type Application = Omit<z.infer<typeof ApplicationDraft>, 'members'> & {
  id: string
  account: string
  members: { name: string; email?: string }[]
  at: Date
}
export type Reviewer = { account: string; name: string; email: string }
/** What a reviewer said last of an application: a conflict, which stays, or scores. */
export type Review = { applicationId: string; account: string; conflict: string | null; scores: Record<string, number> | null; words: string; at: Date } // prettier-ignore
export type Grant = { id: string; applicationId: string; name: string; purpose: string; until: string; sha256: string; mediaType: string; bytes: number; uses: number; endedAt: Date | null; at: Date } // prettier-ignore
