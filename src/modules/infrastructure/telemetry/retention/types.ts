/** How long the readings of a kind of things are kept. What they were by quarter hours, hours, days and months is kept for good. */
import { z } from 'zod'

export const DAYS_MIN = 30
export const DAYS_MAX = 36_500

export const RetentionDraft = z.object({
  type: z.string().trim().min(1).max(500).describe('a type of entities, as its IRI or by the core context'),
  attribute: z.string().trim().min(1).max(500).optional().describe('one attribute of it alone'),
  days: z.int().min(DAYS_MIN).max(DAYS_MAX),
})
export type RetentionDraft = z.infer<typeof RetentionDraft>
export type Retention = RetentionDraft & { at: Date }

/** What rests on the readings of these attributes of things, such as `savings/…`, and so keeps them; a name is an IRI or its end. */
export type Hold = { of: readonly { entityId: string; attribute: string }[]; from: Date; to?: Date; subject: string }
