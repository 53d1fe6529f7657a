/**
 * Starts the embedded databases that the tests of one run share, one for each worker. Where `TEST_DATABASE_URL` is set it starts
 * none, and clears away on that server what the run has made.
 */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { connect } from '../src/platform/db/open.ts'
import { WORKERS } from '../vitest.config.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
  const run = `unia_test_${randomBytes(4).toString('hex')}`
  project.provide('run', run)
  if (server) {
    project.provide('embeddedUrls', [])
    return () => clear(server, run)
  }
  const folder = mkdtempSync(join(tmpdir(), 'unia-test-'))
  const databases = await Promise.all(Array.from({ length: WORKERS }, (_, i) => startEmbedded(join(folder, String(i)))))
  for (const { url } of databases) await (await connect(url)).close()
  project.provide(
    'embeddedUrls',
    databases.map(({ url }) => url),
  )
  return async () => {
    await Promise.all(databases.map((database) => database.close()))
    rmSync(folder, { recursive: true, force: true })
  }
}

async function clear(server: string, run: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  const { rows } = await client.query<{ datname: string }>(
    `select datname from pg_database where starts_with(datname, $1)`,
    [run],
  )
  for (const { datname } of rows) await client.query(`drop database ${datname} with (force)`)
  await client.end()
}
