/** What live viewers ask for, and what they are sent: public things as NGSI-LD, normalised, by the core context. */
import { z } from 'zod'
import type { Box } from '../../context/index.ts'

export const TYPES_MAX = 20
export const IDS_MAX = 100
/** A state or a change of more things than this says only that there is more: ask for a smaller box. */
export const THINGS_MAX = 1_000

/** A thing as it is sent. */
export type Thing = Record<string, unknown> & { id: string; type: string | string[] }

/** Which things: of these types, by their names or IRIs; these themselves; those that touch the box. All of it must hold. */
export type Asked = { types?: readonly string[]; ids?: readonly string[]; box?: Box }

/** One thing's newest state, written once for all who watch. */
export type Change = { id: string; names: readonly string[]; bounds?: Box; json: string }

/** What an event tells: `state` is all that was asked for, `change` what became of some of it. */
export type Frame = { at: string; things: Thing[]; gone?: string[]; more?: boolean }

const list = (most: number) =>
  z
    .string()
    .max(100_000)
    .transform((text) => [...new Set(text.split(',').filter(Boolean))])
    .pipe(z.array(z.string().max(1_000)).min(1).max(most))

export const BoxText = z
  .string()
  .max(200)
  .transform((text) => text.split(',').map(Number))
  .pipe(z.tuple([longitude(), latitude(), longitude(), latitude()]))
  .refine(([west, south, east, north]) => west < east && south < north)

function longitude() {
  return z.number().min(-180).max(180)
}
function latitude() {
  return z.number().min(-90).max(90)
}

export const LiveQuery = z.object({
  type: list(TYPES_MAX).optional().describe('types, by their names, parted by commas'),
  id: list(IDS_MAX).optional().describe('things, parted by commas'),
  box: BoxText.optional().describe('west,south,east,north in degrees'),
  state: z.enum(['full', 'none']).default('full').describe('`none`: only what changes from now on'),
})
