/** A lock by a file that says whose it is. */
import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

type Holder = { pid: number; about: string }

const BUSY = 5
const ASK_AGAIN_MS = 2

/**
 * Takes the lock, telling others `about`; or gives what the process that holds it tells. The lock is the operating
 * system's, which SQLite takes on the file: whoever is killed has let go of it, whatever process has its number now.
 */
export function takeLock(path: string, about: string): { holder?: string; release(): void } {
  for (;;) {
    const held = lockFile(path)
    if (held) {
      tell(path, about)
      return { release: () => release(path, held) }
    }
    const holder = holderOf(path)
    if (holder) return { holder, release: () => {} }
    // Taken just now, and not yet told by whom: or let go of just now.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ASK_AGAIN_MS)
  }
}

function lockFile(path: string): DatabaseSync | undefined {
  const before = sameness(path)
  const file = new DatabaseSync(path)
  try {
    file.exec('PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE')
    // Whoever held it may have removed the file meanwhile: a lock on what no longer stands there keeps nobody out.
    if (before === sameness(path)) return file
  } catch (error) {
    if ((error as { errcode?: number }).errcode !== BUSY) throw error
  }
  file.close()
  return undefined
}

/** Which file stands at the path, beyond its name. */
function sameness(path: string): string | undefined {
  const file = statSync(path, { bigint: true, throwIfNoEntry: false })
  return file && `${file.ino} ${file.birthtimeNs}`
}

function tell(path: string, about: string): void {
  const aside = `${path}.${process.pid}`
  writeFileSync(aside, JSON.stringify({ pid: process.pid, about } satisfies Holder), { mode: 0o600 })
  renameSync(aside, `${path}.holder`)
}

function release(path: string, held: DatabaseSync): void {
  rmSync(`${path}.holder`, { force: true })
  rmSync(path, { force: true })
  held.close()
}

/** What the holder tells; nothing where it was killed and left its word behind. */
function holderOf(path: string): string | undefined {
  try {
    const { pid, about } = JSON.parse(readFileSync(`${path}.holder`, 'utf8')) as Holder
    return isAlive(pid) ? about : undefined
  } catch {
    return undefined
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}
