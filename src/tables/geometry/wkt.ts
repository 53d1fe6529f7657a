/** Well-known text, also with the SRID before it that PostGIS writes. */
import { DEPTH_MAX, POSITIONS_MAX, type Geometry, type GeometryType } from './types.ts'

const NAMES: Record<string, GeometryType> = {
  POINT: 'Point',
  MULTIPOINT: 'MultiPoint',
  LINESTRING: 'LineString',
  MULTILINESTRING: 'MultiLineString',
  POLYGON: 'Polygon',
  MULTIPOLYGON: 'MultiPolygon',
}
const HEAD = /\s*([A-Z]+)\s*(?:ZM?|M)?\s*/y
const POSITION = /\s*(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?(?:\s+-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?){1,3})\s*/y

type Reader = { text: string; at: number; positions: number }

/** Undefined where the text is no geometry. */
export function parseWkt(text: string): Geometry | undefined {
  const reader: Reader = { text: text.replace(/^SRID=\d+;/i, '').toUpperCase(), at: 0, positions: 0 }
  const geometry = readGeometry(reader, 0)
  return geometry && reader.text.slice(reader.at).trim() === '' ? geometry : undefined
}

function readGeometry(reader: Reader, depth: number): Geometry | undefined {
  HEAD.lastIndex = reader.at
  const match = HEAD.exec(reader.text)
  if (!match || depth > DEPTH_MAX) return undefined
  reader.at = HEAD.lastIndex
  const name = match[1]!
  if (name === 'GEOMETRYCOLLECTION') {
    const geometries = readList(reader, () => readGeometry(reader, depth + 1))
    return geometries && { type: 'GeometryCollection', geometries: geometries as Geometry[] }
  }
  const type = Object.hasOwn(NAMES, name) ? NAMES[name] : undefined
  if (!type) return undefined
  const coordinates = readNested(reader, 0)
  if (!coordinates) return undefined
  return { type, coordinates: type === 'Point' ? (coordinates[0] as unknown[]) : unwrapped(type, coordinates) }
}

/** 'MULTIPOINT ((1 2), (3 4))' says the same as 'MULTIPOINT (1 2, 3 4)'. */
const unwrapped = (type: GeometryType, all: unknown[]): unknown[] =>
  type === 'MultiPoint' && Array.isArray((all[0] as unknown[])?.[0]) ? all.map((one) => (one as unknown[])[0]) : all

function readNested(reader: Reader, depth: number): unknown[] | undefined {
  if (depth > DEPTH_MAX) return undefined
  return readList(reader, () => (next(reader) === '(' ? readNested(reader, depth + 1) : readPosition(reader)))
}

function readPosition(reader: Reader): number[] | undefined {
  POSITION.lastIndex = reader.at
  const match = POSITION.exec(reader.text)
  if (!match || ++reader.positions > POSITIONS_MAX) return undefined
  reader.at = POSITION.lastIndex
  return match[1]!.split(/\s+/).slice(0, 2).map(Number)
}

function readList(reader: Reader, read: () => unknown): unknown[] | undefined {
  if (next(reader) !== '(') return undefined
  reader.at++
  const all: unknown[] = []
  for (;;) {
    const one = read()
    if (one === undefined) return undefined
    all.push(one)
    const sign = next(reader)
    reader.at++
    if (sign === ')') return all
    if (sign !== ',') return undefined
  }
}

function next(reader: Reader): string | undefined {
  while (reader.text[reader.at] === ' ') reader.at++
  return reader.text[reader.at]
}
