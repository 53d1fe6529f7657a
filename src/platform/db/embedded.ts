/** Starts and stops the embedded PostgreSQL (PGlite) of a data folder; everything else talks to it as to any PostgreSQL. */
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, rmSync, statfsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import { takeLock } from '#platform/lock'
import { refuse } from './faults.ts'

/** By its socket's folder a connection is known to lead to such a database. */
const SOCKET_FOLDER = 'unia-embedded-'
/** PostgreSQL's own name for a socket in a folder: the port is part of the file's name. */
const SOCKET_FILE = '.s.PGSQL.5432'
/** A new database, and what an old one needs for its log before it can be opened. */
const NEW_BYTES = 200_000_000
const OPEN_BYTES = 64_000_000
const OPEN_AGAIN_MS = 1_000
/** One that neither opens nor fails for so long is given up. */
const OPENING_MS_MAX = 10 * 60_000

/** `owner`: this process runs it; otherwise another one does, and is talked to. */
export type Embedded = { url: string; owner: boolean; close(): Promise<void> }

/** Does this address lead to an embedded database, whoever runs it? */
export const isEmbedded = (url: string): boolean =>
  URL.canParse(url) && basename(new URL(url).searchParams.get('host') ?? '').startsWith(SOCKET_FOLDER)

/**
 * Opens the database in `folder`, creating it where there is none. The socket lives in a private temporary folder,
 * since a path to a Unix socket may not exceed 107 bytes and a data folder's may. A database that goes down, as it does
 * where there is no room for its log, is opened again as soon as it can be, and `report` is told. Throws `platform.diskFull`.
 */
export async function startEmbedded(folder: string, report: (error: unknown) => void = () => {}): Promise<Embedded> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const socketFolder = mkdtempSync(join(tmpdir(), SOCKET_FOLDER))
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(socketFolder)}`
  const lock = takeLock(`${folder}.lock`, url)
  if (lock.holder) {
    rmSync(socketFolder, { recursive: true })
    return { url: lock.holder, owner: false, close: async () => {} }
  }
  const leave = () => {
    rmSync(socketFolder, { recursive: true, force: true })
    lock.release()
  }
  try {
    const keeper = await keepOpen(folder, join(socketFolder, SOCKET_FILE), report)
    return { url, owner: true, close: () => keeper.close().finally(leave) }
  } catch (error) {
    leave()
    throw error
  }
}

async function keepOpen(folder: string, socket: string, report: (error: unknown) => void) {
  let closing = false
  let worker = await open(folder, socket)
  const watching = watch()

  async function watch(): Promise<void> {
    for (;;) {
      await once(worker, 'exit')
      if (closing) return
      report(new Error('the embedded database went down and is opened again'))
      await openAgain()
    }
  }
  async function openAgain(): Promise<void> {
    while (!closing) {
      try {
        rmSync(socket, { force: true })
        worker = await open(folder, socket)
        return
      } catch (error) {
        report(error)
        await setTimeout(OPEN_AGAIN_MS)
      }
    }
  }
  return {
    async close(): Promise<void> {
      closing = true
      worker.postMessage('close')
      await Promise.race([once(worker, 'message'), once(worker, 'exit')])
      await worker.terminate()
      await watching
    },
  }
}

/** A thread with the database open in it. */
async function open(folder: string, socket: string): Promise<Worker> {
  const { bavail, bsize } = statfsSync(folder)
  const needed = existsSync(join(folder, 'PG_VERSION')) ? OPEN_BYTES : NEW_BYTES
  if (bavail * bsize < needed) throw refuse.diskFull({ folder, megabytes: Math.ceil(needed / 1e6) })
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: { folder, socket } })
  const tooLate = new AbortController()
  try {
    await Promise.race([
      once(worker, 'message', { signal: tooLate.signal }),
      once(worker, 'exit', { signal: tooLate.signal }).then(() => {
        throw new Error('the embedded database did not open')
      }),
      setTimeout(OPENING_MS_MAX, undefined, { signal: tooLate.signal, ref: false }).then(() => {
        throw new Error('the embedded database takes too long to open')
      }),
    ])
    return worker
  } catch (error) {
    await worker.terminate()
    throw error
  } finally {
    tooLate.abort()
  }
}
