/** One process opens an embedded database; others that come find it through this file and talk to it by its socket. */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

type Holder = { pid: number; url: string }

/** Takes the lock, or says at which address the process that holds it serves the database. */
export function takeLock(path: string, url: string): { holder?: string; release(): void } {
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, JSON.stringify({ pid: process.pid, url } satisfies Holder), { mode: 0o600 })
  try {
    for (;;) {
      try {
        linkSync(aside, path)
        return { release: () => rmSync(path, { force: true }) }
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = readHolder(path)
      if (holder && isAlive(holder.pid)) return { holder: holder.url, release: () => {} }
      // Its process was killed: nobody holds it any more.
      rmSync(path, { force: true })
    }
  } finally {
    rmSync(aside, { force: true })
  }
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder
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
