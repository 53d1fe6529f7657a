/** A right pack has no problem; in a broken one each planted error is found in its file, on its line. */
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { checkCity } from './index.ts'

const RIVERMOUTH = 'test/cities/rivermouth'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'unia-city-'))
  await cp(RIVERMOUTH, folder, { recursive: true })
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** Writes `wrong` where `right` stands first, and gives the line on which it then begins. */
async function plant(file: string, right: string, wrong: string): Promise<number> {
  const path = join(folder, file)
  const text = await readFile(path, 'utf8')
  const at = text.indexOf(right)
  expect(at, `${right} in ${file}`).toBeGreaterThanOrEqual(0)
  await writeFile(path, text.slice(0, at) + wrong + text.slice(at + right.length))
  return text.slice(0, at).split('\n').length
}

test.each(['cities/lublin', RIVERMOUTH])('%s has no problem', async (pack) => {
  expect(await checkCity(pack)).toEqual([])
})

const PLANTED: [file: string, right: string, wrong: string, field: string, said: RegExp][] = [
  // By the schema.
  ['city.json', '"Atlantic/Azores"', '"Atlantic/Atlantis"', 'timezone', /IANA/],
  ['city.json', '"#1F4E8C"', '"blue"', 'colours.light.accent', /hexadecimal/],
  ['city.json', '"2025-01-01"', '"2025-02-30"', 'strategies[0].adopted', /a day such as/],
  ['city.json', '"demonstration"', '"demonstrative"', 'demonstrative', /a field that the format knows/],
  ['places.json', '"kind": "country"', '"kind": "kingdom"', 'areas[0].kind', /one of country, voivodeship/],
  ['indicators.json', '"decimals": 0', '"decimals": "none"', 'indicators[0].decimals', /a number|an int/],
  // What refers to something.
  ['city.json', '"country": "xe"', '"country": "xf"', 'country', /an area of places.json/],
  ['city.json', '"arms.svg"', '"shield.svg"', 'arms.file', /a file that the pack has/],
  ['city.json', '["districts"]', '["ferries"]', 'doors[0].facts[0]', /a fact of this file/],
  ['city.json', '["city-residents"', '["city-guests"', 'headlines[0]', /an indicator of indicators.json/],
  ['city.json', '"port-heron"]', '"port-crane"]', 'peers[0].areas[1]', /an area of places.json/],
  ['places.json', '"parent": "rivermouth"', '"parent": "rivermoth"', 'areas[4].parent', /an area of this file/],
  ['places.json', '"code": "R-2"', '"code": "R-1"', 'areas[2].identifiers[0]', /"rivermouth" has it/],
  ['places.json', '"feature": "Quay"', '"feature": "Key"', 'areas[4].outline.feature', /feature in districts.geojson/],
  ['measures.json', '["saltbridge"]', '["sweetbridge"]', 'measures[0].breaks[0].areas[0]', /an area of places.json/],
  ['measures.json', '"id": "winter"', '"id": "summer"', 'measures[2].dimensions[0].values[1].id', /once/],
  ['datasets.json', '["demo"]', '["press"]', 'datasets[0].sources[0]', /a source of sources.json/],
  [
    'city.json',
    '"indicator": "city-residents", "weight"',
    '"indicator": "city-guests", "weight"',
    'likeness[0].indicator',
    /an indicator/,
  ],
  ['network.json', '"city-ferry"', '"city-canoe"', 'pages[0].indicators[2]', /an indicator of indicators.json/],
  ['network.json', 'on a made-up river', 'on a river of 12 bends', 'pages[0].lead.en', /figures come from indicators/],
  ['network.json', '"2030-03-15"', '"2030-03"', 'partners[4].to', /the last day to answer/],
  ['network.json', '"2027-04-30"', '"2023-04-30"', 'partners[3].to', /a time not before 2024-05/],
  ['network.json', '"source": "demo"', '"source": "press"', 'partners[0].source', /a source of sources.json/],
  ['city.json', '"area": "people"', '"area": "folk"', 'strategies[0].goals[3].area', /an area of this strategy: water, people/], // prettier-ignore
  ['city.json', '"area": "water",', '"area": "water", "parent": "1.2",', 'strategies[0].goals[0].parent', /back to this one: 1 → 1\.2 → 1/], // prettier-ignore
  ['city.json', '"parent": "1"', '"parent": "9"', 'strategies[0].goals[1].parent', /the code of a goal/],
  ['city.json', '"code": "1.2"', '"code": "1.1"', 'strategies[0].goals[2].code', /used once in this strategy/],
  [
    'city.json',
    '["city-ferry"]',
    '["city-fairy"]',
    'strategies[0].goals[1].indicators[0]',
    /an indicator of indicators/,
  ],
  [
    'budget.json',
    '"unusedTo": "city"',
    '"unusedTo": "town"',
    'template.sections[0].count.unusedTo',
    /a pool of this file/,
  ],
  ['innovations.json', '"rivermouth-quay"', '"rivermouth-key"', 'innovations[0].area', /an area of places.json/],
  ['innovations.json', '"repair-evenings"', '"tide-lamps"', 'innovations[1].id', /once/],
  ['innovations.json', '"to": 2020', '"to": 2016', 'innovations[1].to', /not before 2018/],
  ['innovations.json', '"demo"', '"press"', 'innovations[0].source', /a source of sources.json/],
  ['innovations.json', '"environment"', '"weather"', 'innovations[0].dimension', /one of economy/],
  ['money.json', 'money/budget.csv', 'money/gone.csv', 'files[0].file', /a file of the pack/],
  ['money/budget.csv', ';600;', ';999;', 'Dział', /600/],
  ['budget.json', '"rivermouth-quay"', '"rivermouth-key"', 'template.pools[0].area', /an area of places.json/],
  ['budget.json', '"ground.geojson"', '"nothing.geojson"', 'ground.file', /closed outlines/],
  ['budget.json', '"currency": "XTS"', '"currency": "money"', 'template.currency', /three letters/],
  ['things.json', '"energyConsumed"', '"energyEaten"', 'feeds[0].attribute', /a context of "contexts"/],
  ['things.json', '"lighting_use"', '"lightning_use"', 'feeds[0].measure', /a measure of measures.json/],
  ['things.json', '"unit": "kWh",', '"unit": "m2",', 'feeds[0].unit', /comparable with "kWh"/],
  ['things.json', '"share": 0.75', '"share": 75', 'feeds[0].completeness.share', /<=1/],
  ['things.json', '"rivermouth"', '"rivermuth"', 'feeds[0].areas.all', /an area of places.json/],
  ['things.json', 'dataModel.Streetlighting/', 'dataModel.Streets/', 'contexts[0]', /in the program/],
  ['things.json', '"PLN/kWh"', '"kg/kWh"', 'rates[0].unit', /PLN\/kWh or PLN\/GJ/],
  ['things.json', '"2026-01-01"', '"2024-01-01"', 'rates[0].to', /a day after 2025-01-01/],
  ['things.json', '"heat"', '"steam"', 'rates[1].carrier', /one of electricity/],
  ['things.json', '"type": "StreetlightControlCabinet"', '"type": "Streetlight"', 'policies[1].type', /once/],
  ['omissions.json', '"notCollected"', '"forgotten"', 'omissions[0].reason', /one of notCollected, noSource/],
  ['omissions.json', '"iso37120"', '"iso1"', 'omissions[0].standard', /one of iso37120/],
  ['omissions.json', '"5.1"', '"5.99"', 'omissions[0].code', /a code of iso37120/],
  ['assets.json', '"act": "harbour"', '"act": "harbor"', 'assets[0].legalBasis[0].act', /an act of this file/],
  ['assets.json', '"state": "closed"', '"state": "open"', 'assets[1].openness.state', /its class is personal/],
  ['assets.json', '"securityClass": "public"', '"securityClass": "secret"', 'assets[0].securityClass', /one of public/],
  ['targets.json', '"city-ferry"', '"city-fairy"', 'targets[0].indicator', /an indicator of indicators.json/],
  ['targets.json', '"area": "rivermouth"', '"area": "rivermoth"', 'targets[0].area', /an area of places.json/],
  ['targets.json', '"source": "demo"', '"source": "press"', 'targets[0].source', /a source of sources.json/],
  ['targets.json', '"id": "density"', '"id": "ferry-2035"', 'targets[1].id', /once/],
  // Definitions.
  ['targets.json', '"trip/person"', '"person/trip"', 'targets[0].unit', /comparable with "trip\/person"/],
  ['targets.json', '"kind": "strategy"', '"bound": "atMost", "kind": "strategy"', 'targets[0].bound', /"atLeast"/],
  ['targets.json', '"period": "2035"', '"period": "2035-Q5"', 'targets[0].period', /a period such as/],
  ['indicators.json', '"code": "21.5.1"', '"code": "21.5.9"', 'indicators[1].standards[0].code', /a code of iso37120/],
  [
    'indicators.json',
    '"standard": "iso37120"',
    '"standard": "iso1"',
    'indicators[1].standards[0].standard',
    /iso37122/,
  ],
  ['indicators.json', '"area": "people"', '"area": "fish"', 'indicators[0].strategies[0].area', /water, people/],
  [
    'indicators.json',
    '"strategy": "rivermouth-2035"',
    '"strategy": "rivermouth-2036"',
    'indicators[0].strategies[0].strategy',
    /one of rivermouth-2035/,
  ],
  [
    'indicators.json',
    '"standard": "iso37120", "code": "21.5.1"',
    '"standard": "rivermouth-2035", "code": "water"',
    'indicators[1].standards[0].standard',
    /under "strategies"/,
  ],
  [
    'indicators.json',
    '{ "strategy": "rivermouth-2035", "area": "water" }',
    '{ "strategy": "rivermouth-2035", "area": "water" }, { "strategy": "rivermouth-2035", "area": "water" }',
    'indicators[2].strategies[1].area',
    /once/,
  ],
  ['indicators.json', '"unit": "XTS/person"', '"unit": "XTS//person"', 'indicators[3].unit', /unit/i],
  [
    'indicators.json',
    '"fees / population_total"',
    '"fee / population_total"',
    'indicators[3].formula',
    /fees|unknownMeasure/,
  ],
  ['indicators.json', '/ area_km2"', '+ area_km2"', 'indicators[1].formula', /km2|unitMismatch/],
  ['indicators.json', '[season=*]', '[season=spring]', 'indicators[2].formula', /spring|unknownDimensionValue/],
  ['measures.json', '"unit": "XTS"', '"unit": "((XTS"', 'measures[3].unit', /a unit such as/],
]

