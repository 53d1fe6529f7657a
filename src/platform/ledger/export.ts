/** The log as files that anyone can keep, serve and check: C2SP tlog-tiles in a folder or a tar archive. */
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Db } from '#platform/db'
import { HASH_BYTES } from './merkle.ts'
import * as store from './store.ts'
import { tarEnd, tarMember } from './tar.ts'
import { encodeEntries, TILE_WIDTH, tilePath, tilesOf } from './tiles.ts'
import { Malformed } from './malformed.ts'
import { refuse } from './types.ts'

export type LogFile = { path: string; bytes: Uint8Array }

/** All files of the log as it is at its newest checkpoint, which is the first of them. */
export async function* logFiles(db: Db): AsyncGenerator<LogFile> {
  const checkpoint = await store.readCheckpoint(db)
  if (!checkpoint) throw refuse.unknownSize({ size: 0 })
  yield { path: 'checkpoint', bytes: Buffer.from(checkpoint.note) }
  yield { path: 'log.vkey', bytes: Buffer.from(`${checkpoint.vkey}\n`) }
  for (const tile of tilesOf(checkpoint.size)) {
    const [stored] = await store.readTiles(db, [tile])
    const bytes = stored?.hashes.subarray(0, tile.width * HASH_BYTES)
    if (bytes?.length !== tile.width * HASH_BYTES) throw new Malformed(`tile ${tile.level}/${tile.index} is missing`)
    yield { path: tilePath(tile), bytes }
    if (tile.level > 0) continue
    const begin = tile.index * TILE_WIDTH
    const rows = await store.readEntries(db, begin, begin + tile.width)
    yield { path: tilePath({ ...tile, level: 'entries' }), bytes: encodeEntries(rows.map((row) => row.data)) }
  }
}

/** Throws `ledger.folderNotEmpty`: what lies there might belong to another log. */
export async function exportLog(db: Db, folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  if ((await readdir(folder)).length > 0) throw refuse.folderNotEmpty({ folder })
  for await (const { path, bytes } of logFiles(db)) {
    const target = join(folder, path)
    await mkdir(dirname(target), { recursive: true })
    await writeFile(target, bytes)
  }
}

export async function* tarOf(files: AsyncIterable<LogFile>, at: Date): AsyncGenerator<Uint8Array> {
  for await (const { path, bytes } of files) yield tarMember(path, bytes, at)
  yield tarEnd()
}
