/** From a file to a published number and back: import, publication, computation, vintages, provenance, proof. */
import { Readable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { verifyBundle } from '../../verify/index.ts'
import { recomputeBundle } from './index.ts'
import { analyst, definition, described, HEADER, measure, openIndicators, three } from './testing.ts'

let house: Awaited<ReturnType<typeof openIndicators>>
let { indicators, ledger, receive, publish } = {} as typeof house

beforeAll(async () => {
  house = await openIndicators()
  ;({ indicators, ledger, receive, publish } = house)
  const city = (id: string) => ({ id, kind: 'city', names: three(id), parent: 'land' })
  const land = { id: 'land', kind: 'country', names: three('land') }
  await house.places.load(analyst, [land, city('north'), city('south')], 'test')
  await indicators.takeAreas()
  await indicators.describe(analyst, described(measure('beds', 'bed'), measure('people', 'person')), 'test')
  const rate = definition('bed-rate', 'beds / people', 'bed/(1000 person)')
  const growth = definition('growth', 'change(people) / lag(people, 1)', '%', { valid: { min: -50, max: 50 } })
  const whole = definition('land-rate', 'sum_areas(beds) / sum_areas(people)', 'bed/(1000 person)', {
    areas: ['country'],
  })
  await indicators.define(analyst, [rate, growth, whole], 'test')
})
afterAll(() => house.close())

const FIRST = `north,beds,2023,100,bed
north,people,2023,50000,person
south,beds,2023,30,bed
south,people,2023,10000,person
`
let first: number

test('nothing is public before its publication, and then all of it is, with what follows from it', async () => {
  const { id, added, rejected, state } = await receive(FIRST)
  expect({ added, rejected, state }).toEqual({ added: 4, rejected: 0, state: 'read' })
  await expect(indicators.value('bed-rate', 'north', '2023')).rejects.toMatchObject({ code: 'indicators.unknownValue' })
  first = (await indicators.imports.publish(analyst, id, 'test')).seq
  await indicators.recompute()
  expect(await indicators.value('bed-rate', 'north', '2023')).toMatchObject({
    value: 2,
    unit: 'bed/(1000 person)',
    status: 'A',
    seq: first,
  })
  expect(await indicators.value('land-rate', 'land', '2023')).toMatchObject({ value: 130 / 60 })
})

test('areas stand beside one another, each with its figure, unit and reason', async () => {
  const { lines, years, among } = await indicators.compare({ areas: ['south', 'north'] })
  expect({ among, years }).toEqual({ among: 2, years: ['2023'] })
  expect(lines.map(({ indicator }) => indicator)).toEqual(['bed-rate', 'growth'])
  expect(lines[0]).toMatchObject({ unit: 'bed/(1000 person)', period: '2023', n: 2 })
  expect(lines[0]!.cells.map(({ area, value, rank }) => [area, value, rank])).toEqual([
    ['south', 3, undefined],
    ['north', 2, undefined],
  ])
  expect((await indicators.compare({ period: '2023', indicators: ['growth'] })).lines[0]!.cells[0]).toMatchObject({
    ...{ area: 'north', value: null, status: 'M' },
    reason: { code: 'indicators.missingInput' },
  })
  await expect(indicators.compare({ areas: ['atlantis'] })).rejects.toMatchObject({ code: 'places.unknown' })
  await expect(indicators.compare({ indicators: ['none'] })).rejects.toMatchObject({ code: 'indicators.unknown' })
  const csv = await indicators.compareCsv({ indicators: ['bed-rate'] }, 'en')
  expect(csv.split('\r\n')[1]).toBe('bed-rate,bed-rate,north,north,2023,2,bed/(1000 person),A,,,')
})

test('what lacks an input is missing and says which', async () => {
  expect(await indicators.value('growth', 'north', '2023')).toMatchObject({
    value: null,
    status: 'M',
    reason: { code: 'indicators.missingInput', details: { measure: 'people', period: '2022', area: 'north' } },
  })
})

test('the same file twice is one import, and the same figures in another file change nothing', async () => {
  expect((await receive(FIRST)).before).toBe(true)
  const again = await receive(`${FIRST}\n`, 'again.csv')
  expect(again).toMatchObject({ accepted: 4, unchanged: 4, added: 0, changed: 0 })
  await expect(indicators.imports.publish(analyst, again.id)).rejects.toMatchObject({
    code: 'indicators.nothingToPublish',
  })
})

test('a corrected figure is a new vintage; exactly what it affects is computed anew; the old vintage stays', async () => {
  const before = await indicators.value('bed-rate', 'south', '2023')
  const seq = await publish('north,beds,2023,150,bed\n')
  expect(await indicators.value('bed-rate', 'north', '2023')).toMatchObject({ value: 3, seq })
  expect(await indicators.value('land-rate', 'land', '2023')).toMatchObject({ value: 3, seq })
  expect(await indicators.value('bed-rate', 'south', '2023')).toEqual(before)
  expect(await indicators.value('bed-rate', 'north', '2023', first)).toMatchObject({ value: 2 })
  expect((await indicators.vintages('bed-rate', 'north', '2023')).map(({ value }) => value)).toEqual([3, 2])
})

test('a value outside the valid range is not published as one', async () => {
  await publish('north,people,2022,1000,person\n')
  expect(await indicators.value('growth', 'north', '2023')).toMatchObject({
    value: null,
    reason: { code: 'indicators.outOfRange' },
  })
})

test('what waits for another figure names that one, not the one that came', async () => {
  await publish('south,beds,2015,3,bed\n')
  expect(await indicators.value('bed-rate', 'south', '2015')).toMatchObject({
    value: null,
    reason: { code: 'indicators.missingInput', details: { measure: 'people', period: '2015' } },
  })
})

test('division by zero names the input', async () => {
  await publish('south,people,2024,0,person\nsouth,beds,2024,3,bed\n')
  expect(await indicators.value('bed-rate', 'south', '2024')).toMatchObject({
    value: null,
    reason: { code: 'indicators.zeroDivisor', details: { input: 'people' } },
  })
})

test('provenance leads to the row and the file, and its bundle verifies offline', async () => {
  await ledger.sequence()
  const { formula, inputs } = await indicators.provenance('bed-rate', 'north', '2023', first)
  expect(formula.tokens.map(({ text, value }) => value ?? text)).toEqual([100, '/', 50000])
  expect(inputs.map(({ measure, row, file }) => [measure, row, file.name])).toEqual([
    ['beds', 2, 'figures.csv'],
    ['people', 3, 'figures.csv'],
  ])
  const bundle = JSON.parse(JSON.stringify(await indicators.proof('bed-rate', 'north', '2023'))) as {
    value: { value: number }
  }
  expect(await verifyBundle(bundle, { recompute: recomputeBundle })).toMatchObject({ ok: true })
  bundle.value.value = 4
  expect(await verifyBundle(bundle, { recompute: recomputeBundle })).toMatchObject({ ok: false })
})

test('rejected rows are listed, come back as a file, and pass once corrected', async () => {
  const { id, rejected, rejections } = await receive(
    'nowhere,beds,2023,1,bed\nnorth,beds,2025,many,bed\nnorth,people,2025,7,person\n',
  )
  expect({ rejected, lines: rejections.map(({ line }) => line) }).toEqual({ rejected: 2, lines: [2, 3] })
  const { stream } = await indicators.imports.rejectedFile(analyst, id, 'en')
  const corrected = (await text(stream)).replaceAll('nowhere', 'south').replace(',many,', ',5,')
  const found = await indicators.imports.receive(analyst, {
    file: Readable.from([Buffer.from(corrected)]),
    fileName: 'corrected.csv',
  })
  await indicators.imports.read({
    data: { id: found.id },
    progress: async () => {},
    signal: new AbortController().signal,
  })
  expect(await indicators.imports.preview(analyst, found.id)).toMatchObject({ accepted: 2, rejected: 0 })
})

test('an import that was given up leaves nothing', async () => {
  const { id } = await receive('south,beds,2030,1,bed\n')
  await indicators.imports.cancel(analyst, id, 'mistake')
  await expect(indicators.imports.publish(analyst, id)).rejects.toMatchObject({ code: 'indicators.cancelled' })
})

test('a reading that the closing house broke off begins anew; one that was given up in the middle stays so', async () => {
  const bring = async (rows: string) => {
    const file = Readable.from([Buffer.from(HEADER + rows)])
    return (await indicators.imports.receive(analyst, { file, fileName: 'broken-off.csv' })).id
  }
  const read = (id: string, progress: () => Promise<void>, signal = new AbortController().signal) =>
    indicators.imports.read({ data: { id }, progress, signal })
  const stateOf = async (id: string) => (await indicators.imports.preview(analyst, id)).state
  const id = await bring('south,beds,2031,1,bed\n')
  await expect(read(id, async () => {}, AbortSignal.abort(new Error('closing')))).rejects.toThrow('closing')
  expect(await stateOf(id)).toBe('reading')
  await read(id, async () => {})
  expect(await stateOf(id)).toBe('read')
  const other = await bring('south,beds,2032,1,bed\n')
  await read(other, () => indicators.imports.cancel(analyst, other))
  expect(await stateOf(other)).toBe('cancelled')
})

test('two people who change one definition: the second sees both', async () => {
  const draft = definition('bed-rate', 'beds / people', 'bed/(10000 person)')
  await indicators.define(analyst, [draft], 'wider', 1)
  await expect(indicators.define(analyst, [draft], 'mine', 1)).rejects.toMatchObject({
    code: 'indicators.conflict',
    status: 409,
    details: { version: 2, theirs: { unit: 'bed/(10000 person)' } },
  })
  await indicators.recompute()
  expect(await indicators.value('bed-rate', 'north', '2023')).toMatchObject({ value: 30, version: 2 })
})

test('a formula that adds people to beds is refused with its place', async () => {
  const wrong = definition('wrong', 'beds + people', 'bed')
  await expect(indicators.define(analyst, [wrong], 'test')).rejects.toMatchObject({
    code: 'indicators.formula.unitMismatch',
  })
})

test('a visitor brings nothing in', async () => {
  const file = Readable.from([Buffer.from(HEADER)])
  await expect(indicators.imports.receive(visitor, { file, fileName: 'x.csv' })).rejects.toMatchObject({ status: 401 })
})
