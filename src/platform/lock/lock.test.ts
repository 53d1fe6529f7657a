/** The lock of a process that was killed holds nobody up, the lock of one that lives does; of many, one takes it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { takeLock } from './index.ts'

const PROCESSES = 6
const ROUNDS = 12

const folder = mkdtempSync(join(tmpdir(), 'unia-lock-'))
afterAll(() => rmSync(folder, { recursive: true }))

/** A process that says `ready`, and for every line it is sent whether it took the lock, which it keeps. */
async function start(path: string, about: string) {
  const program = `const { takeLock } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)})
    process.stdin.on('data', () => process.stdout.write(takeLock(${JSON.stringify(path)}, '${about}').holder ?? 'taken'))
    process.stdout.write('ready')`
  const process_ = spawn(process.execPath, ['--input-type=module', '-e', program])
  const next = async () => String((await once(process_.stdout, 'data'))[0])
  await next()
  return {
    async take() {
      const said = next()
      process_.stdin.write('now')
      return await said
    },
    async kill() {
      process_.kill('SIGKILL')
      await once(process_, 'exit')
    },
  }
}

test('a living holder is told, a killed one forgotten, a lock let go of leaves nothing behind', async () => {
  const path = join(folder, 'database.lock')
  const other = await start(path, 'postgres://other')
  expect(await other.take()).toBe('taken')
  expect(takeLock(path, 'postgres://mine').holder).toBe('postgres://other')
  await other.kill()
  const lock = takeLock(path, 'postgres://mine')
  expect(lock.holder).toBeUndefined()
  expect(takeLock(path, 'postgres://again').holder).toBe('postgres://mine')
  lock.release()
  expect(readdirSync(folder)).toEqual([])
})

test('of many that find a dead lock at once, one takes it', async () => {
  const path = join(folder, 'contested.lock')
  for (let round = 0; round < ROUNDS; round++) {
    const all = await Promise.all(Array.from({ length: PROCESSES }, () => start(path, `mine`)))
    const said = await Promise.all(all.map((one) => one.take()))
    await Promise.all(all.map((one) => one.kill()))
    expect(said.toSorted(), `round ${round}`).toEqual(['mine', 'mine', 'mine', 'mine', 'mine', 'taken'])
  }
})

test('a lock that is let go of and taken again all the time is held by one at a time', async () => {
  const path = join(folder, 'hot.lock')
  const program = `import { mkdirSync, rmdirSync } from 'node:fs'
    const { takeLock } = await import(${JSON.stringify(new URL('./lock.ts', import.meta.url).href)})
    for (let taken = 0; taken < 200;) {
      const lock = takeLock(${JSON.stringify(path)}, 'hot')
      if (lock.holder) continue
      mkdirSync(${JSON.stringify(join(folder, 'inside'))})
      rmdirSync(${JSON.stringify(join(folder, 'inside'))})
      lock.release()
      taken++
    }`
  const all = Array.from({ length: 4 }, () =>
    spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: 'inherit' }),
  )
  expect(await Promise.all(all.map(async (one) => (await once(one, 'exit'))[0]))).toEqual([0, 0, 0, 0])
})
