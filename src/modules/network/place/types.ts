/** Where a city is and how many live there, as its DID document says to others: a service of its own kind. */
import { z } from 'zod'

const NAME_CHARS_MAX = 200
const PEOPLE_MAX = 1_000_000_000
const name = z.string().trim().min(1).max(NAME_CHARS_MAX).optional()

export const CITY = 'UniaCity'
export const Place = z.object({
  names: z.object({ pl: name, en: name, uk: name }).refine((names) => Object.values(names).some(Boolean)),
  point: z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).optional().describe('longitude, latitude (WGS 84)'), // prettier-ignore
  people: z.int().min(0).max(PEOPLE_MAX).optional(),
})
export type Place = z.infer<typeof Place>
