/** A process that is killed while it takes in what a city states, again and again: in the end all of it is there, each once. */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import { migrations as ledgerMigrations } from '#platform/ledger'
import { migrations as governanceMigrations } from '#governance'
import { migrations } from '../migrations/index.ts'
import { madeUpCity, statedBy } from '../peers/testing.ts'
import { believingHouse } from '../testing.ts'

const NOW = '2026-11-23T10:00:00Z'
const [STATEMENTS, PAGE, KILLS] = [60, 2, 3]

// Whoever is killed leaves its locks to the server to release; the embedded database has one session for all.
test.skipIf(!process.env.TEST_DATABASE_URL)(
  'killed at any moment while catching up, it has each statement once and goes on where it was',
  { timeout: 120_000 },
  async () => {
    const folder = mkdtempSync(join(tmpdir(), 'unia-catching-up-'))
    const database = await testDatabase([...ledgerMigrations, ...governanceMigrations, ...migrations])
    const house = believingHouse(database, fixedClock(NOW))
    const city = await madeUpCity()
    const said = Array.from({ length: STATEMENTS }, (_, i) => ({ seq: i + 1, statement: statedBy(city, i + 1, { period: String(1900 + i) }) })) // prettier-ignore
    let asked = 0
    let kill = (): void => {}
    city.answers.set('/network/statements', (request, response) => {
      asked += 1
      const after = Number(new URL(request.url!, city.origin).searchParams.get('after'))
      const rest = said.filter(({ seq }) => seq > after)
      response.end(JSON.stringify({ format: 'unia-statements/1', issuer: city.did, statements: rest.slice(0, PAGE), ...(rest.length > PAGE && { next: '…' }) })) // prettier-ignore
      kill()
    })
    try {
      await house.meet(city.domain)
      const cursors: number[] = []
      for (let i = 0; i < KILLS; i++) {
        const worker = spawn(process.execPath, [fileURLToPath(new URL('crash-worker.ts', import.meta.url))], { stdio: ['pipe', 'inherit', 'inherit'] }) // prettier-ignore
        const ended = new Promise((done) => worker.once('exit', (_, signal) => done(signal)))
        const last = asked + 2 + i
        // Within the few milliseconds in which it weighs and keeps a page.
        kill = () => { if (asked === last) setTimeout(() => worker.kill('SIGKILL'), i * 3) } // prettier-ignore
        worker.stdin.end(JSON.stringify({ databaseUrl: database.url, folder, domain: city.domain, now: NOW }))
        expect(await ended).toBe('SIGKILL')
        const { cursor, count } = await house.received.of(city.domain)
        const { rows } = await sql<{ count: number }>`select count(*)::int as count from network_received where domain = ${city.domain}`.execute(database.db) // prettier-ignore
        // What is kept and how far it has come are of one moment.
        expect([rows[0]!.count, count]).toEqual([cursor, cursor])
        cursors.push(cursor)
      }
      expect(cursors).toEqual(cursors.toSorted((a, b) => a - b))
      expect(cursors.at(-1)).toBeLessThan(STATEMENTS)
      kill = () => {}
      await house.received.catchUp(city.domain)
      expect(await house.received.of(city.domain)).toMatchObject({ cursor: STATEMENTS, count: STATEMENTS, refused: [], failure: null, anewAt: null }) // prettier-ignore
      const { rows } = await sql<{ ids: number }>`select count(distinct id)::int as ids from network_received where domain = ${city.domain}`.execute(database.db) // prettier-ignore
      expect(rows[0]!.ids).toBe(STATEMENTS)
    } finally {
      await city.close()
      await house.close()
      await database.close()
      rmSync(folder, { recursive: true })
    }
  },
)
