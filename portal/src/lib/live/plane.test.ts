/** A small district on the map of a whole country is one sign with its number, not a heap of forty. */
import { expect, test } from 'vitest'
import { isCrowded, merged, zoomed, type Box } from './plane.ts'

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

test('circles that would lie on each other are one, with all that they stand for', () => {
  const four = [[22.5, 51.2], [22.501, 51.2], [22.5, 51.201], [22.501, 51.201]].map(([lon, lat], i) => ({ at: [lon!, lat!] as const, count: 10 + i, value: i === 0 ? null : i })) // prettier-ignore
  const far = { at: [26, 53] as const, count: 2, value: 7 }
  const [all, other, ...rest] = merged([...four, far], [14, 49, 27, 55])
  expect([all!.count, other, rest]).toEqual([46, far, []])
  expect(all!.value).toBeCloseTo((11 + 24 + 39 + 0) / 36, 1)
  expect(merged(four, [22.499, 51.199, 22.502, 51.202])).toHaveLength(4)
})
