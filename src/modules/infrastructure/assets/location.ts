/** Where a thing stands, as exactly as it is kept: to a centimetre. Pure. */
import type { Geometry } from './types.ts'

const DIGITS = 7

type Nested = number | Nested[]
const rounded = (value: Nested): Nested =>
  typeof value === 'number' ? Number(value.toFixed(DIGITS)) : value.map(rounded)

/** Without heights, which a map of a city has no use for. */
export function placed({ type, coordinates }: Geometry): Geometry {
  const flat = (value: Nested): Nested =>
    Array.isArray(value) && typeof value[0] === 'number' ? value.slice(0, 2) : (value as Nested[]).map(flat)
  return { type, coordinates: rounded(flat(coordinates as Nested)) }
}
