/** Geometries in cells: GeoJSON or well-known text, checked, and spelled in one way. */
import { checkGeometry, type Checked } from './check.ts'
import { parseWkt } from './wkt.ts'

export { COUNTRY, type Fault } from './check.ts'

/** A geometry, or the feature around one. Undefined where the text is neither. */
export function readGeometry(text: string, swap = false): Checked | undefined {
  const first = text.trimStart()[0]
  if (first !== '{') return checkGeometry(parseWkt(text.trim()), swap)
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const isFeature = (value as { type?: unknown }).type === 'Feature'
  return checkGeometry(isFeature ? (value as { geometry?: unknown }).geometry : value, swap)
}

export const geometryText = ({ geometry }: Checked): string => JSON.stringify(geometry)
