/** A table filled from a stream holds every value as it was given, on both kinds of database; a failure leaves nothing. */
import { sql } from 'kysely'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { CopyText, TextRows } from '#platform/copy'
import { loadTable, type Database } from './index.ts'
import { testDatabase } from './testing.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
  await sql`create schema kept`.execute(database.db)
})
afterAll(() => database.close())

async function* inBatches(rows: TextRows, size: number) {
  for (let i = 0; i < rows.length; i += size) yield rows.slice(i, i + size)
}
const table = (types: string[]) => ({
  ...{ schema: 'kept', name: 'a "table"' },
  columns: types.map((type, i) => ({ name: `column.${i}`, type })),
})
const kept = async () => {
  const { rows } = await database.pool.query({ text: 'select * from kept."a ""table"""', rowMode: 'array' })
  return rows as unknown[][]
}

test('every text comes back as it was', async () => {
  const text = fc.string({ unit: 'grapheme' }).filter((value) => value.isWellFormed() && !value.includes('\0'))
  const odd = fc.constantFrom('', 'NULL', '\\N', '\\.', '\\', 'a\tb\nc\rd', '{"x"}', 'zażółć', '"', ' ')
  const cell = fc.option(fc.oneof(text, odd))
  const rows = fc.array(fc.tuple(cell, cell, cell), { minLength: 1, maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      expect(await loadTable(database, table(['text', 'text', 'text']), inBatches(given, 7))).toBe(given.length)
      expect(await kept()).toEqual(given)
    }),
    { numRuns: 20 },
  )
})

test('types read their texts, shapes included', async () => {
  const point = '{"type":"Point","coordinates":[22.5,51.2]}'
  const types = ['bigint', 'numeric', 'boolean', 'date', 'timestamp', 'geometry(Geometry,4326)']
  const row = ['9007199254740993', '1.50', 'true', '2025-12-31', '2025-12-31T14:30:00', point]
  await loadTable(database, table(types), inBatches([row, row.map(() => null)], 1))
  const columns = types.map((type, i) => (type.startsWith('g') ? `ST_AsGeoJSON("column.${i}")` : `"column.${i}"::text`))
  const { rows } = await database.pool.query(`select array[${columns.join(', ')}] as row from kept."a ""table"""`)
  expect(rows).toEqual([{ row: [...row.slice(0, 4), '2025-12-31 14:30:00', point] }, { row: types.map(() => null) }])
})

test('rows are numbered, and whoever asks sees the same text on both kinds of database', async () => {
  let text = ''
  const numbered = {
    ...table(['text']),
    numbered: '_id',
    onText: ({ bytes }: CopyText) => void (text += String(bytes)),
  }
  await loadTable(database, numbered, inBatches([['a'], [null], ['c\t']], 2))
  expect(text).toBe('1\ta\n2\t\\N\n3\tc\\t\n')
  expect(await kept()).toEqual([[1, 'a'], [2, null], [3, 'c\t']]) // prettier-ignore
})

test('a value that does not fit, or a stream that breaks, leaves no table', async () => {
  const there = async () => (await database.pool.query(`select to_regclass('kept."a ""table"""') as name`)).rows[0]
  const wrong = loadTable(database, table(['date']), inBatches([['2025-01-01'], ['2025-02-30']], 1))
  await expect(wrong).rejects.toThrow(/out of range/)
  if (database.embedded) expect(await there()).toEqual({ name: null })
  const breaks = async function* (): AsyncGenerator<TextRows> {
    yield [['2025-01-01']]
    throw new Error('the file ends in the middle')
  }
  await expect(loadTable(database, table(['date']), breaks())).rejects.toThrow('the file ends in the middle')
  if (database.embedded) expect(await there()).toEqual({ name: null })
  // What failed holds no connection.
  await Promise.all(Array.from({ length: 12 }, () => expect(loadTable(database, table(['date']), breaks())).rejects.toThrow())) // prettier-ignore
})
