/** Starts and stops the embedded PostgreSQL (PGlite) of a data folder; everything else talks to it as to any PostgreSQL. */
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'

/** PostgreSQL's own name for a socket in a folder: the port is part of the file's name. */
const SOCKET_FILE = '.s.PGSQL.5432'

export type Embedded = { url: string; close(): Promise<void> }

/**
 * Opens the database in `folder`, creating it where there is none. The socket lives in a private temporary folder,
 * since a path to a Unix socket may not exceed 107 bytes and a data folder's may.
 */
export async function startEmbedded(folder: string): Promise<Embedded> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const socketFolder = mkdtempSync(join(tmpdir(), 'unia-'))
  const socket = join(socketFolder, SOCKET_FILE)
  const worker = new Worker(new URL('./embedded-worker.ts', import.meta.url), { workerData: { folder, socket } })
  await readyOf(worker)
  return {
    url: `postgres://postgres@localhost/postgres?host=${encodeURIComponent(socketFolder)}`,
    async close() {
      worker.postMessage('close')
      await Promise.race([once(worker, 'message'), once(worker, 'exit')])
      await worker.terminate()
      rmSync(socketFolder, { recursive: true, force: true })
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
