/** A small district on the map of a whole country is one sign with its number, not a heap of forty. */
import { expect, test } from 'vitest'
import { isCrowded, zoomed, type Box } from './plane.ts'

const district = Array.from({ length: 40 }, (_, i) => [22.5 + (i % 14) * 0.0005, 51.2 + Math.floor(i / 14) * 0.0016] as const) // prettier-ignore
const near: Box = [22.499, 51.199, 22.508, 51.205]

test('what lies on top of each other is drawn together until one comes near', () => {
  expect(isCrowded(district, near)).toBe(false)
  expect(isCrowded(district, zoomed(near, 100))).toBe(true)
})

test('a few, and things of one place, are drawn each', () => {
  expect(isCrowded(district.slice(0, 5), zoomed(near, 100))).toBe(false)
  expect(isCrowded(Array.from({ length: 40 }, () => [22.5, 51.2] as const), [22.499, 51.199, 22.502, 51.201])).toBe(false) // prettier-ignore
})
