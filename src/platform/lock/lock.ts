/** A lock by a file that says whose it is. */
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'

type Holder = { pid: number; about: string }

/** Takes the lock, telling others `about`; or gives what the process that holds it tells. Killed processes hold nothing. */
export function takeLock(path: string, about: string): { holder?: string; release(): void } {
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, JSON.stringify({ pid: process.pid, about } satisfies Holder), { mode: 0o600 })
  try {
    for (;;) {
      try {
        linkSync(aside, path)
        return { release: () => rmSync(path, { force: true }) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const text = read(path)
      const holder = holderOf(text)
      if (holder && isAlive(holder.pid)) return { holder: holder.about, release: () => {} }
      removeIfStill(path, text, `${aside}.stale`)
    }
  } finally {
    rmSync(aside, { force: true })
  }
}

/** Of several that find a dead one's lock, each takes away that lock and none the lock that another has taken since. */
function removeIfStill(path: string, text: string | undefined, taken: string): void {
  try {
    renameSync(path, taken)
    if (read(taken) !== text) linkSync(taken, path)
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error
  } finally {
    rmSync(taken, { force: true })
  }
}

function read(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return undefined
  }
}

function holderOf(text: string | undefined): Holder | undefined {
  try {
    return JSON.parse(text ?? '') as Holder
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  if (pid === process.pid) return false
  try {
    process.kill(pid, 0)
    return !isZombie(pid)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** Killed, and its parent has not asked after it: it keeps its number and nothing else. Linux says so; elsewhere nobody does. */
function isZombie(pid: number): boolean {
  try {
    return /\) [ZX] /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  } catch {
    return false
  }
}
