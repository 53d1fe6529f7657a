/** The nouns of checking: what seems wrong with an incoming figure, who vouched for it, why a figure was taken back. */
import { z } from 'zod'

/** Most telling first: of one figure only the first that applies is told. */
export const CHECKS = ['unitSlip', 'range', 'total', 'jump', 'peers'] as const
export const Check = z.enum(CHECKS)
export type Check = z.infer<typeof Check>

/** `high` must be answered with a reason before the import can be verified; `low` is for the eye. */
export const SEVERITIES = ['high', 'low'] as const
export const Severity = z.enum(SEVERITIES)
export type Severity = z.infer<typeof Severity>

/** Something that a check found: at which line, in which figure, what was there, and what would be expected. */
export const Finding = z.object({
  line: z.int(),
  area: z.string(),
  measure: z.string(),
  dimension: z.string(),
  period: z.string(),
  check: Check,
  severity: Severity,
  found: z.number(),
  low: z.number().describe('from here …'),
  high: z.number().describe('… to here would not have been remarked on'),
  details: z.record(z.string(), z.unknown()).describe('what it takes to follow the rule again'),
})
export type Finding = z.infer<typeof Finding>

/** A kept finding, by its number within the import. */
export const KeptFinding = Finding.extend({ number: z.int() })
export type KeptFinding = z.infer<typeof KeptFinding>

export const REASON_CHARS_MAX = 2_000
export const ANSWERS_MAX = 60
const reason = z.string().trim().min(1).max(REASON_CHARS_MAX)

/** Why a figure is right in spite of a finding; or why all are that one check found. */
export const Answer = z.union([
  z.strictObject({ finding: z.int(), check: z.undefined().optional(), reason: reason.max(500) }),
  z.strictObject({ check: Check, finding: z.undefined().optional(), reason: reason.max(500) }),
])
export type Answer = z.infer<typeof Answer>

export const VerificationDraft = z.object({ reason, answers: z.array(Answer).max(ANSWERS_MAX).default([]) })
export type VerificationDraft = z.input<typeof VerificationDraft>
export const ReturnDraft = z.object({ reason })

/** Somebody vouched for an import, or sent it back. `seq` is the last publication that they knew of. */
export const Verification = z.object({
  decision: z.enum(['verified', 'returned']),
  seq: z.int(),
  at: z.date(),
  by: z.string(),
  reason: z.string(),
  answers: z.array(Answer),
  entryId: z.string(),
})
export type Verification = z.infer<typeof Verification>

/** A figure of an import that somebody else published since. */
export const Overlap = z.object({
  area: z.string(),
  measure: z.string(),
  dimension: z.string(),
  period: z.string(),
  yours: z.number().nullable(),
  theirs: z.number().nullable(),
  seq: z.int(),
  at: z.date(),
})
export type Overlap = z.infer<typeof Overlap>
