/** Geometries as GeoJSON has them (RFC 7946): longitude before latitude, in WGS 84. */

export type Position = number[]
export const GEOMETRY_TYPES = {
  Point: 0,
  MultiPoint: 1,
  LineString: 1,
  MultiLineString: 2,
  Polygon: 2,
  MultiPolygon: 3,
} as const
/** How deep the positions of each lie. */
export type GeometryType = keyof typeof GEOMETRY_TYPES
export type Geometry =
  { type: GeometryType; coordinates: unknown[] } | { type: 'GeometryCollection'; geometries: Geometry[] }

/** Of one geometry. */
export const POSITIONS_MAX = 1_000_000
export const DEPTH_MAX = 8
