/** How a file of such columns is read: what a person said of one, kept for those that come after it. */
import { z } from 'zod'
import { ReadOptions } from '../options.ts'

/** What is said of columns, and holds for every file that has them; how one file is written is not. */
export const Description = ReadOptions.pick({
  columns: true,
  constants: true,
  areaScheme: true,
  mapping: true,
  spread: true,
})
export type Description = z.infer<typeof Description>

export const Mapping = z.object({
  id: z.uuid(),
  columns: z.array(z.string()),
  dataset: z.string().optional(),
  options: Description,
  by: z.string(),
  at: z.date(),
  used: z.int().describe('how many files were read by it'),
  importId: z.uuid().optional().describe('the last of them'),
})
export type Mapping = z.infer<typeof Mapping>
