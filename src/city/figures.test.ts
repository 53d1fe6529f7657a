/** The city's own pack holds the figures that its sources published: as many, and these. */
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { knownFrom, readFigures } from '#indicators'
import { SOCIETY_MEASURES } from '#participation'
import { readCity } from './read.ts'
import type { City } from './types.ts'

const FOLDER = 'cities/lublin'

type Figure = { value: number; status: string }
let city: City
const figures = new Map<string, Figure>()
let rows = 0

beforeAll(async () => {
  city = await readCity(FOLDER)
  const known = knownFrom(city.areas, city.measures)
  for (const { file, format, mapping } of city.datasets) {
    for await (const { accepted } of readFigures(join(FOLDER, file), { format, mapping }, known)) {
      rows += accepted.length
      for (let i = 0; i < accepted.length; i++) {
        const key = [accepted.areaId[i], accepted.measure[i], accepted.dimension[i], accepted.period[i]].join(' ')
        figures.set(key, { value: accepted.value[i]!, status: accepted.status[i]! })
      }
    }
  }
})

test('exactly one figure for each area, measure, dimension and period', () => {
  expect(rows).toBe(102_231)
  expect(figures.size).toBe(rows)
})

test('every measure has figures, but what the city’s own things and votes will bring and what stands beside that in a formula', () => {
  const measures = new Set([...figures.keys()].map((key) => key.split(' ')[1]))
  const empty = city.measures.map(({ id }) => id).filter((id) => !measures.has(id))
  const counted = city.society.dataset ? SOCIETY_MEASURES : []
  const fed = new Set<string>([...city.things.feeds.map(({ measure }) => measure), ...counted])
  const waiting = city.indicators
    .map(({ formula }) => formula)
    .filter((formula) => [...fed].some((id) => formula.includes(id)))
  expect(empty.filter((id) => !fed.has(id) && !waiting.some((formula) => formula.includes(id)))).toEqual([])
})

test('66 cities with county rights, each with its codes; 16 voivodeships; 27 districts', () => {
  const count = (kind: string) => city.areas.filter((area) => area.kind === kind).length
  expect([count('city'), count('voivodeship'), count('district')]).toEqual([66, 16, 27])
  expect(city.areas.find(({ id }) => id === 'lublin')?.identifiers).toEqual(
    expect.arrayContaining([
      { scheme: 'teryt', code: '0663000' },
      { scheme: 'teryt', code: '0663011' },
      { scheme: 'bdl-unit', code: '060611163000' },
      { scheme: 'urban-audit', code: 'PL009C' },
      { scheme: 'wikidata', code: 'Q37333' },
    ]),
  )
})

test.each([
  ['lublin population_total  2024', 328305, 'A'],
  ['lublin population_total  2025', 326685, 'A'],
  ['lublin population_total  1995', 354552, 'A'],
  ['lublin population_total  2020', 335114, 'B'],
  ['zielona-gora population_total  2015', undefined, 'B'],
  ['opole population_total  2017', undefined, 'B'],
  ['lublin pm25_annual_mean_gios  2023', 15, 'A'],
  ['lublin pm25_annual_mean_gios  2009', 23.4, 'A'],
  ['lublin pm25_annual_mean_who  2016', 26.72, 'A'],
  ['krakow pm25_annual_mean_gios  2023', 17.07, 'A'],
  ['gdansk pm25_annual_mean_gios  2023', 11.5, 'A'],
  ['sopot pm25_annual_mean_gios  2023', 11.5, 'A'],
  ['lublin unemployment_rate_registered  2024', 4.1, 'A'],
  ['lublin budget_own_revenue_total  2024', 1824996809.99, 'A'],
  ['lublin wage_gross_monthly  2022', 6402.56, 'A'],
  ['lublin wage_gross_monthly  2025', 9288.09, 'A'],
  ['jastrzebie-zdroj wage_gross_monthly  2022', NaN, 'M'],
  ['lublin municipal_waste_generated  2021', 136.9, 'A'],
  ['lublin dwelling_price_secondary  2026-Q2', 10219.03, 'A'],
  ['lublin election_turnout election=sejm 2023', 75.79, 'A'],
  ['lublin population_by_age_sex age=total;sex=male 2024', 151501, 'A'],
  ['lublin budget_revenue_plan  2024', 3.044e9, 'A'],
  ['lublin-rury population_registered  2016', 29798, 'A'],
  ['lublin-rury area_km2  2016', expect.closeTo(3.6, 1), 'E'],
])('%s', (key, value, status) => {
  const figure = figures.get(key)
  expect(figure?.status).toBe(status)
  if (value !== undefined) expect(figure?.value).toEqual(value)
})

test('women and men sum to the population, districts to the registered residents', () => {
  const value = (key: string) => figures.get(key)!.value
  for (const { id } of city.areas.filter(({ kind }) => kind === 'city')) {
    const [women, men] = ['female', 'male'].map((sex) => value(`${id} population_by_age_sex age=total;sex=${sex} 2024`))
    expect(women! + men!, id).toBe(value(`${id} population_total  2024`))
  }
  const districts = city.areas.filter(({ kind }) => kind === 'district')
  const sum = (measure: string) => districts.reduce((total, { id }) => total + value(`${id} ${measure}  2016`), 0)
  expect(sum('population_registered')).toBe(324_637)
  expect(sum('area_km2')).toBeGreaterThan(147)
  expect(sum('area_km2')).toBeLessThan(148)
})
