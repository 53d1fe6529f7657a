/** things.json, which a pack may do without: which kinds of things anybody may see, what energy costs and emits, what readings become figures. */
import { z } from 'zod'
import { CARRIERS, Feed, FeedCompleteness, LEVELS_OF_ACCESS } from '#infrastructure'
import { Open } from '../types.ts'
import { day, slug, text, Texts, url } from '../words.ts'

/** A price or a factor, with whom it is from. Without an end it holds until another does. */
const Rate = z.strictObject({
  kind: z.enum(['tariff', 'factor']),
  carrier: z.enum(CARRIERS),
  from: day,
  to: day.optional(),
  value: z.number().min(0).max(1e6),
  unit: z.enum(['PLN/kWh', 'PLN/GJ', 'kg/kWh', 'kg/GJ']),
  /** 0.23 for 23 %; the value is without it. */
  vat: z.number().min(0).max(1).default(0),
  name: text,
  source: slug,
})
export type Rate = z.infer<typeof Rate>

/** A feed, and what the catalogue says of the dataset of its figures. */
const PackFeed = Feed.extend({
  completeness: FeedCompleteness.extend({ source: slug.optional() }),
  sources: z.array(slug).min(1),
  licence: Texts,
  open: Open,
})

/** Things of one type as a dataset that changes all the time: asked for by NGSI-LD as soon as any of them reports. */
const Live = Open.omit({ frequency: true }).extend({ id: slug, names: Texts, type: text, asset: slug })

export const Things = z.strictObject({
  /** The contexts by which names of types and attributes are read; the later before the earlier. */
  contexts: z.array(url).max(50).default([]),
  policies: z
    .array(z.strictObject({ type: text, attribute: text.optional(), level: z.enum(LEVELS_OF_ACCESS) }))
    .default([]),
  rates: z.array(Rate).default([]),
  feeds: z.array(PackFeed).default([]),
  live: z.array(Live).default([]),
})
export type Things = z.infer<typeof Things>
export const NOTHING: Things = { contexts: [], policies: [], rates: [], feeds: [], live: [] }
