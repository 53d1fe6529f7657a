/** Files come in, are read by their dictionary, wait behind the gate, and stop at the door where they break it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { editor, officer, openCatalog, resident, roadsEditor, steward, type TestCatalog } from '../testing.ts'

let house: TestCatalog
beforeAll(async () => {
  house = await openCatalog()
})
afterAll(() => house.close())

/** Numbers with the checksum of a PESEL. */
function pesel(i: number): string {
  const digits = `8501${String(10 + (i % 18)).padStart(2, '0')}${String(1000 + i).padStart(4, '0')}`
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * [1, 3, 7, 9][at % 4]!, 0)
  return digits + ((10 - (sum % 10)) % 10)
}
/** As a Polish spreadsheet writes it. */
const windows1250 = (text: string): Buffer => {
  const known: Record<string, number> = { ą: 0xb9, ć: 0xe6, ę: 0xea, ł: 0xb3, ń: 0xf1, ó: 0xf3, ś: 0x9c, ź: 0x9f, Ź: 0x8f, ż: 0xbf, Ł: 0xa3, Ż: 0xaf, Ś: 0x8c } // prettier-ignore
  return Buffer.from([...text].map((char) => known[char] ?? char.charCodeAt(0)))
}
const row = (i: number) => `00${10 + i};ul. Źródlana ${i};${i},50;31.12.2025;${pesel(i)}`
const TREES = ['kod;adres;obwód [cm];posadzone;opiekun', ...Array.from({ length: 40 }, (_, i) => row(i)), '0060;krótki', '0061;a;b;c;d;e;f'].join('\r\n') // prettier-ignore

const rowsOf = async (id: string, actor = steward) => house.catalog.deliveries.rows(actor, id, 500)

test('a file of an old spreadsheet with broken rows and a hidden column of persons is held, with what is wrong and where', async () => {
  const { id: distributionId } = await house.distribution('trees')
  const delivery = await house.deliver(distributionId, windows1250(TREES), 'drzewa.csv')
  expect(delivery).toMatchObject({ state: 'held', rows: 42, dictionaryVersion: 1 })
  expect(delivery.reading).toMatchObject({ format: 'csv', encoding: 'windows-1250', dialect: { delimiter: ';' } })
  expect(delivery.columns!.map(({ type, sql }) => [type, sql])).toEqual([
    ['code', 'text'],
    ['string', 'text'],
    ['number', 'numeric'],
    ['date', 'date'],
    ['integer', 'bigint'],
  ])
  expect(delivery.problems.map(({ code, places }) => [code, places.map(({ line }) => line)])).toContainEqual(['rowRagged', [42, 43]]) // prettier-ignore
  expect(delivery.findings.some(({ detector, severity }) => detector === 'pesel' && severity !== 'note')).toBe(true)
  expect(JSON.stringify(delivery.findings)).not.toContain(pesel(1))
  const [, second] = await rowsOf(delivery.id)
  expect(second).toEqual({ line: 2, cells: ['0011', 'ul. Źródlana 1', '1.5', '2025-12-31', pesel(1)] })
  await expect(house.catalog.publish(steward, delivery.id)).rejects.toMatchObject({ code: 'catalog.notReady' })
})

test('treated by a rule that is kept, it passes, and the next delivery is treated alike', async () => {
  const { catalog } = house
  const { id: distributionId } = await house.distribution('oaks')
  const first = await house.deliver(distributionId, windows1250(TREES))
  const { version, dictionary } = await catalog.ruling(steward, distributionId)
  const treatment = [
    { column: 'opiekun', rule: 'drop' as const },
    { column: 'adres', rule: 'beginning' as const, chars: 12 },
  ]
  await catalog.rule(steward, distributionId, { seen: version, dictionary, treatment })
  const again = await house.readAgain(first.id)
  expect(again.state).not.toBe('stopped')
  expect(again.columns!.map(({ name }) => name)).not.toContain('opiekun')
  expect((await rowsOf(first.id))[0]!.cells).toEqual(['0010', 'ul. Źródlana', '0.5', '2025-12-31'])
  expect(again.statistics!.map(({ name, top }) => [name, top.values[0]?.value])).toContainEqual(['adres', 'ul. Źródlana']) // prettier-ignore
  if (again.examinationId) await house.decide(again.examinationId, 'open', officer)
  await expect(catalog.publish(steward, first.id, { original: true })).rejects.toMatchObject({ code: 'catalog.originalTreated' }) // prettier-ignore
  await catalog.publish(steward, first.id)
  const next = await house.deliver(distributionId, windows1250(TREES.replace('krótki', 'inny;7,00;30.12.2025;')))
  expect(next.columns!.map(({ name }) => name)).not.toContain('opiekun')
})

test('the same file twice is the same delivery', async () => {
  const { id } = await house.distribution('elms')
  const first = await house.deliver(id, 'a,b\n1,2\n')
  const second = await house.deliver(id, 'a,b\n1,2\n', 'other-name.csv')
  expect(second.id).toBe(first.id)
  expect(await house.catalog.deliveries.list(editor, id)).toHaveLength(1)
})

