/** Files of budget lines that a city pack brings, each with what it was taken from. */
import { z } from 'zod'
import { Texts, url } from './words.ts'

const FILES_MAX = 100
const file = z
  .string()
  .regex(/^(?!.*\.\.)[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)*$/, 'a file inside the pack, such as "money/2025.csv"')

export const MoneyPack = z.strictObject({
  files: z
    .array(z.strictObject({ file, source: z.strictObject({ names: Texts, url: url.optional() }) }))
    .max(FILES_MAX),
})
export type MoneyPack = z.infer<typeof MoneyPack>
export const NO_MONEY: MoneyPack = { files: [] }