test.each(PLANTED)('%s: %s written as %s is found', async (file, right, wrong, field, said) => {
  const line = await plant(file, right, wrong)
  const problems = await checkCity(folder)
  const found = problems.find((problem) => problem.file === file && problem.field === field)
  expect(found, JSON.stringify(problems, null, 1)).toMatchObject({
    file,
    line,
    field,
    right: expect.stringMatching(said),
  })
})

test('several errors in several files are found at once', async () => {
  await plant('city.json', '"country": "xe"', '"country": "xf"')
  await plant('indicators.json', '"decimals": 0', '"decimals": 9')
  await plant('data/figures.csv', 'rivermouth,fees,,2021,7000', 'rivermouth,fees,,2021,lots')
  const files = (await checkCity(folder)).map(({ file }) => file)
  expect(files).toEqual(expect.arrayContaining(['city.json', 'indicators.json', 'data/figures.csv']))
})

test('JSON that cannot be read is told with the place where reading stopped', async () => {
  const line = await plant('measures.json', '"unit": "XTS",', '"unit": "XTS",,')
  expect(await checkCity(folder)).toContainEqual(
    expect.objectContaining({ file: 'measures.json', line, found: ',', right: 'a key in quotes' }),
  )
})

test('a missing file is told by its name', async () => {
  await rm(join(folder, 'sources.json'))
  const problems = await checkCity(folder)
  expect(problems).toEqual([
    { file: 'sources.json', line: 1, column: 1, field: '', found: 'no such file', right: 'a file of this name' },
  ])
})