test('a clean table of a public asset needs no decision, a table of an asset of persons does', async () => {
  const clean = 'stop,lines\n' + Array.from({ length: 30 }, (_, i) => `Stop ${i},${i + 20}`).join('\n')
  expect((await house.deliver((await house.distribution('stops')).id, clean)).state).toBe('ready')
  const persons = await house.distribution('counts', 'table', { asset: 'residents' })
  const held = await house.deliver(persons.id, clean)
  expect(held.state).toBe('held')
  await expect(house.decide(held.examinationId!, 'open', steward)).rejects.toMatchObject({ code: 'forbidden' })
  await house.decide(held.examinationId!, 'refuse', officer)
  expect((await house.catalog.deliveries.view(editor, held.id)).state).toBe('refused')
})

test('a delivery that breaks the dictionary stops with a report, and the last good version stays up', async () => {
  const { catalog } = house
  const { id } = await house.distribution('lamps')
  const good = await house.deliver(id, 'lamp,power\n' + Array.from({ length: 30 }, (_, i) => `L-${i},${i}`).join('\n'))
  await catalog.publish(steward, good.id)
  const bad = await house.deliver(id, 'lamp,power,owner\nL-1,12,x\nL-2,dużo,y\n')
  expect(bad).toMatchObject({ state: 'stopped' })
  expect(bad.problems.map(({ code, column, places }) => [code, column?.name, places[0]!.line])).toEqual(
    expect.arrayContaining([
      ['columnUnknown', 'owner', 0],
      ['valueType', 'power', 3],
    ]),
  )
  await expect(rowsOf(bad.id)).rejects.toMatchObject({ code: 'catalog.notRead' })
  expect((await catalog.dataset('lamps')).distributions[0]!.current!.number).toBe(1)
  // Mended by rules that stay: the column is left out, the word stands for nothing.
  const { version, dictionary } = await catalog.ruling(editor, id)
  const fields = dictionary.fields.map((field) =>
    field.name === 'power' ? { ...field, missingValues: ['dużo'] } : field,
  )
  await catalog.rule(editor, id, { seen: version, dictionary: { ...dictionary, fields, dropped: ['owner'] } })
  const mended = await house.readAgain(bad.id)
  expect(mended.state).toBe('ready')
  expect((await rowsOf(mended.id)).map(({ cells }) => cells)).toEqual([
    ['L-1', '12'],
    ['L-2', null],
  ])
  expect((await catalog.publish(steward, mended.id)).number).toBe(2)
  const third = await house.deliver(id, 'lamp,power,owner\nL-3,dużo,z\n')
  expect(third.state).toBe('ready')
})

test('two who change a dictionary at once do not write over one another, and names must fit', async () => {
  const { catalog } = house
  const { id } = await house.distribution('poles')
  await house.deliver(id, 'a,b\n1,2\n')
  const { dictionary } = await catalog.ruling(editor, id)
  const draft = { seen: 1, dictionary }
  const results = await Promise.allSettled([1, 2, 3].map(() => catalog.rule(editor, id, draft)))
  expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  const [field] = dictionary.fields
  for (const name of ['_id', 'a"b', 'ctid', 'ż'.repeat(40)]) {
    const renamed = { ...dictionary, fields: [{ ...field!, name }] }
    await expect(catalog.rule(editor, id, { seen: 2, dictionary: renamed })).rejects.toMatchObject({
      code: 'catalog.badColumnName',
    })
  }
})

test('what is no table, and values that nothing can hold, stop with a stable code', async () => {
  const { id } = await house.distribution('odd')
  const empty = await house.deliver(id, '')
  expect(empty).toMatchObject({ state: 'stopped', failure: { code: expect.stringMatching(/^reading\./) } })
  const binary = await house.deliver(id, Buffer.from([0x7f, 0x45, 0x4c, 0x46, 0, 0, 0, 0, 1, 2, 3]))
  expect(binary).toMatchObject({ state: 'stopped', failure: { code: expect.any(String) } })
  const names = Array.from({ length: 3 }, () => '_id').join(',')
  const twice = await house.deliver(id, `${names}\n1,2,3\n`)
  expect(twice.columns?.every(({ name }) => !name.startsWith('_'))).toBe(true)
})

test('given up, its rows are gone and it leaves the queue of the gate', async () => {
  const { catalog, governance } = house
  const { id } = await house.distribution('pines')
  const { id: delivery, examinationId } = await house.deliver(id, windows1250(TREES))
  await catalog.deliveries.abandon(editor, delivery)
  expect((await governance.gate.queue({ ...steward, can: () => true })).map((one) => one.id)).not.toContain(
    examinationId,
  )
  const { rows } = await house.database.pool.query(`select to_regclass('held."${delivery}"') as found`)
  expect(rows).toEqual([{ found: null }])
  const again = await house.deliver(id, windows1250(TREES))
  expect(again).toMatchObject({ state: 'held', number: 2 })
})

test('rows behind the gate are shown to those who decide and to nobody else; others see where, not what', async () => {
  const { catalog } = house
  const { id } = await house.distribution('ashes')
  const delivery = await house.deliver(id, windows1250(TREES))
  for (const actor of [visitor, resident, editor, roadsEditor])
    await expect(rowsOf(delivery.id, actor)).rejects.toMatchObject({ code: actor === visitor ? 'unauthenticated' : 'forbidden' }) // prettier-ignore
  expect(await rowsOf(delivery.id, officer)).toHaveLength(42)
  const other = { ...editor, id: 'another-editor' }
  const seen = await catalog.deliveries.view(other, delivery.id)
  expect(seen.statistics).toBeUndefined()
  expect(seen.problems.every(({ places }) => places.every(({ found }) => found === ''))).toBe(true)
  await expect(catalog.deliveries.file(other, delivery.id)).rejects.toMatchObject({ code: 'forbidden' })
})
