/** Pages that show the city to the world: to whom, with which indicators, in which words. */
import { z } from 'zod'
import { slug, Texts } from '../partners/pack.ts'
import { Source, When } from '../partners/types.ts'

export const AUDIENCES = ['investors', 'students', 'newcomers', 'visitors'] as const
export const Audience = z.enum(AUDIENCES)
export type Audience = z.infer<typeof Audience>

const url = z.url({ protocol: /^https?$/ })
const source = z.string().min(1).max(100)
const INDICATORS_MAX = 24

const Chapter = z.strictObject({ title: Texts, text: Texts, source: source.optional(), unverified: z.boolean().optional() }) // prettier-ignore

/** One page: what it says, and by which indicators; a number itself never stands in a pack. */
export const PackPage = z.strictObject({
  audience: Audience,
  title: Texts,
  lead: Texts,
  indicators: z.array(z.string().min(1).max(100)).max(INDICATORS_MAX),
  chapters: z.array(Chapter).max(20).default([]),
})

export const PackSector = z.strictObject({
  id: slug,
  names: Texts,
  about: Texts.optional(),
  source: source.optional(),
  unverified: z.boolean().optional(),
})

/** A place in a ranking, a prize, a certificate: by whom, when, and where that can be read. */
export const PackDistinction = z.strictObject({
  id: slug,
  kind: z.enum(['ranking', 'prize', 'certificate', 'title']),
  names: Texts,
  by: Texts.optional(),
  about: Texts.optional(),
  when: When,
  url: url.optional(),
  source,
  unverified: z.boolean().optional(),
})

type Named = { source?: z.infer<typeof Source> }
type Sourced<T> = Omit<T, 'source'> & Named
export type Page = Omit<z.infer<typeof PackPage>, 'chapters'> & { chapters: Sourced<z.infer<typeof Chapter>>[] }
export type Sector = Sourced<z.infer<typeof PackSector>>
export type Distinction = Sourced<z.infer<typeof PackDistinction>>
/** What the pack says, its sources in words. */
export type Shown = { pages: Page[]; sectors: Sector[]; distinctions: Distinction[] }
