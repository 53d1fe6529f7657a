/** What a city pack says of the city's ties: in every language, with the source that lists them. */
import { z } from 'zod'
import type { Source } from './types.ts'
import { TieDraft } from './types.ts'

const text = z.string().trim().min(1, 'a text that is not empty')
export const Texts = z.strictObject({ pl: text, en: text, uk: text })
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters and digits joined by hyphens')
  .max(100)

export const PackTie = TieDraft.omit({ source: true }).extend({
  id: slug,
  names: Texts,
  about: Texts.optional(),
  country: Texts.optional(),
  where: Texts.optional(),
  agreement: z.strictObject({ names: Texts, url: z.url({ protocol: /^https?$/ }).optional() }).optional(),
  source: z.string().min(1).max(100).optional(),
}).strict() // prettier-ignore
export type PackTie = z.infer<typeof PackTie>

/** With its source in words. */
export type Listed = Omit<PackTie, 'source'> & { source?: z.infer<typeof Source> }
