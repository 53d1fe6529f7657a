/** Where an entity must be: `georel`, a geometry, and the attribute that holds the place. */
import { geometryOf, type Geometry } from '../reading/geometry.ts'
import { refuse } from '../refusals.ts'
import type { Terms } from '../terms/terms.ts'

export const LOCATION = 'https://uri.etsi.org/ngsi-ld/location'
const RELATIONS = ['near', 'within', 'contains', 'overlaps', 'intersects', 'equals', 'disjoint'] as const
export type Relation = (typeof RELATIONS)[number]
export type GeoQuery = { relation: Relation; min_m?: number; max_m?: number; geometry: Geometry; property: string }
type Asked = { georel?: unknown; geometry?: unknown; coordinates?: unknown; geoproperty?: unknown }
/** Half of the way around the world and a little. */
const DISTANCE_M_MAX = 20_100_000

/** Undefined where nothing is asked. Throws `context.badGeoQuery`, `context.badGeometry`. */
export function geoQueryOf({ georel, geometry, coordinates, geoproperty }: Asked, terms: Terms): GeoQuery | undefined {
  if (georel === undefined && geometry === undefined && coordinates === undefined) return undefined
  if (typeof georel !== 'string' || typeof geometry !== 'string' || coordinates === undefined)
    throw refuse.badGeoQuery({ problem: 'incomplete' })
  const [name, ...modifiers] = georel.split(';')
  const relation = RELATIONS.find((one) => one === name)
  if (!relation) throw refuse.badGeoQuery({ problem: 'relation', value: georel.slice(0, 60) })
  const property = geoproperty === undefined ? LOCATION : terms.iri(String(geoproperty))
  return {
    ...{
      relation,
      property,
      geometry: geometryOf({ type: geometry, coordinates: listOf(coordinates) }, 'coordinates'),
    },
    ...distances(relation, modifiers),
  }
}

function listOf(coordinates: unknown): unknown {
  if (typeof coordinates !== 'string') return coordinates
  try {
    return JSON.parse(coordinates)
  } catch {
    throw refuse.badGeoQuery({ problem: 'coordinates', value: coordinates.slice(0, 60) })
  }
}

function distances(relation: Relation, modifiers: string[]): { min_m?: number; max_m?: number } {
  const found: { min_m?: number; max_m?: number } = {}
  for (const modifier of modifiers) {
    const [, which, amount] = /^\s*(min|max)Distance==(\d+(?:\.\d+)?)\s*$/.exec(modifier) ?? []
    if (relation !== 'near' || which === undefined) throw refuse.badGeoQuery({ problem: 'distance', value: modifier })
    found[which === 'min' ? 'min_m' : 'max_m'] = Math.min(Number(amount), DISTANCE_M_MAX)
  }
  if (relation === 'near' && modifiers.length === 0) throw refuse.badGeoQuery({ problem: 'distance', value: '' })
  return found
}
