/** The difference between two versions is exactly what makes the newer of the older. */
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { editor, openCatalog, steward, type TestCatalog } from '../testing.ts'

let house: TestCatalog
beforeAll(async () => {
  house = await openCatalog()
})
afterAll(() => house.close())

async function publish(id: string, csv: string) {
  const delivery = await house.deliver(id, csv)
  if (delivery.examinationId) await house.decide(delivery.examinationId)
  return house.catalog.publish(steward, delivery.id)
}
const HEAD = 'kod,nazwa,sztuk'

test('rows that tell themselves apart by a key are compared cell by cell', async () => {
  const { id } = await house.distribution('klucz')
  const delivery = await house.deliver(id, [HEAD, 'A1,lipa,3', 'B2,klon,4', 'C3,dąb,5'].join('\n'))
  const { version, dictionary, treatment } = await house.catalog.ruling(editor, id)
  const fields = dictionary.fields.map((field) =>
    field.name === 'kod' ? { ...field, constraints: { ...field.constraints, unique: true, required: true } } : field,
  )
  await house.catalog.rule(editor, id, { seen: version, dictionary: { ...dictionary, fields }, treatment })
  const again = await house.readAgain(delivery.id)
  if (again.examinationId) await house.decide(again.examinationId)
  await house.catalog.publish(steward, delivery.id)
  await publish(id, [HEAD, 'C3,dąb,5', 'A1,lipa drobnolistna,3', 'D4,jesion,'].join('\n'))
  const { rows, ...counts } = await house.catalog.changes(id, { number: 2 })
  expect(counts).toEqual({
    ...{ version: 2, before: 1, key: ['kod'], added: 1, removed: 1, changed: 1 },
    ...{ columnsAdded: [], columnsRemoved: [], columnsRetyped: [] },
  })
  expect(rows).toEqual([
    { kind: 'changed', row: 2, rowBefore: 1, cells: [{ column: 'nazwa', before: 'lipa', after: 'lipa drobnolistna' }] },
    expect.objectContaining({ kind: 'removed', rowBefore: 2 }),
    {
      ...{ kind: 'added', row: 3 },
      cells: [
        { column: 'kod', before: null, after: 'D4' },
        { column: 'nazwa', before: null, after: 'jesion' },
        { column: 'sztuk', before: null, after: null },
      ],
    },
  ])
  await expect(house.catalog.changes(id, { number: 1 })).rejects.toMatchObject({ code: 'catalog.unknown' })
})

test(
  'without a key, rows come and go whole, equal ones as often as there are more of them',
  { timeout: 120_000 },
  async () => {
    const rows = fc.array(fc.constantFrom('a,x,1', 'a,x,2', 'b,y,1', 'c,,3', ',z,'), { minLength: 1, maxLength: 8 })
    let at = 0
    await fc.assert(
      fc.asyncProperty(rows, rows, async (before, after) => {
        fc.pre(before.join() !== after.join())
        const { id } = await house.distribution(`wiersze-${at++}`)
        await publish(id, [HEAD, ...before, 'k,k,9'].join('\n'))
        await publish(id, [HEAD, ...after, 'k,k,9'].join('\n'))
        const { key, ...found } = await house.catalog.changes(id, { number: 2 })
        expect(key).toEqual([])
        const count = (all: string[], row: string) => all.filter((one) => one === row).length
        const more = (some: string[], others: string[]) =>
          [...new Set(some)].reduce((sum, row) => sum + Math.max(0, count(some, row) - count(others, row)), 0)
        expect([found.added, found.removed, found.changed]).toEqual([more(after, before), more(before, after), 0])
      }),
      { numRuns: 12 },
    )
  },
)

test('what was taken back cannot be had by comparing', async () => {
  const { id } = await house.distribution('cofniete')
  await publish(id, [HEAD, 'A,a,1', 'B,b,2'].join('\n'))
  await publish(id, [HEAD, 'A,a,1'].join('\n'))
  await publish(id, [HEAD, 'A,a,2'].join('\n'))
  await house.catalog.withdraw(steward, id, 2, 'A mistake.')
  expect(await house.catalog.changes(id, { number: 3 })).toMatchObject({ before: 1, version: 3 })
  await expect(house.catalog.changes(id, { number: 2 })).rejects.toMatchObject({ code: 'catalog.withdrawn' })
  await expect(house.catalog.changes(id, { number: 3, before: 2 })).rejects.toMatchObject({ code: 'catalog.withdrawn' })
})
