/** For tests: a small world of areas and measures, everything a file yields, gathered, and any figures. */
import fc from 'fast-check'
import type { Source } from '#tables'
import { rowAt } from './batches.ts'
import { readFigures } from './read.ts'
import { REASONS, STATUSES } from './types.ts'
import type { AcceptedRow, Known, KnownMeasure, Layout, ReadOptions, Rejection } from './types.ts'
import type { TidyRow } from './write.ts'

const AREAS: Record<string, string> = {
  '0201011': 'brzeg-maly',
  '2261011': 'zrodlo',
  '0200000': 'pl-02',
  '0000000': 'pl',
  '020100000000': 'brzeg-maly',
}
const MEASURES: Record<string, KnownMeasure> = {
  population: { unit: 'person', min: 0 },
  share: { unit: '%', min: 0, max: 100 },
  area: { unit: 'km2', dimensions: [] },
  by_age: { unit: 'person', dimensions: ['age', 'sex'], min: 0 },
  'iso37120-8.1': { unit: 'µg/(100000 m3)', min: 0 },
}
const FACTORS: Record<string, number> = { '1000 person→person': 1000, 'kperson→person': 1000, 'persons→person': 1 }

export const known: Known = {
  area: (code, scheme) => (scheme === undefined && Object.values(AREAS).includes(code) ? code : AREAS[code]),
  measure: (id) => (Object.hasOwn(MEASURES, id) ? MEASURES[id] : undefined),
  unitFactor: (from, to) => FACTORS[`${from}→${to}`],
}

export type ReadAll = { rows: AcceptedRow[]; rejected: Rejection[]; skipped: number; layout: Layout | undefined }

export async function readAll(source: Source, options: ReadOptions = {}): Promise<ReadAll> {
  const all: ReadAll = { rows: [], rejected: [], skipped: 0, layout: undefined }
  for await (const batch of readFigures(source, options, known)) {
    for (let i = 0; i < batch.accepted.length; i++) all.rows.push(rowAt(batch.accepted, i))
    all.rejected.push(...batch.rejected)
    all.skipped += batch.skipped
    all.layout = batch.layout
  }
  return all
}

const figure = fc
  .record({
    area: fc.constantFrom('pl', 'pl-02', 'brzeg-maly', 'zrodlo'),
    measure: fc.constantFrom('population', 'by_age', 'iso37120-8.1'),
    dimension: fc.constantFrom('', 'age=15-19', 'age=15-19;sex=male'),
    period: fc.constantFrom('2020', '2021-S1', '2021-Q3', '2022-M11', '2023-05-17'),
    value: fc.option(fc.double({ min: 0, max: 1e15, noNaN: true, noDefaultInfinity: true })),
    status: fc.constantFrom(...STATUSES.filter((status) => status !== 'M')),
    reason: fc.constantFrom(...REASONS),
    note: fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 30 }),
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('=1+1', "'=x", '_x000D_', '-', '+5', 'a: b', '$2E', '<&">', 'a\r\nb', '@'),
    ),
  })
  .map(({ reason, note, ...row }): TidyRow => {
    // A replacement character is what broken bytes become, and rejected as such.
    const said = note
      .toWellFormed()
      .replace(/[\0\ufffd]/g, '')
      .trim()
    const value = row.value === 0 ? 0 : row.value
    const known = value === null ? { value, status: 'M' as const, reason } : { value }
    return { ...row, unit: MEASURES[row.measure]!.unit, ...known, ...(said !== '' && { note: said }) }
  })

const keyOf = ({ area, measure, dimension, period }: TidyRow) => [area, measure, dimension, period].join('|')

/** Figures of different cells, with everything that a figure may have. */
export const anyFigures = fc.uniqueArray(figure, { selector: keyOf, minLength: 1, maxLength: 30 })

/** The figures that were read, as they are written. */
export const asWritten = (rows: AcceptedRow[]): TidyRow[] =>
  rows.map(({ line: _, areaId: __, flags: ___, ...row }) => row)
