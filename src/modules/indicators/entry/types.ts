/** A single figure that a person types, with the vintage that they saw when they did. */
import { z } from 'zod'
import { REASONS } from '../reading/index.ts'
import { Status } from '../types.ts'

const text = (charsMax: number) => z.string().trim().min(1).max(charsMax)

export const EntryDraft = z.object({
  measure: text(100),
  area: text(100),
  period: text(20),
  dimension: z.string().trim().max(300).default(''),
  value: z
    .union([z.number(), z.string().trim().max(60)])
    .default('')
    .describe('as it would stand in a file: 1 234,5; empty where it is missing'),
  unit: text(100),
  status: Status.default('A'),
  reason: z.enum(REASONS).optional().describe('why it is missing'),
  note: text(2_000).describe('where the figure comes from'),
  seen: z.int().min(0).describe('the vintage of the figure that it replaces; 0 where there was none'),
})
export type EntryDraft = z.input<typeof EntryDraft>
export type Entry = z.output<typeof EntryDraft>

export const Place = EntryDraft.pick({ measure: true, area: true, period: true, dimension: true })
export type Place = z.output<typeof Place>

/** What is known of a figure, and who is about to change it. */
export const Known = z.object({
  seen: z.int().describe('its vintage; 0 where there is none'),
  value: z.number().nullable().optional(),
  status: Status.optional(),
  at: z.date().optional(),
  waiting: z
    .object({ id: z.string(), value: z.number().nullable(), by: z.string(), at: z.date() })
    .optional()
    .describe('another figure for the same place that waits for verification'),
})
export type Known = z.infer<typeof Known>
