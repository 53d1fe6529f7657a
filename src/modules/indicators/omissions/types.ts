/** Why an indicator of a standard is not reported: a reason from a short list and a note for everybody. */
import { z } from 'zod'

export const OMISSION_REASONS = [
  'notCollected',
  'noSource',
  'otherBody',
  'notApplicable',
  'inPreparation',
  'personalData',
  'other',
] as const
export const OmissionReason = z.enum(OMISSION_REASONS)
export type OmissionReason = z.infer<typeof OmissionReason>

export const NOTE_CHARS_MAX = 1_000
const note = z.string().trim().min(1).max(NOTE_CHARS_MAX)

export const OmissionDraft = z.object({
  reason: OmissionReason,
  notes: z.object({ pl: note, en: note, uk: note }),
})
export type OmissionDraft = z.infer<typeof OmissionDraft>

/** One version of what is said; none is overwritten. Without a reason, what was said before is taken back. */
export const Omission = z.object({
  standard: z.string(),
  code: z.string(),
  version: z.int(),
  reason: OmissionReason.optional(),
  notes: z.object({ pl: z.string(), en: z.string(), uk: z.string() }).optional(),
  at: z.date(),
  by: z.string(),
  entryId: z.string(),
})
export type Omission = z.infer<typeof Omission>
/** One that says something. */
export type Stated = Omission & Required<Pick<Omission, 'reason' | 'notes'>>
