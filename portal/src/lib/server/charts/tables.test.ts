/** What is drawn of tables says its figures as they are, and holds nothing that a value could have written. */
import { expect, test } from 'vitest'
import { barChart } from './bars.ts'
import { framed, placesMap } from './places.ts'
import { linesChart, scatterChart, spreadChart } from './plots.ts'

const evil = '<script>alert(1)</script>'
const named = { title: evil, description: evil, tick: String, xTick: String }
const bar = (rows: { name: string; parts: { series: number; value: number }[] }[], stacked = true) =>
  barChart({ title: 't', description: 'd', rows, stacked, split: false, number: (value) => value.toFixed(3) }, 'wide')

test('a figure keeps its decimals; places are rounded', () => {
  const svg = bar([{ name: 'a', parts: [{ series: 0, value: 0.123 }] }])
  expect(svg).toContain('>0.123<')
  expect(svg).not.toMatch(/(?:x|y|width)="-?\d+\.\d{2,}"/)
  const line = linesChart({ ...named, tick: (value) => value.toFixed(3), series: [{ name: 'a', colour: 0, points: [{ x: 1, y: 0.01 }, { x: 2, y: 0.02 }] }], fromZero: true }, 'wide') // prettier-ignore
  expect(line).toMatch(/>0\.00\d</)
})

test('bars below zero reach to the left, parts stand one after another', () => {
  const svg = bar([
    { name: 'a', parts: [{ series: 0, value: 2 }, { series: 1, value: 1 }] }, // prettier-ignore
    { name: 'b', parts: [{ series: 0, value: -3 }] },
  ])
  const rects = [...svg.matchAll(/<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)"/g)].map(([, x, width]) => [Number(x), Number(width)] as const) // prettier-ignore
  expect(rects).toHaveLength(3)
  expect(rects[1]![0]).toBeCloseTo(rects[0]![0] + rects[0]![1], 0)
  expect(rects[2]![0] + rects[2]![1]).toBeCloseTo(rects[0]![0], 0)
  expect(svg).toContain('>3.000<')
  expect(bar([])).toBe('')
})

test('no text of a table becomes part of the drawing', () => {
  const square = { type: 'Polygon', coordinates: [[[22, 51], [22.1, 51], [22.1, 51.1], [22, 51]]] } // prettier-ignore
  const drawings = [
    bar([{ name: evil, parts: [{ series: 0, value: 1 }] }]),
    linesChart({ ...named, fromZero: false, series: [0, 1].map((colour) => ({ name: evil, colour, points: [{ x: 1, y: 1 }, { x: 2, y: 3 }] })) }, 'narrow'), // prettier-ignore
    spreadChart({ ...named, bins: [{ from: 0, to: 1, count: 2 }] }, 'wide'),
    scatterChart({ ...named, labelX: evil, labelY: evil, dots: [{ x: 1, y: 1, count: 1, series: 0 }] }, 'wide'),
    placesMap({
      ...{ title: evil, description: evil, box: framed([22, 51, 22.1, 51.1]), outlines: { features: [] } },
      ...{ areas: new Map(), circles: [{ lon: 22, lat: 51, r: 3, title: evil }], bounds: 0 },
      figures: [{ geometry: square, title: evil }],
    }),
  ]
  for (const svg of drawings) {
    expect(svg.startsWith('<svg')).toBe(true)
    expect(svg).not.toContain('<script')
  }
})

test('a map is neither too tall nor too flat, and holds what it is of', () => {
  for (const box of [
    [22, 51, 22, 51],
    [22, 51, 23, 51],
    [22, 51, 22, 52],
  ] as [number, number, number, number][]) {
    // prettier-ignore
    const [west, south, east, north] = framed(box)
    const wide = (east - west) * Math.cos((((south + north) / 2) * Math.PI) / 180)
    expect((north - south) / wide).toBeGreaterThan(0.44)
    expect((north - south) / wide).toBeLessThan(1.26)
    expect(west < box[0] && south < box[1] && east > box[2] && north > box[3]).toBe(true)
  }
})
