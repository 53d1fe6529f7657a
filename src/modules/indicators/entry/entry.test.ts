/** Figures typed by hand go the way of every file, and nobody replaces what they have not seen. */
import { text } from 'node:stream/consumers'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { person, testCity, type TestCity } from '../checking/testing.ts'
import type { EntryDraft } from './types.ts'

const anna = person('anna')
const olha = person('olha')

let city: TestCity
let loaded: number
beforeAll(async () => {
  city = await testCity()
  loaded = await city.load('north,people,2020,50000,person\nnorth,beds,2020,400,bed\n')
})
afterAll(() => city.close())

const draft = (more: Partial<EntryDraft> = {}): EntryDraft => ({
  ...{ measure: 'beds', area: 'north', period: '2020', value: '410', unit: 'bed', note: 'letter of the hospital' },
  ...{ seen: loaded, ...more },
})
const enter = async (actor: typeof anna, more: Partial<EntryDraft> = {}) => {
  const { id } = await city.indicators.entries.enter(actor, draft(more))
  await city.read(id)
  return city.indicators.imports.preview(actor, id)
}

test('a typed figure is a small file with its own provenance, verified by another person', async () => {
  const found = await enter(anna, { period: '2021', value: '1 234,5', unit: 'bed', seen: 0 })
  expect(found).toMatchObject({ origin: 'entry', state: 'read', changes: [{ after: 1234.5, period: '2021' }] })
  const { stream } = await city.indicators.imports.original(anna, found.id)
  expect(await text(stream)).toContain('letter of the hospital')
  await expect(city.indicators.verify(anna, found.id, { reason: 'own' })).rejects.toMatchObject({
    code: 'indicators.ownValue',
  })
  const rest = await enter(anna, { measure: 'people', period: '2021', value: 51_000, unit: 'person', seen: 0 })
  for (const { id } of [found, rest]) {
    await city.indicators.verify(olha, id, { reason: 'the letter', answers: [{ check: 'range', reason: 'a fair' }] })
    await city.indicators.imports.publish(anna, id)
  }
  await city.indicators.recompute()
  const { inputs } = await city.indicators.provenance('bed-rate', 'north', '2021')
  expect(inputs[0]).toMatchObject({ file: { origin: 'entry' }, verification: { by: olha.id }, loaded: false })
})

test('what another published in the meantime is shown with what was typed', async () => {
  const known = await city.indicators.entries.known(olha, {
    measure: 'beds',
    area: 'north',
    period: '2020',
    dimension: '',
  })
  expect(known).toMatchObject({ seen: loaded, value: 400 })
  const seq = await city.load('north,beds,2020,405,bed\n')
  await expect(enter(olha, { value: '410' })).rejects.toMatchObject({
    ...{ code: 'indicators.overtaken', status: 409 },
    details: { theirs: 405, yours: 410, seen: loaded, seq, area: 'north', measure: 'beds', period: '2020' },
  })
  loaded = seq
})

test('two people who type one figure: the second is shown both; once the first is given up, theirs is taken', async () => {
  const first = await enter(anna, { value: '411' })
  await expect(enter(olha, { value: '412' })).rejects.toMatchObject({
    ...{ code: 'indicators.alreadyEntered', status: 409, details: { theirs: 411, yours: 412, import: first.id } },
  })
  await city.indicators.imports.cancel(anna, first.id)
  expect(await enter(olha, { value: '412' })).toMatchObject({ state: 'read' })
})

test('of two who type at the same moment one is taken', async () => {
  const both = await Promise.allSettled([
    city.indicators.entries.enter(anna, draft({ period: '2022', value: '1', seen: 0 })),
    city.indicators.entries.enter(olha, draft({ period: '2022', value: '2', seen: 0 })),
  ])
  expect(both.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
  expect(both.find(({ status }) => status === 'rejected')).toMatchObject({
    reason: { code: 'indicators.alreadyEntered' },
  })
})

test('the same value may come back after another', async () => {
  const back = async (value: string) => {
    const { seen } = await city.indicators.entries.known(anna, {
      measure: 'price',
      area: 'south',
      period: '2020',
      dimension: '',
    })
    const { id } = await enter(anna, { measure: 'price', area: 'south', value, unit: 'PLN/m2', seen })
    await city.indicators.verify(olha, id, { reason: 'seen' })
    await city.indicators.imports.publish(anna, id)
    return id
  }
  const ids = [await back('5000'), await back('5100'), await back('5000')]
  expect(new Set(ids).size).toBe(3)
})

test.each([
  [{ value: 'many' }, 'valueNotNumber', 'value'],
  [{ value: '1,234' }, 'valueAmbiguous', 'value'],
  [{ value: '-1' }, 'valueRange', 'value'],
  [{ unit: 'km' }, 'unitMismatch', 'unit'],
  [{ area: 'atlantis' }, 'areaUnknown', 'area'],
  [{ measure: 'dragons' }, 'measureUnknown', 'measure'],
  [{ period: 'spring' }, 'periodMalformed', 'period'],
  [{ value: '7', status: 'M' as const }, 'valueDespiteStatus', 'value'],
])('%j is refused at its field', async (more, code, column) => {
  await expect(enter(anna, more)).rejects.toMatchObject({
    ...{ code: 'indicators.notAccepted', status: 422, details: { code, column } },
  })
})

test('a missing figure is entered with its reason; a formula in a note stays text; a visitor enters nothing', async () => {
  const found = await enter(anna, {
    ...{ period: '2023', value: '', status: 'M', reason: 'notYetAvailable', seen: 0, note: '=HYPERLINK("x")' },
  })
  expect(found.changes).toMatchObject([{ after: null, statusAfter: 'M' }])
  const { stream } = await city.indicators.imports.original(anna, found.id)
  expect(await text(stream)).toContain(`'=HYPERLINK`)
  await expect(city.indicators.entries.enter(visitor, draft())).rejects.toMatchObject({ status: 401 })
})
