/** The words of which every file of a pack is made. Each says what would be right. */
import { z } from 'zod'

export const text = z.string().trim().min(1, 'a text that is not empty')
export const slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'lower-case letters and digits joined by hyphens, such as "stare-miasto"')
export const url = z.url({ protocol: /^https?$/, error: 'a web address that begins with https:// or http://' })
export const day = z.iso.date('a day such as "2023-05-17"')

/** The same text in every language of the portal. */
export const Texts = z.strictObject({ pl: text, en: text, uk: text })
export type Texts = z.infer<typeof Texts>
