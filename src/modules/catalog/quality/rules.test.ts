/** What is said of a dataset's quality is what can be counted in it. */
import { expect, test } from 'vitest'
import type { Content } from '../deliveries/types.ts'
import type { Dataset, Distribution, Frequency } from '../types.ts'
import { qualityOf } from './rules.ts'

const way = (day: string, formats: Distribution['formats']): Distribution => {
  const version = { id: 'v', number: 1, seq: 1, publishedAt: new Date(day), sha256: '', bytes: 1, mediaType: 'text/csv' } // prettier-ignore
  return { id: 'd', slug: 'd', title: { pl: 'D' }, kind: 'table', format: 'csv', formats, versions: [version], current: version } // prettier-ignore
}
const dataset = (frequency: Frequency, distributions: Distribution[], more: object = {}): Dataset => ({
  ...{ id: 'x', slug: 'x', publisher: { id: 'c', names: { pl: 'C', en: 'C', uk: 'C' }, kind: 'city' } },
  ...{ asset: { slug: 'a' }, issued: new Date(0), modified: new Date(0), distributions },
  description: {
    ...{ title: { pl: 'T' }, description: { pl: 'D' }, keywords: [], themes: [], hvdCategories: [] },
    ...{ applicableLegislation: [], licence: 'CC0-1.0', frequency, contact: { name: 'C' }, spatial: [], sources: [] },
    ...{ documentation: [], conformsTo: [], related: [] },
    ...more,
  },
})
const statistic = (name: string, missing: number) => ({ name, type: 'string' as const, count: 100, missing, distinct: { count: 3, isEstimate: false }, top: { values: [], isPartial: false } }) // prettier-ignore
const content: Content = {
  columns: [
    { name: 'code', type: 'code', sql: 'text' },
    { name: 'girth', type: 'number', sql: 'numeric' },
    { name: 'year', type: 'year', sql: 'integer' },
  ],
  dictionary: {
    fields: [
      { name: 'code', type: 'code', description: { pl: 'Kod' } },
      { name: 'girth', type: 'number', unit: 'cm' },
      { name: 'year', type: 'year' },
    ],
  },
  ...{ isTreated: false, key: [] },
  statistics: [statistic('code', 0), statistic('girth', 30), statistic('year', 0)],
}
const NOW = new Date('2026-11-26T10:00:00Z')

test('cells, columns and units are counted', () => {
  const found = qualityOf(dataset('IRREG', [way('2020-01-01', ['csv'])]), [content], NOW)
  expect(found).toMatchObject({
    ...{ stars: 3, cells: { all: 300, filled: 270 } },
    columns: { all: 3, described: 1, numbers: 1, withUnit: 1 },
  })
  expect(found.improve).toEqual([
    { code: 'empty', n: 1, columns: ['girth'] },
    { code: 'descriptions', n: 2, columns: ['girth', 'year'] },
    { code: 'codes', n: 1, columns: ['code'] },
    ...['languages', 'keywords', 'period', 'area', 'provenance'].map((code) => ({ code })),
  ])
})

test('freshness is held against what was promised', () => {
  const late = (frequency: Frequency, day: string) =>
    qualityOf(dataset(frequency, [way(day, ['csv'])]), [], NOW).freshness?.late_days
  expect(late('ANNUAL', '2025-12-01')).toBeUndefined()
  expect(late('ANNUAL', '2025-11-01')).toBe(24)
  expect(late('DAILY', '2026-11-26')).toBeUndefined()
  expect(late('DAILY', '2026-11-20')).toBe(5)
  expect(late('NEVER', '2001-01-01')).toBeUndefined()
  expect(qualityOf(dataset('DAILY', []), [], NOW).freshness).toBeUndefined()
})

test('nothing is asked of what has everything', () => {
  const texts = { pl: 'a', en: 'a', uk: 'a' }
  const more = { title: texts, description: texts, keywords: [texts], temporal: { from: '2020-01-01' }, spatial: ['x'], provenance: texts } // prettier-ignore
  expect(qualityOf(dataset('ANNUAL', [way('2026-11-01', ['csv'])], more), [], NOW).improve).toEqual([])
  expect(qualityOf(dataset('ANNUAL', [way('2026-11-01', ['file'])], more), [], NOW).improve).toEqual([{ code: 'format' }]) // prettier-ignore
})
