/** Points on the map in one cell: latitude and longitude, or a geometry, fine enough to tell a house. */
import type { Hit } from './types.ts'

const PAIR = /^\(?-?(\d{1,2})[.]\d{4,}°?[NS]?[,; ] ?-?(\d{1,3})[.]\d{4,}°?[EW]?\)?$/i
const GEOMETRY = /^(?:SRID=\d+;)?POINT ?Z? ?\(-?\d{1,3}\.\d{4,} -?\d{1,2}\.\d{4,}[^)]{0,30}\)$/i
const LATITUDE_MAX = 90
const LONGITUDE_MAX = 180

export function pointsIn(text: string): Hit[] {
  const pair = PAIR.exec(text)
  const found = pair ? Number(pair[1]) <= LATITUDE_MAX && Number(pair[2]) <= LONGITUDE_MAX : GEOMETRY.test(text)
  return found ? [{ detector: 'coordinates', start: 0, end: text.length, valid: true, sure: false, office: false }] : []
}
