/** The loop shown on the made-up city. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { readConfig } from '#platform/config'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { createLog } from '#platform/log'
import { createUnia, migrations, type Unia } from '../../../app.ts'
import { showLoop } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-loop-'))
let database: Database
let house: Unia
beforeAll(async () => {
  database = await testDatabase(migrations)
  const env = { DATA_DIR: folder, DATABASE_URL: database.url, CITY_DIR: 'test/cities/rivermouth', PORT: '0' }
  house = await createUnia(readConfig(env), createLog({ level: 'silent' }))
  await house.start({ serve: true, work: false })
}, 120_000)
afterAll(async () => {
  await house.stop()
  await database.close()
  vi.unstubAllEnvs()
  rmSync(folder, { recursive: true, force: true })
})

test('walks', { timeout: 240_000 }, async () => {
  const lines: string[] = []
  const shown = await showLoop(house.config, (line) => { lines.push(line); console.log(line) }) // prettier-ignore
  console.log(shown)
  const whole = await house.innovations.pilots.one(shown!.pilot)
  console.log(JSON.stringify(whole.found?.effect.estimate), whole.found?.effect.interval, whole.found?.worth, whole.violations, whole.found?.cost)
  expect(shown).toBeDefined()
})
