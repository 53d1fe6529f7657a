/** Starts and stops the embedded PostgreSQL (PGlite) of a data folder; everything else talks to it as to any PostgreSQL. */
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { takeLock } from '#platform/lock'

/** PostgreSQL's own name for a socket in a folder: the port is part of the file's name. */
const SOCKET_FILE = '.s.PGSQL.5432'

/** `owner`: this process runs it; otherwise another one does, and is talked to. */
export type Embedded = { url: string; owner: boolean; close(): Promise<void> }

/**
 * Opens the database in `folder`, creating it where there is none. The socket lives in a private temporary folder,
 * since a path to a Unix socket may not exceed 107 bytes and a data folder's may.
 */
export async function startEmbedded(folder: string): Promise<Embedded> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const socketFolder = mkdtempSync(join(tmpdir(), 'unia-'))
  const url = `postgres://postgres@localhost/postgres?host=${encodeURIComponent(socketFolder)}`
  const lock = takeLock(`${folder}.lock`, url)
  if (lock.holder) {
    rmSync(socketFolder, { recursive: true })
    return { url: lock.holder, owner: false, close: async () => {} }
  }
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), {
    workerData: { folder, socket: join(socketFolder, SOCKET_FILE) },
  })
  const close = async () => {
    await worker.terminate()
    rmSync(socketFolder, { recursive: true, force: true })
    lock.release()
  }
  try {
    await readyOf(worker)
  } catch (error) {
    await close()
    throw error
  }
  return {
    url,
    owner: true,
    async close() {
      worker.postMessage('close')
      await Promise.race([once(worker, 'message'), once(worker, 'exit')])
      await close()
    },
  }
}

async function readyOf(worker: Worker): Promise<void> {
  const failed = new AbortController()
  const error = once(worker, 'error', { signal: failed.signal }).then(([cause]) => {
    throw cause
  })
  error.catch(() => {})
  await Promise.race([once(worker, 'message'), error])
  failed.abort()
}
