/** A backup holds the rows of open data, public and behind the gate, and gives them back where they were. */
import { expect, test } from 'vitest'
import { dump, fill, finishFill, prepareFill, type Rows, type TableInfo } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { MIGRATIONS, openCatalog, steward } from './testing.ts'

test.skipIf(!process.env.TEST_DATABASE_URL)(
  'tables made as the house runs come back (on a server: it takes two databases)',
  async () => {
    const house = await openCatalog()
    const { id } = await house.distribution('trees')
    const lines = Array.from({ length: 40 }, (_, i) => `Lipa ${i},${i}.5`)
    const { id: first } = await house.deliver(id, ['nazwa (.pl),obwód', ...lines].join('\n'))
    await house.catalog.publish(steward, first)
    await house.catalog.rows.index({ distributionId: id, number: 1 })
    const { id: second } = await house.deliver(id, ['nazwa (.pl),obwód', ...lines, 'Dąb,9.5'].join('\n'))
    const tables: (Omit<TableInfo, 'rows'> & { kept: Rows })[] = []
    await dump(house.database.db, async (table, rows) => {
      tables.push({ ...table, kept: (await Array.fromAsync(rows)).flat() })
    })
    const other = await testDatabase(MIGRATIONS)
    await other.db.transaction().execute(async (tx) => {
      await prepareFill(tx, tables)
      for (const table of tables) if (table.kept.length > 0) await fill(tx, table, table.kept)
      await finishFill(tx, tables)
    })
    for (const name of [`opendata."${first}"`, `opendata."${id}"`, `held."${second}"`]) {
      const read = `select * from ${name} order by _id`
      expect((await other.pool.query(read)).rows).toEqual((await house.database.pool.query(read)).rows)
    }
    const indexes = `select indexdef from pg_indexes where schemaname in ('opendata', 'held') order by indexname`
    const { rows: made } = await other.pool.query(indexes)
    expect(made.length).toBeGreaterThan(2)
    expect(made).toEqual((await house.database.pool.query(indexes)).rows)
    await other.close()
    await house.close()
  },
)
