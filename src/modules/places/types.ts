/** An area is a part of the world that figures are about: a country, a city, one of its districts. */
import { z } from 'zod'

export const Texts = z.object({ pl: z.string(), en: z.string(), uk: z.string() })
export const Identifier = z.object({
  scheme: z.string().describe('whose code it is: teryt, urban-audit, wikidata, nuts…'),
  code: z.string(),
  derived: z.boolean().optional().describe('worked out from another code: unverified'),
})
export type Identifier = z.infer<typeof Identifier>

const Position = z.tuple([z.number(), z.number()]).describe('longitude, latitude (WGS 84)')
const Break = z.object({ period: z.string(), note: Texts, source: z.string() })

export const Outline = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(z.array(Position)) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(z.array(Position))) }),
])
export type Outline = z.infer<typeof Outline>

export const Area = z.object({
  id: z.string(),
  kind: z.string().describe('country, voivodeship, region, city, district'),
  names: Texts,
  parent: z.string().optional(),
  validFrom: z.string().optional().describe('the first day on which it existed'),
  validTo: z.string().optional().describe('the last day on which it existed'),
  identifiers: z.array(Identifier).default([]),
  point: Position.optional(),
  approximate: z.boolean().optional().describe('the point is only near'),
  breaks: z.array(Break).default([]).describe('where every series of the area breaks'),
  note: Texts.optional(),
  isNameWithdrawn: z.boolean().optional().describe('what was said of it was taken back at the gate, its name included'),
})
export type Area = z.infer<typeof Area>

/** Whose part an area is, and when: all that sums over parts need to know of it. */
export type Kin = Pick<Area, 'id' | 'kind' | 'parent' | 'validFrom' | 'validTo'>

/** An area as a pack gives it. */
export type AreaDraft = Omit<z.input<typeof Area>, 'isNameWithdrawn'> & {
  outline?: { geometry: Outline; source: string }
}

/** Areas as GeoJSON; `bbox` west, south, east, north. */
export const AreaCollection = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(
    z.object({
      type: z.literal('Feature'),
      id: z.string(),
      properties: z.object({ names: Texts, kind: z.string(), source: z.string() }),
      geometry: Outline,
    }),
  ),
})
export type AreaCollection = z.infer<typeof AreaCollection>
