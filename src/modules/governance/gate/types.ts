/** What the gate looks at, what it finds, and what people decide of it. */
import { z } from 'zod'

/** What is to become public. */
export const Subject = z.object({
  module: z.string().describe('who publishes: catalog, indicators, reports…'),
  kind: z.enum(['table', 'file', 'feed', 'api', 'figures', 'report', 'text']),
  id: z.string(),
  title: z.string(),
})
export type Subject = z.infer<typeof Subject>

/** `blocks`: not as it is. `decide`: a person must say. `note`: for information. */
export const Severity = z.enum(['blocks', 'decide', 'note'])
export type Severity = z.infer<typeof Severity>

/** One thing found in one column. Samples are masked: the value itself stands nowhere but in the quarantined content. */
export const Finding = z.object({
  detector: z.string().describe('pesel, iban, name, smallCells…'),
  column: z.string().optional(),
  severity: Severity,
  personal: z.boolean().describe('about persons: the data protection officer decides'),
  confidence: z.enum(['certain', 'likely', 'possible']),
  hits: z.number().int().nonnegative().describe('cells in which it was found'),
  cells: z.number().int().nonnegative().describe('cells looked at, the empty ones not counted'),
  places: z.array(z.number().int()).max(10).describe('rows of the first hits, from 1'),
  samples: z.array(z.string()).max(3).describe('masked'),
  proposal: z.string().optional().describe('drop, generalise, suppress, aggregate, mask'),
})
export type Finding = z.infer<typeof Finding>
