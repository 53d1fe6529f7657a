/** Not only the first error: one does not hide the next, in a file or in its rows; and what stands outside is seen. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkCity } from './index.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unia-city-'))
  await cp('test/cities/rivermouth', folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

async function write(file: string, changes: [right: string, wrong: string][]): Promise<void> {
  const path = join(folder, file)
  let text = await readFile(path, 'utf8')
  for (const [right, wrong] of changes) {
    expect(text.split(right), `${right} once in ${file}`).toHaveLength(2)
    text = text.replace(right, () => wrong)
  }
  await writeFile(path, text)
}

const fields = async () => (await checkCity(folder)).map(({ file, field }) => `${file} ${field}`).toSorted()

test('errors of shape, reference, standard and formula in one file are all told', async () => {
  await write('indicators.json', [
    ['"uk": "Мешканці"', '"ua": "Мешканці"'],
    ['"standard": "iso37120"', '"standard": "iso37121"'],
    ['"direction": "higher"', '"direction": "up"'],
    ['"fees / population_total"', '"tolls / population_total"'],
  ])
  expect(await fields()).toEqual([
    'indicators.json indicators[0].names.ua',
    'indicators.json indicators[0].names.uk',
    'indicators.json indicators[1].standards[0].standard',
    'indicators.json indicators[2].direction',
    'indicators.json indicators[3].formula',
  ])
})

test('what is missing causes no second complaint by what refers to it', async () => {
  await write('places.json', [['"en": "Saltbridge",', '']])
  await write('measures.json', [['"en": "Harbour fees",', '']])
  await write('sources.json', [['"url": "https://rivermouth.example/data"', '"url": "rivermouth.example"']])
  expect(await fields()).toEqual([
    'measures.json measures[3].names.en',
    'places.json areas[2].names.en',
    'sources.json sources[0].url',
  ])
})

test('JSON that cannot be read hides no other file', async () => {
  await write('measures.json', [['"unit": "km2"', '"unit": km2"']])
  await write('places.json', [['[-29.1, 45.2]', '[45.2, -29.1]']])
  expect(await fields()).toEqual(['measures.json ', 'places.json areas[2].point'])
})

test('every wrong row is told on its line', async () => {
  await write('data/figures.csv', [
    ['rivermouth,fees,,2021,7000', 'rivermouth,fees,,2021,seven'],
    ['rivermouth,fees,,2022,7000', 'rivermoth,fees,,2022,7000'],
    ['saltbridge,ferry_trips,season=summer,2021', 'saltbridge,ferry_trips,season=autumn,2021'],
    ['port-heron,fees,,2023', 'port-heron,fees,,2022'],
  ])
  const rows = (await readFile(join(folder, 'data/figures.csv'), 'utf8')).split('\n')
  const problems = await checkCity(folder)
  expect(problems.map(({ line, field }) => `${rows[line - 1]!.split(',').slice(0, 4).join(',')} ${field}`)).toEqual([
    'rivermouth,fees,,2021 value',
    'rivermoth,fees,,2022 area',
    'saltbridge,ferry_trips,season=autumn,2021 dimension',
    expect.stringMatching(/^port-heron,fees,,2022/),
  ])
})

test('a row of a copy that its dataset does not list', async () => {
  await writeFile(
    join(folder, 'data/figures.csv'),
    'area,measure,period,value,unit,via\nrivermouth,fees,2021,1,XTS,9\n',
  )
  expect(await checkCity(folder)).toMatchObject([{ file: 'data/figures.csv', line: 2, column: 6, field: 'via' }])
})

test('what the catalogue would not take of a dataset: areas and assets that are not there, terms and names that are none', async () => {
  await write('datasets.json', [
    ['"asset": "statistics"', '"asset": "residents"'],
    ['"spatial": ["xe"]', '"spatial": ["xf"]'],
    ['"id": "figures"', '"id": "city-figures"'],
    ['"frequency": "ANNUAL"', '"frequency": "YEARLY"'],
  ])
  expect(await fields()).toEqual([
    'datasets.json datasets[0].id',
    'datasets.json datasets[0].open.frequency',
    'datasets.json datasets[0].open.spatial[0]',
    'datasets.json own.asset',
  ])
})

test('a file of figures that no dataset names', async () => {
  await writeFile(join(folder, 'data/more.csv'), 'area,measure,period,value\n')
  expect(await fields()).toEqual(['data/more.csv '])
})

test('ends before beginnings', async () => {
  await write('measures.json', [['"unit": "XTS",', '"unit": "XTS", "max": -1,']])
  await write('city.json', [['"to": 2035', '"to": 2015']])
  await write('places.json', [
    ['"kind": "country",', '"kind": "country", "validFrom": "2001-01-01", "validTo": "2000-01-01",'],
  ])
  expect((await fields()).filter((field) => field.includes('.json'))).toEqual([
    'city.json strategies[0].to',
    'measures.json measures[3].max',
    'places.json areas[0].validTo',
  ])
})
