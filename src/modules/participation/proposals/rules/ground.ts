/** Whose ground it is: a layer of outlines as GeoJSON, read with limits. Pure. */
import { z } from 'zod'
import { refuse } from '../refusals.ts'
import { OWNERS } from '../types.ts'

export const GROUND_BYTES_MAX = 20_000_000
const PARCELS_MAX = 50_000
const POINTS_MAX = 1_000_000

const Position = z.array(z.number().min(-180).max(180)).min(2).max(3)
const Ring = z.array(Position).min(4).max(20_000)
const Geometry = z.union([
  z.object({ type: z.literal('Polygon'), coordinates: z.array(Ring).min(1) }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(z.array(Ring).min(1)).min(1) }),
])
const Feature = z.object({
  type: z.literal('Feature'),
  properties: z.object({ owner: z.enum(OWNERS) }),
  geometry: Geometry,
})
export type Parcel = { owner: (typeof OWNERS)[number]; geometry: z.infer<typeof Geometry> }

/** Throws `proposals.badGround`, which says what is wrong and at which outline, from 1. */
export function parcelsIn(text: string): Parcel[] {
  if (text.length > GROUND_BYTES_MAX) throw refuse.badGround({ problem: 'size', at: 0 })
  const features = featuresIn(text)
  let points = 0
  return features.map((given, i) => {
    const at = i + 1
    const { success, data, error } = Feature.safeParse(given)
    if (!success)
      throw refuse.badGround({ problem: error.issues[0]?.path[0] === 'properties' ? 'owner' : 'outline', at })
    const rings = data.geometry.type === 'Polygon' ? data.geometry.coordinates : data.geometry.coordinates.flat()
    points += rings.reduce((sum, ring) => sum + ring.length, 0)
    if (points > POINTS_MAX) throw refuse.badGround({ problem: 'size', at })
    if (!rings.every((ring) => `${ring[0]}` === `${ring.at(-1)}`)) throw refuse.badGround({ problem: 'open', at })
    return { owner: data.properties.owner, geometry: data.geometry }
  })
}

function featuresIn(text: string): unknown[] {
  let read: unknown
  try {
    read = JSON.parse(text)
  } catch {
    throw refuse.badGround({ problem: 'json', at: 0 })
  }
  const features = (read as { type?: unknown; features?: unknown } | null)?.features
  if (!Array.isArray(features) || features.length === 0) throw refuse.badGround({ problem: 'empty', at: 0 })
  if (features.length > PARCELS_MAX) throw refuse.badGround({ problem: 'size', at: PARCELS_MAX })
  return features
}
