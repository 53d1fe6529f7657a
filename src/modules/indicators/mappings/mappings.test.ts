/** What a person says of a file's columns is kept, applied to the next file of such columns, changed and forgotten. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { rowsOf, workbook } from '../../../tables/xlsx/testing.ts'
import { analyst, described, measure, openIndicators, three } from '../testing.ts'
import { likest } from './likeness.ts'
import { fingerprintOf, layoutColumns } from './rules.ts'
import type { Description } from './types.ts'

let house: Awaited<ReturnType<typeof openIndicators>>

beforeAll(async () => {
  house = await openIndicators()
  const city = (id: string) => ({ id, kind: 'city', names: three(id), parent: 'land' })
  await house.places.load(analyst, [{ id: 'land', kind: 'country', names: three('land') }, city('north'), city('south')], 'test') // prettier-ignore
  await house.indicators.takeAreas()
  await house.indicators.describe(analyst, described(measure('beds', 'bed'), measure('people', 'person')), 'test')
})
afterAll(() => house.close())

async function send(content: string | Uint8Array, fileName = 'file.csv') {
  const { imports } = house.indicators
  const { id } = await imports.receive(analyst, { file: Readable.from([Buffer.from(content)]), fileName })
  return read(id)
}
async function read(id: string) {
  const { imports } = house.indicators
  await imports.read({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
  return imports.preview(analyst, id)
}
const remarks = (found: object) => (found as { layout: { remarks: { code: string }[] } }).layout.remarks.map(({ code }) => code) // prettier-ignore

const MESSY = (year: number, ...beds: number[]) =>
  `Oddziały w roku;Miasto;Ile\n${year};Północ;${beds[0]}\n${year};Południe;${beds[1]}\n`
const SAID: Description = {
  columns: { period: 'Oddziały w roku', area: 'Miasto', value: 'Ile' },
  constants: { measure: 'beds' },
  mapping: { areas: { Północ: 'north', Południe: 'south' } },
}

test('a file that cannot be placed is described, read, and the next one needs nobody', async () => {
  const failed = await send(MESSY(2020, 1, 2))
  expect(failed).toMatchObject({ state: 'failed', failure: { code: 'reading.columnsMissing' } })
  const seen = await house.indicators.ask(analyst, failed.id, {}, 'en')
  expect(seen.columns.map(({ name, values }) => [name, values])).toEqual([
    ['Oddziały w roku', ['2020']],
    ['Miasto', ['Północ', 'Południe']],
    ['Ile', ['1', '2']],
  ])
  const { id } = await house.indicators.describeColumns(analyst, failed.id, SAID, true)
  expect(await read(id)).toMatchObject({ state: 'read', accepted: 2, rejected: 0, added: 2 })

  const next = await send(MESSY(2021, 3, 4).replace('Miasto', ' MIASTO'))
  expect(next).toMatchObject({ state: 'read', accepted: 2, options: {} })
  expect(remarks(next)).toEqual(['remembered'])
  const [kept] = await house.indicators.mappings(analyst)
  expect(kept).toMatchObject({ columns: ['Oddziały w roku', 'Miasto', 'Ile'], used: 1, importId: next.id, options: SAID }) // prettier-ignore
})

test('rejected rows of such a file come back as CSV and are read as the file was', async () => {
  const first = await send(MESSY(2022, 5, 6).replace(';6', ';many'))
  expect(first).toMatchObject({ accepted: 1, rejected: 1 })
  const { stream, fileName } = await house.indicators.imports.rejectedFile(analyst, first.id, 'pl')
  expect(fileName).toBe('rejected-file.csv')
  const again = await send((await text(stream)).replace(';many\r', ';6\r'))
  expect(again).toMatchObject({ state: 'read', accepted: 1, rejected: 0 })
  expect(remarks(again)).toEqual(['remembered'])
})

test('what was said is changed by saying it again, and forgotten', async () => {
  const one = await send(MESSY(2023, 7, 8))
  const people = { ...SAID, constants: { measure: 'people' } }
  const changed = await house.indicators.describeColumns(analyst, one.id, people, true)
  expect((await read(changed.id)).changes.map(({ measure }) => measure)).toEqual(['people', 'people'])
  expect(await house.indicators.mappings(analyst)).toHaveLength(1)
  const [kept] = await house.indicators.mappings(analyst)
  await house.indicators.forgetMapping(analyst, kept!.id)
  await expect(house.indicators.forgetMapping(analyst, kept!.id)).rejects.toMatchObject({ code: 'mappings.unknown' })
  expect(await send(MESSY(2024, 9, 9))).toMatchObject({ state: 'failed' })
})

test('a description is for its dataset before it is for any', async () => {
  const datasets = [{ id: 'health', names: three('health'), sources: [], licence: three('open') }]
  await house.indicators.describe(analyst, { ...described(), datasets }, 'test')
  const { imports } = house.indicators
  const any = await send('kiedy;gdzie;ile\n2020;north;1\n')
  const said = { columns: { period: 'kiedy', area: 'gdzie', value: 'ile' }, constants: { measure: 'beds' } }
  await house.indicators.describeColumns(analyst, any.id, said, true)
  const sendTo = async (year: number) => {
    const file = Readable.from([Buffer.from(`kiedy;gdzie;ile\n${year};north;1\n`)])
    return read((await imports.receive(analyst, { file, fileName: 'x.csv', dataset: 'health' })).id)
  }
  const one = await sendTo(2021)
  expect(one.changes[0]!.measure).toBe('beds')
  await house.indicators.describeColumns(analyst, one.id, { ...said, constants: { measure: 'people' } }, true)
  expect((await sendTo(2022)).changes[0]!.measure).toBe('people')
  expect((await send('kiedy;gdzie;ile\n2023;north;1\n')).changes[0]!.measure).toBe('beds')
})

test('a sheet whose measures stand in columns is remembered, and so are its rejected rows', async () => {
  const sheet = (year: number, people: string | number) => workbook({ sheets: { A: { rows: rowsOf([['Miasto', 'Rok', 'Łóżka', 'Ludzie'], ['north', year, 1, people]]) } } }) // prettier-ignore
  const failed = await send(await sheet(2020, 2), 'a.xlsx')
  const said: Description = {
    spread: ['Łóżka', 'Ludzie'],
    columns: { area: 'Miasto' },
    mapping: { measure: { column: 'header 1', values: { Łóżka: 'beds', Ludzie: 'people' } } },
  }
  const { id } = await house.indicators.describeColumns(analyst, failed.id, said, true)
  expect(await read(id)).toMatchObject({ state: 'read', accepted: 2, added: 2 })
  const next = await send(await sheet(2021, 'wielu'), 'b.xlsx')
  expect(next).toMatchObject({ accepted: 1, rejected: 1 })
  expect(remarks(next)).toEqual(['remembered', 'spread'])
  const { stream } = await house.indicators.imports.rejectedFile(analyst, next.id, 'en')
  expect(await send((await text(stream)).replace(';wielu\r', ';3\r'))).toMatchObject({ accepted: 1, rejected: 0 })
})

test('who may not import may neither look, describe, list nor forget; nothing said is not kept', async () => {
  const one = await send(MESSY(2030, 1, 1))
  const { indicators } = house
  await expect(indicators.ask(visitor, one.id, {}, 'pl')).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(indicators.describeColumns(visitor, one.id, SAID, false)).rejects.toMatchObject({ code: 'unauthenticated' }) // prettier-ignore
  await expect(indicators.mappings(visitor)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(indicators.forgetMapping(visitor, one.id)).rejects.toMatchObject({ code: 'unauthenticated' })
  await expect(indicators.describeColumns(analyst, one.id, {}, true)).rejects.toMatchObject({ code: 'mappings.nothingSaid' }) // prettier-ignore
})

test('one layout: spelling does not matter, order does, and a list of rejected rows is of its file', () => {
  expect(fingerprintOf(['Kod', 'Płeć'])).toBe(fingerprintOf([' kod ', 'PLEC']))
  expect(fingerprintOf(['a', 'b'])).not.toBe(fingerprintOf(['b', 'a']))
  expect(layoutColumns(['line', 'column', 'problem', 'expected', 'a', ''])).toEqual(['a'])
})

test('names are proposed by likeness, and not where nothing is alike', () => {
  const things = [
    { id: 'population', names: ['Ludność ogółem', 'Population'] },
    { id: 'unemployed', names: ['Bezrobotni zarejestrowani'] },
  ]
  expect(likest('ludnosc', things)?.id).toBe('population')
  expect(likest('bezrobotni zarejestrowani ogółem', things)?.id).toBe('unemployed')
  expect(likest('drogi', things)).toBeUndefined()
  expect(likest('', things)).toBeUndefined()
})
