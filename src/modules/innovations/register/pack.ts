/** What a city pack lists of innovations: in every language, with the source that lists them. */
import { z } from 'zod'
import { EntryDraft } from './types.ts'

const text = z.string().trim().min(1, 'a text that is not empty')
const Texts = z.strictObject({ pl: text, en: text, uk: text })

export const PackEntry = EntryDraft.omit({ source: true }).extend({
  id: z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters and digits joined by hyphens'),
  titles: Texts,
  about: Texts,
  owner: Texts.optional(),
  results: Texts.optional(),
  source: z.string().min(1).max(100),
}).strict() // prettier-ignore
export const InnovationsPack = z.strictObject({ innovations: z.array(PackEntry).max(2_000).default([]) })
export type InnovationsPack = z.infer<typeof InnovationsPack>
export const NO_INNOVATIONS: InnovationsPack = { innovations: [] }
