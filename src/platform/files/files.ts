/** The store of files: a folder, `ab/cd/abcd…` by the SHA-256, written to one side and moved into place when complete. */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { mkdir, open, readdir, rename, stat, unlink, type FileHandle } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline as passThrough, Readable, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { refusals } from '#platform/errors'
import { systemIds, type Ids } from '#platform/ids'

/** What was left half written by a process that died is swept away after so long. */
const ABANDONED_AFTER_MS = 24 * 3_600_000
const BLOCK_BYTES = 1 << 20
/** What works through a file takes it in pieces that fit into the processor's own memory. */
const PIECE_BYTES = 1 << 18
const SHA256 = /^[0-9a-f]{64}$/
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT', 'EFBIG'])

export const refuse = refusals('files', { unknown: 404, tooLarge: 413, corrupt: 500, diskFull: 507 })

export type Kept = { sha256: string; bytes: number }
export type Files = ReturnType<typeof createFiles>

type Needs = { dataDir: string; ids?: Ids }

export function createFiles({ dataDir, ids = systemIds }: Needs) {
  const root = join(dataDir, 'files')
  const incoming = join(root, 'incoming')
  const pathOf = (sha256: string) => join(root, sha256.slice(0, 2), sha256.slice(2, 4), sha256)

  async function find(sha256: string): Promise<Kept | undefined> {
    if (!SHA256.test(sha256)) return undefined
    const found = await stat(pathOf(sha256)).catch(absent)
    return found && { sha256, bytes: found.size }
  }

  return {
    /**
     * Keeps what `source` gives and says under which SHA-256. Refuses with `files.tooLarge` past `limitBytes` and with
     * `files.diskFull` where there is no room; then, and when `signal` aborts or the source fails, nothing is left behind.
     */
    async put(
      source: Readable | Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
      { limitBytes, signal }: { limitBytes: number; signal?: AbortSignal },
    ): Promise<Kept> {
      const temporary = join(incoming, ids.uuid())
      try {
        await mkdir(incoming, { recursive: true, mode: 0o700 })
        const kept = await write(temporary, source, limitBytes, signal)
        await settle(temporary, pathOf(kept.sha256), kept.bytes)
        return kept
      } catch (error) {
        await unlink(temporary).catch(absent)
        throw NO_ROOM.has((error as NodeJS.ErrnoException).code ?? '') ? refuse.diskFull() : error
      }
    },

    /** The file's bytes, or a part of them. With `verify`, the stream fails with `files.corrupt` at its end if they are not what was kept. */
    async get(
      sha256: string,
      { verify = false, part }: { verify?: boolean; part?: { start: number; end: number } } = {},
    ): Promise<Readable> {
      if (!(await find(sha256))) throw refuse.unknown({ sha256 })
      const stream = createReadStream(pathOf(sha256), { highWaterMark: BLOCK_BYTES, ...part })
      return verify ? passThrough(stream, verifier(sha256), () => {}) : stream
    },

    /**
     * The same for who is done with each piece before asking for the next: it is written over then. A stream's pieces lie
     * about until they are collected, of a large file by the hundred.
     */
    async *read(sha256: string): AsyncGenerator<Uint8Array> {
      if (!(await find(sha256))) throw refuse.unknown({ sha256 })
      const file = await open(pathOf(sha256), 'r')
      try {
        const block = Buffer.allocUnsafeSlow(PIECE_BYTES)
        for (let bytes: number; (bytes = (await file.read(block, 0, PIECE_BYTES)).bytesRead) > 0;)
          yield block.subarray(0, bytes)
      } finally {
        await file.close()
      }
    },

    find,
    has: async (sha256: string): Promise<boolean> => (await find(sha256)) !== undefined,

    /** Every file that is kept, in the order of the hashes. */
    async *all(): AsyncGenerator<Kept> {
      for (const first of await folders(root, /^[0-9a-f]{2}$/))
        for (const second of await folders(join(root, first), /^[0-9a-f]{2}$/))
          for (const sha256 of await folders(join(root, first, second), SHA256)) {
            const found = await find(sha256)
            if (found) yield found
          }
    },

    /** Removes what processes that died left half written; says how many. */
    async sweep(now: Date): Promise<number> {
      let swept = 0
      for (const name of await folders(incoming, /./)) {
        const found = await stat(join(incoming, name)).catch(absent)
        if (!found || now.getTime() - found.mtimeMs < ABANDONED_AFTER_MS) continue
        await unlink(join(incoming, name)).catch(absent)
        swept++
      }
      return swept
    },
  }
}

/** Writes and hashes in one pass, and returns when the bytes are on the disk. */
async function write(
  path: string,
  source: Readable | Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  limitBytes: number,
  signal?: AbortSignal,
): Promise<Kept> {
  const hash = createHash('sha256')
  let bytes = 0
  const file = await open(path, 'wx', 0o440)
  try {
    const measure = async function* (chunks: AsyncIterable<Uint8Array>) {
      for await (const chunk of chunks) {
        bytes += chunk.byteLength
        if (bytes > limitBytes) throw refuse.tooLarge({ limitBytes })
        hash.update(chunk)
        yield chunk
      }
    }
    await pipeline(
      source instanceof Readable ? source : Readable.from(source),
      measure,
      (chunks: AsyncIterable<Uint8Array>) => writeAll(file, chunks),
      { signal },
    )
    await file.sync()
  } finally {
    await file.close()
  }
  return { sha256: hash.digest('hex'), bytes }
}

async function writeAll(file: FileHandle, chunks: AsyncIterable<Uint8Array>): Promise<void> {
  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.byteLength;) at += (await file.write(chunk, at)).bytesWritten
  }
}

/** Moves a complete file to its place, durably. One that is already there stays, unless a fault of the disk cut it short. */
async function settle(temporary: string, path: string, bytes: number): Promise<void> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  const there = await stat(path).catch(absent)
  if (there?.size === bytes) return unlink(temporary)
  await rename(temporary, path)
  for (const folder of [dirname(path), dirname(dirname(path)), dirname(dirname(dirname(path)))])
    await syncFolder(folder)
}

async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, 'r')
  await folder.sync().finally(() => folder.close())
}

function verifier(sha256: string): Transform {
  const hash = createHash('sha256')
  return new Transform({
    transform(chunk, _encoding, done) {
      hash.update(chunk)
      done(null, chunk)
    },
    flush(done) {
      const found = hash.digest('hex')
      done(found === sha256 ? null : refuse.corrupt({ sha256, found }))
    },
  })
}

const folders = async (path: string, name: RegExp): Promise<string[]> =>
  ((await readdir(path).catch(absent)) ?? []).filter((entry) => name.test(entry)).sort()

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error
}
