/** Starts the embedded databases that the tests of one run share, one for each worker; none where `TEST_DATABASE_URL` is set. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '../src/platform/db/embedded.ts'
import { connect } from '../src/platform/db/open.ts'
import { WORKERS } from '../vitest.config.ts'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  if (process.env.TEST_DATABASE_URL) {
    project.provide('embeddedUrls', [])
    return async () => {}
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
