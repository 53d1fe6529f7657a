/** Two that serve and two that work, started at the same moment on an empty database: each thing happens once, and nobody complains. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { systemClock } from '#platform/clock'
import { systemIds } from '#platform/ids'
import { createLedger, keptSigner } from '#platform/ledger'
import { migrations } from '../app.ts'

const WARNING = 40
const server = process.env.TEST_DATABASE_URL
const dataDir = mkdtempSync(join(tmpdir(), 'unia-several-'))

let database: Database
const all: Started[] = []
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(async () => {
  for (const { child } of all) child.kill('SIGKILL')
  await database.close()
  rmSync(dataDir, { recursive: true, force: true })
})

type Started = { role: string; child: ChildProcess; ready: Promise<string>; complaints: string[] }

function start(role: 'serve' | 'work'): Started {
  const env = {
    ...{ PATH: process.env.PATH, DATABASE_URL: database.url, DATA_DIR: dataDir, CITY_DIR: 'test/cities/rivermouth' },
    ...{ PORT: '0', BASE_URL: 'http://localhost:0', LOG_LEVEL: 'info' },
  }
  const child = spawn(process.execPath, ['src/main.ts', role], { env, stdio: ['ignore', 'pipe', 'pipe'] })
  const complaints: string[] = []
  createInterface(child.stderr).on('line', (line) => complaints.push(line))
  const ready = new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`${role} ended with ${code}: ${complaints.join('\n')}`)))
    createInterface(child.stdout).on('line', (line) => {
      if (line.startsWith('Unia ')) resolve(line)
      else if ((JSON.parse(line) as { level: number }).level >= WARNING) complaints.push(line)
    })
  })
  return { role, child, ready, complaints }
}

const rows = async <T extends object>(query: string) => (await database.pool.query<T>(query)).rows

test.skipIf(!server)('on a server only: the embedded database has one process', { timeout: 600_000 }, async () => {
  all.push(start('serve'), start('serve'), start('work'), start('work'))
  const said = await Promise.all(all.map(({ ready }) => ready))
  const addresses = said.flatMap((line) => /http:\/\/localhost:\d+/.exec(line)?.[0] ?? [])
  expect(addresses).toHaveLength(2)
  for (const address of addresses)
    for (const path of ['/readyz', '/en', '/api/v1/indicators'])
      expect({ path, status: (await fetch(address + path)).status }).toEqual({ path, status: 200 })

  expect(await rows('select count(*) from platform_migrations')).toEqual([{ count: migrations.length }])
  expect(await rows('select number from city_packs')).toHaveLength(1)
  expect(await rows('select name from pgboss.schedule group by name having count(*) > 1')).toEqual([])
  const told = await rows<{ kind: string; n: number }>(
    `select kind, count(*) as n from (select kind from ledger_entries union all select kind from ledger_pending) e
     where kind in ('places.loaded', 'identity.organisation.created', 'indicators.areas', 'indicators.described', 'indicators.defined')
     group by kind order by kind`,
  )
  expect(told.map(({ kind, n }) => `${n} ${kind}`)).toEqual([
    '1 identity.organisation.created',
    '1 indicators.areas',
    '1 indicators.defined',
    '1 indicators.described',
    '1 places.loaded',
  ])
  expect(await rows('select sha256 from indicators_imports group by sha256 having count(*) > 1')).toEqual([])
  expect(await rows(`select state from indicators_imports where state <> 'published'`)).toEqual([])

  // Both workers give the ledger's entries their places; the log is one all the same.
  await vi.waitFor(async () => expect(await rows('select id from ledger_pending')).toEqual([]), 20_000)
  const signer = keptSigner({ dataDir, origin: 'localhost/ledger' })
  const ledger = createLedger({ db: database.db, clock: systemClock, ids: systemIds, signer })
  expect(await ledger.verifyStored()).toMatchObject({ ok: true })
  await vi.waitFor(
    async () =>
      expect(await rows(`select id from pgboss.job where state not in ('completed', 'cancelled')`)).toEqual([]),
    60_000,
  )

  const ended = all.map(async ({ child }) => (child.kill('SIGTERM'), (await once(child, 'exit'))[0] as number))
  expect(await Promise.all(ended)).toEqual([0, 0, 0, 0])
  expect(all.flatMap(({ role, complaints }) => complaints.map((line) => `${role}: ${line}`))).toEqual([])
})
