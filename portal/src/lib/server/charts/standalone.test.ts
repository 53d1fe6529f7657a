/** A chart as a file needs nothing beside it, whatever its words are. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { lineChart } from './line.ts'
import { standalone } from './standalone.ts'

const drawn = lineChart(
  {
    title: 'PM2,5',
    description: 'falls',
    series: [
      {
        ...{ id: 'own', label: 'Own & only', role: 'own' },
        points: [2020, 2021].map((year, i) => ({ period: `${year}`, value: i + 1, status: 'A' as const })),
      },
    ],
    thresholds: [{ value: 2, label: 'WHO' }],
    ...{ breaks: [], breakLabel: 'break', number: String, tick: String },
  },
  'wide',
)
const file = standalone(drawn, {
  title: '<script>alert(1)</script> in the air',
  subtitle: 'µg/m³',
  notes: ['Source: "GIOŚ" & others', 'https://example.org/en/indicators/pm'],
  tokens: readFileSync('portal/src/lib/styles/tokens.css', 'utf8'),
  colours: { 'accent-light': '#123456' },
})

test('every colour is filled in, the city’s own among them', () => {
  expect(file).not.toMatch(/var\(|light-dark|currentColor/)
  expect(file).toContain('#123456')
  expect(file).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/)
})

test('title, source and address stand inside, and nothing in them runs', () => {
  expect(file).toContain('Source: &quot;GIOŚ&quot; &amp; others')
  expect(file).toContain('https://example.org/en/indicators/pm')
  expect(file).not.toContain('<script')
  expect(file.match(/<svg/g)).toHaveLength(1)
})

test('it is larger than the drawing by what stands around it', () => {
  const [, height = 0] = /viewBox="0 0 \d+ (\d+)"/.exec(file)?.map(Number) ?? []
  expect(height).toBeGreaterThan(400 + 26 + 15)
})
