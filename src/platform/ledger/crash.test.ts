/** A process that is killed in the middle of writing loses nothing that was acknowledged, and another goes on. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { systemIds } from '#platform/ids'
import { bytesOfBase64, createLedger, migrations, openCheckpoint, signerOf, verifyConsistency } from './index.ts'

const KILLS = 3
const LINES_BEFORE_KILL = 60
const CHECKPOINTS_BEFORE_KILL = 3
const signer = signerOf('example.org/ledger', Buffer.alloc(32, 3))

let database: Database
beforeAll(async () => {
  database = await testDatabase(migrations)
})
afterAll(() => database.close())

const isCheckpoint = (line: string) => line.startsWith('"')

/** What a worker said until it was killed. */
async function runAndKill(): Promise<string[]> {
  const program = new URL('./crash-worker.ts', import.meta.url).pathname
  const worker = spawn(process.execPath, [program, database.url], { stdio: ['ignore', 'pipe', 'inherit'] })
  const lines: string[] = []
  for await (const line of createInterface(worker.stdout)) {
    lines.push(line)
    const checkpoints = lines.filter(isCheckpoint).length
    if (lines.length >= LINES_BEFORE_KILL && checkpoints >= CHECKPOINTS_BEFORE_KILL) worker.kill('SIGKILL')
  }
  return lines
}

test('killed again and again', { timeout: 120_000 }, async () => {
  const ledger = createLedger({ db: database.db, clock: fixedClock('2026-11-23T10:00:00Z'), ids: systemIds, signer })
  const said: string[] = []
  for (let i = 0; i < KILLS; i++) said.push(...(await runAndKill()))
  await ledger.sequence()

  const committed = said.filter((line) => !isCheckpoint(line))
  expect(committed.length).toBeGreaterThan(KILLS)
  for (const id of committed) expect((await ledger.entry(id)).index).toBeTypeOf('number')
  expect(await ledger.verifyStored()).toMatchObject({ ok: true })

  const sizes = new Set<number>()
  for (const line of said.filter(isCheckpoint)) {
    const older = openCheckpoint(JSON.parse(line) as string, signer)
    if (older.size === 0 || sizes.has(older.size)) continue
    sizes.add(older.size)
    const bundle = await ledger.consistency(older.size)
    const proof = bundle.consistency.map(bytesOfBase64)
    expect(verifyConsistency({ older, newer: openCheckpoint(bundle.newer, signer), proof })).toBe(true)
  }
  expect(sizes.size).toBeGreaterThan(1)
})
