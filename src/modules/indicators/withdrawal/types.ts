/** Taking figures back: which, and the public note that says why. */
import { z } from 'zod'

export const NOTE_CHARS_MAX = 600
export const CELLS_MAX = 10_000

const note = z
  .string()
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .pipe(z.string().max(NOTE_CHARS_MAX))
  .optional()

/** In at least one of the languages; an empty one counts as none. */
export const Notes = z
  .strictObject({ pl: note, en: note, uk: note })
  .transform((notes) => Object.fromEntries(Object.entries(notes).filter(([, text]) => text)) as Notes)
  .refine((notes) => Object.keys(notes).length > 0, 'a note in at least one language')
export type Notes = { pl?: string; en?: string; uk?: string }

export const Cell = z.object({
  area: z.string(),
  measure: z.string(),
  dimension: z.string().default(''),
  period: z.string(),
})
export type Cell = z.infer<typeof Cell>

export const WithdrawalDraft = z.object({
  notes: Notes,
  cells: z.array(Cell).min(1).max(CELLS_MAX).optional().describe('all of the import that still stand, unless said'),
})
export type WithdrawalDraft = z.input<typeof WithdrawalDraft>
