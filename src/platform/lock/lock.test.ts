/** The lock of a process that was killed holds nobody up, the lock of one that lives does; of many, one takes it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { takeLock } from './index.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

test('a living holder is told, a killed one forgotten', async () => {
  const path = join(folder, 'database.lock')
  const other = spawn('sleep', ['60'])
  writeFileSync(path, JSON.stringify({ pid: other.pid, about: 'postgres://other' }))
  expect(takeLock(path, 'postgres://mine').holder).toBe('postgres://other')
  other.kill('SIGKILL')
  await once(other, 'exit')
  const lock = takeLock(path, 'postgres://mine')
  expect(lock.holder).toBeUndefined()
  lock.release()
  expect(readdirSync(folder)).toEqual([])
})

test('of many that find a dead lock at once, one takes it', async () => {
  const path = join(folder, 'contested.lock')
  const dead = spawn('true')
  await once(dead, 'exit')
  writeFileSync(path, JSON.stringify({ pid: dead.pid, about: 'dead' }))
  const program = `const { takeLock } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)})
    process.stdin.once('data', () => process.stdout.write(takeLock(${JSON.stringify(path)}, 'mine').holder ?? 'taken'))
    process.stdout.write('ready')`
  const all = Array.from({ length: 6 }, () => spawn(process.execPath, ['--input-type=module', '-e', program]))
  await Promise.all(all.map(({ stdout }) => once(stdout, 'data')))
  for (const { stdin } of all) stdin.write('now')
  const said = await Promise.all(all.map(async ({ stdout }) => String((await once(stdout, 'data'))[0])))
  for (const one of all) one.kill()
  expect(said.toSorted()).toEqual(['mine', 'mine', 'mine', 'mine', 'mine', 'taken'])
})
