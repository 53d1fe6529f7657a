/** Coordinates whose two axes have changed places: in this part of the world each axis has numbers that the other has not. */
import { COUNTRY } from '../geometry/index.ts'
import type { ColumnProfile, Problems } from '../types.ts'

const within = ({ min, max }: ColumnProfile, low: number, high: number): boolean => Number(min) >= low && Number(max) <= high // prettier-ignore

export function tellAxes(columns: readonly ColumnProfile[], problems: Problems): void {
  const latitude = columns.find(({ type }) => type === 'latitude')
  const longitude = columns.find(({ type }) => type === 'longitude')
  if (!latitude?.min || !longitude?.min) return
  const { west, east, south, north } = COUNTRY
  if (!within(latitude, west, east) || !within(longitude, south, north)) return
  for (const { index, min, max } of [latitude, longitude])
    problems.add('axesSwapped', { line: 0, column: index - 1, found: `${min} … ${max}`, expected: index === latitude.index ? `${south} … ${north}` : `${west} … ${east}` }) // prettier-ignore
}
