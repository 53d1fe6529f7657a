/** The checks of incoming figures, run over every figure of the pack: few are remarked on, and a planted slip is. */
import { createReadStream } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { knownFrom, readFigures } from '#indicators'
import { areasOf, check, type Areas, type Row } from '../modules/indicators/checking/rules/index.ts'
import { readCity } from './read.ts'
import type { City } from './types.ts'

let city: City
let areas: Areas
const rows = new Map<string, Row[]>()

beforeAll(async () => {
  city = await readCity('cities/lublin')
  areas = areasOf(city.areas.map((area) => ({ ...area, breaks: area.breaks ?? [] })))
  const known = knownFrom(city.areas, city.measures)
  for (const { file, format, mapping } of city.datasets) {
    const source = createReadStream(join(city.folder, file))
    for await (const { accepted } of readFigures(source, { format, mapping }, known)) {
      for (let i = 0; i < accepted.length; i++) {
        const id = accepted.measure[i]!
        const value = accepted.value[i]!
        const row = {
          area: accepted.areaId[i]!,
          dimension: accepted.dimension[i]!,
          period: accepted.period[i]!,
          value: Number.isNaN(value) ? null : value,
          status: accepted.status[i]!,
          line: accepted.line[i]!,
        }
        const own = rows.get(id)
        if (own) own.push(row)
        else rows.set(id, [row])
      }
    }
  }
})

const found = (change: (row: Row) => Row = (row) => row) =>
  city.measures.flatMap((measure) => check(measure, (rows.get(measure.id) ?? []).map(change), areas))

test('of a hundred thousand real figures two in a thousand are remarked on, and the districts add up', () => {
  const all = [...rows.values()].reduce((sum, own) => sum + own.length, 0)
  expect(all).toBeGreaterThan(90_000)
  const remarks = Map.groupBy(found(), (one) => one.check)
  const count = (name: Parameters<typeof remarks.get>[0]) => remarks.get(name)?.length ?? 0
  expect(count('total')).toBe(0)
  expect(count('unitSlip')).toBeLessThan(0.000_4 * all)
  expect(count('jump') + count('peers')).toBeLessThan(0.002 * all)
})

test('figures of the last year alone are remarked on less than once in two hundred', () => {
  const isNew = (row: Row) => row.period.startsWith('2024')
  const incoming = [...rows.values()].flat().filter(isNew).length
  const remarks = found((row) => ({ ...row, line: isNew(row) ? row.line : 0 }))
  expect(incoming).toBeGreaterThan(2_000)
  expect(remarks.length).toBeLessThan(incoming / 200)
})

test('the population in thousands, in any year of any city, is a slip by a thousand', () => {
  const all = rows.get('population_total')!
  const measure = city.measures.find(({ id }) => id === 'population_total')!
  for (const at of [5, 300, 700, 1_100]) {
    const slipped = all.map((row, i) => ({
      ...row,
      value: i === at ? row.value! / 1_000 : row.value,
      line: i === at ? 2 : 0,
    }))
    const [finding, ...others] = check(measure, slipped, areas)
    expect(others).toEqual([])
    expect(finding).toMatchObject({ check: 'unitSlip', details: { factor: 0.001 }, area: all[at]!.area })
  }
})

test('a district with a figure ten times too large no longer adds up to the city', () => {
  const measure = city.measures.find(({ id }) => id === 'population_registered')!
  const all = rows.get(measure.id)!
  const at = all.findIndex(({ area }) => area === 'lublin-felin')
  const wrong = all.map((row, i) => ({ ...row, value: i === at ? row.value! * 10 : row.value, line: i === at ? 9 : 0 }))
  expect(check(measure, wrong, areas)).toMatchObject([{ check: 'total', area: 'lublin-felin', low: all[at]!.value }])
})
