/** A withdrawal is a new vintage: figures are missing with a public note, values follow, and what was known stays. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { house, person, testCity, type TestCity } from '../checking/testing.ts'
import { readNotes, writeNotes } from './rules.ts'
import { Notes } from './types.ts'

const anna = person('anna')
const notes = { pl: 'Źródło poprawiło spis.', en: 'The source corrected its census.' }

let city: TestCity
beforeAll(async () => {
  city = await testCity()
})
afterAll(() => city.close())

const publish = async (rows: string) => {
  const { id } = await city.bring(house, rows)
  const { seq } = await city.indicators.imports.publish(house, id)
  await city.indicators.recompute()
  return { id, seq }
}

test('what was withdrawn is missing and says why; the vintage before stays as it was', async () => {
  const { id, seq } = await publish('north,people,2020,50000,person\nnorth,beds,2020,400,bed\n')
  const taken = await city.indicators.withdraw(anna, id, {
    notes,
    cells: [{ area: 'north', measure: 'people', period: '2020' }],
  })
  expect(taken).toEqual({ seq: seq + 1, rows: 1 })
  await city.indicators.recompute()
  const value = await city.indicators.value('bed-rate', 'north', '2020')
  expect(value).toMatchObject({
    ...{ value: null, status: 'M', seq: taken.seq },
    reason: { code: 'indicators.withdrawn', details: { measure: 'people', note: writeNotes(notes) } },
  })
  expect(await city.indicators.value('bed-rate', 'north', '2020', seq)).toMatchObject({ value: 8 })
  const { inputs } = await city.indicators.provenance('bed-rate', 'north', '2020')
  expect(inputs.find(({ measure }) => measure === 'people')).toMatchObject({
    ...{ value: null, reason: 'withdrawn', row: 2, file: { origin: 'withdrawal' } },
  })
  expect(await city.told(`import/${id}`)).toContainEqual({
    ...{ kind: 'indicators.withdrawn', actor: anna.id, grounds: writeNotes(notes) },
  })
})

test('the rest of the import can follow, what is withdrawn cannot again, and a new figure takes its place', async () => {
  const { id } = await publish('north,people,2021,51000,person\nnorth,beds,2021,410,bed\n')
  const cells = [{ area: 'north', measure: 'people', period: '2021' }]
  await city.indicators.withdraw(anna, id, { notes, cells })
  await expect(city.indicators.withdraw(anna, id, { notes, cells })).rejects.toMatchObject({
    ...{ code: 'indicators.notStanding', details: { measure: 'people' } },
  })
  expect(await city.indicators.standing(anna, id, 10)).toMatchObject([{ measure: 'beds', value: 410 }])
  expect(await city.indicators.withdraw(anna, id, { notes })).toMatchObject({ rows: 1 })
  await expect(city.indicators.withdraw(anna, id, { notes })).rejects.toMatchObject({
    code: 'indicators.nothingToWithdraw',
  })
  const { seq } = await publish('north,people,2021,51500,person\nnorth,beds,2021,412,bed\n')
  expect(await city.indicators.value('bed-rate', 'north', '2021')).toMatchObject({ value: 8, seq })
})

test('what a later file corrected is not withdrawn with the earlier one', async () => {
  const first = await publish('north,people,2022,52000,person\nnorth,beds,2022,416,bed\n')
  await publish('north,people,2022,26000,person\n')
  expect(await city.indicators.withdraw(anna, first.id, { notes })).toMatchObject({ rows: 1 })
  await city.indicators.recompute()
  expect(await city.indicators.value('bed-rate', 'north', '2022')).toMatchObject({
    reason: { code: 'indicators.withdrawn', details: { measure: 'beds' } },
  })
})

test('nothing is withdrawn without a note, before it is public, or by whoever may not', async () => {
  const { id } = await publish('south,people,2020,9000,person\n')
  for (const none of [{}, { pl: '' }, { en: ' \n ' }])
    await expect(city.indicators.withdraw(anna, id, { notes: none })).rejects.toThrow(/at least one language/)
  await expect(city.indicators.withdraw(anna, id, { notes: { en: 'x'.repeat(601) } })).rejects.toThrow()
  await expect(city.indicators.withdraw(visitor, id, { notes })).rejects.toMatchObject({ status: 401 })
  const waiting = await city.bring(anna, 'south,people,2021,9100,person\n')
  await expect(city.indicators.withdraw(anna, waiting.id, { notes })).rejects.toMatchObject({
    code: 'indicators.notPublished',
  })
})

test('everybody sees what was published, corrected and withdrawn, newest first', async () => {
  const { id, seq } = await publish('south,beds,2020,80,bed\nsouth,people,2020,9050,person\n')
  await city.indicators.withdraw(anna, id, { notes })
  const [withdrawn, published] = await city.indicators.publications(2)
  expect(published).toMatchObject({
    seq,
    kind: 'import',
    added: 1,
    corrected: 1,
    import: { id, origin: 'file' },
    of: null,
  })
  expect(withdrawn).toMatchObject({ corrected: 2, import: { origin: 'withdrawal' }, of: { id }, notes })
  expect((await city.indicators.publications(1, seq))[0]!.seq).toBe(seq - 1)
  const first = (await city.indicators.publications(200)).find(({ definitions }) => definitions)
  expect(first!.definitions).toEqual(['bed-rate'])
})

test('a note read from the file is the note that was written', () => {
  const text = fc.option(fc.string({ maxLength: 80, unit: 'grapheme' }), { nil: undefined })
  fc.assert(
    fc.property(fc.record({ pl: text, en: text, uk: text }), (typed) => {
      const { success, data } = Notes.safeParse(typed)
      fc.pre(success)
      expect(readNotes(writeNotes(data!))).toEqual(data)
    }),
  )
})
