/**
 * Uploads that go on where they broke off: what came so far lies in a file of its own, and how long that file is says how
 * much came. A process that is killed loses nothing that the operating system had.
 */
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, stat, truncate, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import { refusals } from '#platform/errors'
import { takeLock } from '#platform/lock'

const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])
const ID = /^[\w-]{1,64}$/
const BLOCK_BYTES = 1 << 20

export const refuse = refusals('uploads', {
  unknown: 404,
  wrongOffset: 409,
  tooMuch: 413,
  busy: 423,
  diskFull: 507,
  // What a client that speaks tus may get wrong.
  protocolVersion: 412,
  lengthMissing: 400,
  offsetMissing: 400,
  badMetadata: 400,
})

export type Resumable = ReturnType<typeof createResumable>

export function createResumable({ dataDir }: { dataDir: string }) {
  const folder = join(dataDir, 'uploads')
  const writers = createWriters()

  function pathOf(id: string): string {
    if (!ID.test(id)) throw refuse.unknown({ id })
    return join(folder, id)
  }

  async function offset(id: string): Promise<number> {
    const found = await stat(pathOf(id)).catch(absent)
    if (!found) throw refuse.unknown({ id })
    return found.size
  }

  const alone = <T>(id: string, work: (signal: AbortSignal) => Promise<T>) => writers.alone(id, pathOf(id), work)

  return {
    async begin(id: string): Promise<void> {
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await (await open(pathOf(id), 'wx', 0o600)).close()
    },

    /** How much came; whoever still sends is ended, so that the answer holds. Throws `uploads.unknown`. */
    async offset(id: string): Promise<number> {
      await writers.end(id)
      return offset(id)
    },

    /**
     * Adds what `source` gives from byte `at` on, up to byte `end`, and says how much there is then. What came before it
     * broke off stays. Throws `uploads.unknown`, `uploads.wrongOffset`, `uploads.tooMuch`, `uploads.busy`,
     * `uploads.diskFull`.
     */
    async append(id: string, { at, end }: { at: number; end: number }, source: Readable): Promise<number> {
      return alone(id, async (signal) => {
        const has = await offset(id)
        if (at !== has) throw refuse.wrongOffset({ id, at, has })
        const file = await open(pathOf(id), 'a', 0o600)
        try {
          await write(file, source, { at, end, signal })
          await file.sync()
        } catch (error) {
          if (NO_ROOM.has((error as NodeJS.ErrnoException).code ?? '')) throw refuse.diskFull()
          throw error
        } finally {
          await file.close()
        }
        return offset(id)
      })
    },

    /** Begins again from nothing. */
    empty: (id: string): Promise<void> => alone(id, () => truncate(pathOf(id))),

    /** What came, from its beginning. */
    read: (id: string): Readable => createReadStream(pathOf(id), { highWaterMark: BLOCK_BYTES }),

    async discard(id: string): Promise<void> {
      await writers.end(id)
      await unlink(pathOf(id)).catch(absent)
    },

    /** What lies there, by id. */
    async all(): Promise<string[]> {
      return ((await readdir(folder).catch(absent)) ?? []).filter((name) => ID.test(name))
    },
  }
}

/** Who writes now, in this process: a client that comes back ends the request that it gave up. */
function createWriters() {
  const writing = new Map<string, { stop: AbortController; ended: Promise<unknown> }>()

  async function end(id: string): Promise<void> {
    const running = writing.get(id)
    running?.stop.abort()
    await running?.ended
  }

  return {
    end,
    /** Runs alone on the upload. Throws `uploads.busy` where another process is on it. */
    async alone<T>(id: string, path: string, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
      while (writing.has(id)) await end(id)
      const stop = new AbortController()
      const lock = takeLock(`${path}.lock`, id)
      if (lock.holder) throw refuse.busy({ id })
      const result = work(stop.signal)
      writing.set(id, { stop, ended: result.catch(() => {}) })
      try {
        return await result
      } finally {
        writing.delete(id)
        lock.release()
      }
    },
  }
}

type Span = { at: number; end: number; signal: AbortSignal }
type Handle = Awaited<ReturnType<typeof open>>

async function write(file: Handle, source: Readable, { at, end, signal }: Span): Promise<void> {
  const stop = () => void source.destroy(refuse.busy())
  signal.addEventListener('abort', stop, { once: true })
  try {
    for await (const chunk of source as AsyncIterable<Uint8Array>) {
      if (at + chunk.byteLength > end) throw refuse.tooMuch({ bytesMax: end })
      for (let done = 0; done < chunk.byteLength;) done += (await file.write(chunk, done)).bytesWritten
      at += chunk.byteLength
    }
  } finally {
    signal.removeEventListener('abort', stop)
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
