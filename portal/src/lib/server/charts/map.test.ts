/** A map is drawn inside its frame, and its classes hold every value once. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { classesOf } from './classes.ts'
import { FLOW_KINDS, networkChart } from './network.ts'
import { drawOutlines } from './outlines.ts'

const square = (id: string, lon: number) => ({
  type: 'Feature' as const,
  id,
  properties: { names: { pl: id, en: id, uk: id }, kind: 'district', source: 'x' },
  geometry: {
    type: 'Polygon' as const,
    coordinates: [
      [
        [lon, 51],
        [lon + 0.1, 51],
        [lon + 0.1, 51.1],
        [lon, 51.1],
        [lon, 51],
      ] as [number, number][],
    ],
  },
})

test('outlines fill the width and keep their shape', () => {
  const drawing = drawOutlines({ features: [square('a', 22), square('b', 22.1)] }, 400)!
  const [, , width, height] = drawing.viewBox.split(' ').map(Number)
  expect(width).toBe(400)
  expect(height! / width!).toBeCloseTo(0.1 / (0.2 * Math.cos((51.05 * Math.PI) / 180)), 1)
  expect(drawing.paths.map(({ id }) => id)).toEqual(['a', 'b'])
  expect(drawing.paths[0]!.d).toMatch(/^M0 [\d.]+L[\dL. ]+Z$/)
  expect(drawOutlines({ features: [] }, 400)).toBeUndefined()
})

test('bounds rise, and every class is between its bounds', () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1 }), (values) => {
      const { bounds, of } = classesOf(values)
      expect(bounds).toEqual([...new Set(bounds)].sort((a, b) => a - b))
      expect(bounds.length).toBeLessThan(5)
      for (const value of values) {
        const place = of(value)
        expect(value).toBeGreaterThanOrEqual(bounds[place - 1] ?? -Infinity)
        expect(value).toBeLessThan(bounds[place] ?? Infinity)
      }
    }),
  )
})

test('bounds are round', () => {
  expect(classesOf([133, 480, 620, 1430, 1580, 2900, 3100, 5800, 6400, 9000]).bounds).toEqual([600, 1500, 3000, 6000])
})

test('cities of the network stand inside the frame wherever they are', () => {
  const point = fc.tuple(fc.double({ min: -180, max: 180, noNaN: true }), fc.double({ min: -85, max: 85, noNaN: true }))
  fc.assert(
    fc.property(
      fc.array(point, { minLength: 1, maxLength: 12 }),
      fc.constantFrom('wide' as const, 'narrow' as const),
      (points, size) => {
        const cities = points.map((at, i) => ({ id: `${i}`, name: `<City ${i}>`, point: at, said: `City ${i}` }))
        const rest = cities.slice(1).map(({ id }) => id)
        const drawing = { title: 'Map', description: 'All', cities, links: rest.map((to) => ({ to, isGood: false, said: to })), flows: [...rest, 'unknown'].map((from, i) => ({ kind: FLOW_KINDS[i % 3]!, from, to: '0', said: from })), km: (km: number) => `${km} km` } // prettier-ignore
        const svg = networkChart(drawing, size)
        expect(svg).not.toMatch(/NaN|Infinity|<City/)
        const [, width, height] = /viewBox="0 0 (\d+) (\d+)"/.exec(svg)!.map(Number)
        const dots = [...svg.matchAll(/<circle cx="([-\d.]+)" cy="([-\d.]+)"/g)].map(([, x, y]) => [
          Number(x),
          Number(y),
        ])
        expect(dots).toHaveLength(points.length)
        expect(dots.every(([x, y]) => x! >= 0 && x! <= width! && y! >= 0 && y! <= height!)).toBe(true)
      },
    ),
    { numRuns: 50 },
  )
  expect(networkChart({ title: '', description: '', cities: [], links: [], flows: [], km: String }, 'wide')).toBe('')
})