test.each([
  ['rivermouth,fees,,2021,7000', 'rivermouth,fees,,2021,lots', 'value'],
  ['rivermouth,fees,,2021,7000', 'rivermouth,fees,,2021,-7000', 'value'],
  ['rivermouth,fees,,2021,7000', 'atlantis,fees,,2021,7000', 'area'],
  ['rivermouth,fees,,2021,7000', 'rivermouth,tolls,,2021,7000', 'measure'],
  ['rivermouth,fees,,2021,7000,XTS', 'rivermouth,fees,,2021,7000,km', 'unit'],
  ['rivermouth,fees,,2021,7000', 'rivermouth,fees,,spring,7000', 'period'],
])('a row of figures instead of %s written as %s is found on its line', async (right, wrong, field) => {
  const line = await plant('data/figures.csv', right, wrong)
  const problems = await checkCity(folder)
  expect(problems).toHaveLength(1)
  expect(problems[0]).toMatchObject({ file: 'data/figures.csv', line, field })
})

const QUAY = '[[[-29.6, 45.45], [-29.5, 45.45], [-29.5, 45.5], [-29.6, 45.5], [-29.6, 45.45]]]'
test.each([
  ['left open', '[[[-29.6, 45.45], [-29.5, 45.45], [-29.5, 45.5], [-29.6, 45.5]]]', /first position again/],
  ['that crosses itself', '[[[-29.6, 45.45], [-29.5, 45.5], [-29.5, 45.45], [-29.6, 45.5], [-29.6, 45.45]]]', /cross/],
  ['outside the city', '[[[-29.6, 45.45], [-25, 45.45], [-29.5, 45.5], [-29.6, 45.5], [-29.6, 45.45]]]', /inside/],
  ['of two positions', '[[[-29.6, 45.45], [-29.6, 45.45]]]', /four positions/],
])('a ring %s is found', async (_, wrong, said) => {
  const line = await plant('districts.geojson', QUAY, wrong)
  expect(await checkCity(folder)).toContainEqual(
    expect.objectContaining({ file: 'districts.geojson', line, right: expect.stringMatching(said) }),
  )
})
