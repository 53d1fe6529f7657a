/** A whole house in one file: database, files and keys; and back, checked. The file fits either kind of database. */
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createGzip } from 'node:zlib'
import { extract, pack } from 'tar-stream'
import type { Config } from '#platform/config'
import {
  dump,
  fill,
  finishFill,
  migrate,
  openDatabase,
  prepareFill,
  resumeCounters,
  type Db,
  type Rows,
  type TableInfo,
  type Tx,
} from '#platform/db'
import { Refusal } from '#platform/errors'
import { createFiles, type Files } from '#platform/files'
import { KEY_FILE } from '#platform/ledger'
import { migrations } from '../app.ts'
import type { Progress } from './progress.ts'

const FORMAT = 'unia-backup/1'
const TABLE_BYTES_A_PIECE = 1 << 24
const KEYS = [KEY_FILE, 'secret']

export type Summary = { tables: Record<string, number>; files: number; bytes: number }
type Manifest = { format: string; at: string; tables: Omit<TableInfo, 'rows'>[] }
type Archive = ReturnType<typeof pack>

/** Writes the backup beside its name and moves it into place when whole. The house may go on working meanwhile. */
export async function backup(config: Config, to: string, at: Date, progress: Progress): Promise<Summary> {
  const database = await openDatabase(config)
  const archive = pack()
  const written = pipeline(
    archive,
    createGzip({ level: 6 }),
    createWriteStream(`${to}.part`, { flags: 'w', mode: 0o600 }),
  )
  const summary: Summary = { tables: {}, files: 0, bytes: 0 }
  try {
    const manifest: Manifest = { format: FORMAT, at: at.toISOString(), tables: [] }
    await dump(database.db, async (table, rows) => {
      manifest.tables.push(table)
      summary.tables[table.name] = await packTable(archive, table.name, rows)
      progress(table.name, summary.tables[table.name]!)
    })
    await packFiles(archive, createFiles({ dataDir: config.dataDir }), summary, progress)
    for (const key of KEYS) {
      const bytes = await readFile(join(config.dataDir, key)).catch(() => undefined)
      if (bytes) archive.entry({ name: `keys/${key}`, mode: 0o600 }, bytes)
    }
    archive.entry({ name: 'manifest.json' }, JSON.stringify(manifest))
    archive.finalize()
    await written
    await rename(`${to}.part`, to)
    return summary
  } catch (error) {
    archive.destroy(error as Error)
    await written.catch(() => {})
    throw error
  } finally {
    await database.close()
  }
}

async function packTable(archive: Archive, name: string, rows: AsyncGenerator<Rows>): Promise<number> {
  let count = 0
  let piece = 0
  let text = ''
  const flush = () => {
    archive.entry({ name: `tables/${name}/${String(piece++).padStart(6, '0')}.jsonl` }, text)
    text = ''
  }
  for await (const chunk of rows) {
    count += chunk.length
    for (const row of chunk) text += JSON.stringify(row) + '\n'
    if (text.length > TABLE_BYTES_A_PIECE) flush()
  }
  if (text !== '') flush()
  return count
}

async function packFiles(archive: Archive, files: Files, summary: Summary, progress: Progress): Promise<void> {
  for await (const { sha256, bytes } of files.all()) {
    const entry = archive.entry({ name: `files/${sha256}`, size: bytes })
    await pipeline(await files.get(sha256, { verify: true }), entry)
    summary.files += 1
    summary.bytes += bytes
    progress('files', summary.files)
  }
}

/** Restores into an empty place only. All rows or none; the files are checked against their names. */
export async function restore(config: Config, from: string, progress: Progress): Promise<Summary> {
  await demandEmpty(config)
  const database = await openDatabase(config)
  try {
    await migrate(database.db, migrations)
    const manifest = await manifestOf(from)
    const summary: Summary = { tables: {}, files: 0, bytes: 0 }
    const files = createFiles({ dataDir: config.dataDir })
    await database.db.transaction().execute(async (tx) => {
      await prepareFill(tx, manifest.tables)
      await eachMember(from, (name, content) =>
        restoreMember({ config, tx, files, manifest, summary, progress }, name, content),
      )
      await finishFill(tx, manifest.tables)
      await resumeCounters(tx)
    })
    return summary
  } finally {
    await database.close()
  }
}

type Restoring = { config: Config; tx: Tx; files: Files; manifest: Manifest; summary: Summary; progress: Progress }

async function restoreMember(
  { config, tx, files, manifest, summary, progress }: Restoring,
  name: string,
  content: Readable,
): Promise<void> {
  const [kind, id = ''] = name.split('/')
  if (kind === 'tables') {
    const table = manifest.tables.find((one) => one.name === id)
    if (!table) throw new Refusal('platform.backupDamaged', 422, { member: name })
    summary.tables[id] = (summary.tables[id] ?? 0) + (await fillFrom(tx, table, content))
    progress(id, summary.tables[id]!)
  } else if (kind === 'files') {
    const kept = await files.put(content, { limitBytes: Number.MAX_SAFE_INTEGER })
    if (kept.sha256 !== id) throw new Refusal('platform.backupDamaged', 422, { member: name })
    summary.files += 1
    summary.bytes += kept.bytes
    progress('files', summary.files)
  } else if (kind === 'keys' && KEYS.includes(id)) {
    await writeFile(join(config.dataDir, id), await bytesOf(content), { mode: 0o600 })
  } else content.resume()
}

const ROWS_A_FILL = 5_000

async function fillFrom(tx: Tx, table: Omit<TableInfo, 'rows'>, content: Readable): Promise<number> {
  let count = 0
  let rows: Rows = []
  for await (const line of createInterface({ input: content, crlfDelay: Infinity })) {
    rows.push(JSON.parse(line) as Rows[number])
    if (rows.length < ROWS_A_FILL) continue
    await fill(tx, table, rows)
    count += rows.length
    rows = []
  }
  if (rows.length > 0) await fill(tx, table, rows)
  return count + rows.length
}

async function manifestOf(from: string): Promise<Manifest> {
  let manifest: Manifest | undefined
  await eachMember(from, async (name, content) => {
    if (name === 'manifest.json') manifest = JSON.parse((await bytesOf(content)).toString()) as Manifest
    else content.resume()
  })
  if (manifest?.format !== FORMAT) throw new Refusal('platform.backupDamaged', 422, { member: 'manifest.json' })
  return manifest
}

async function eachMember(from: string, visit: (name: string, content: Readable) => Promise<void>): Promise<void> {
  const archive = extract()
  const reading = pipeline(createReadStream(from), createGunzip(), archive)
  try {
    for await (const entry of archive)
      await visit(entry.header.name, Readable.from(entry as AsyncIterable<Buffer>, { objectMode: false }))
    await reading
  } catch (error) {
    reading.catch(() => {})
    const { code } = error as NodeJS.ErrnoException
    if (code === 'Z_DATA_ERROR' || code === 'Z_BUF_ERROR' || /tar/i.test((error as Error).message))
      throw new Refusal('platform.backupDamaged', 422, { member: from })
    throw error
  }
}

async function bytesOf(content: Readable): Promise<Buffer> {
  const pieces: Buffer[] = []
  for await (const piece of content) pieces.push(piece as Buffer)
  return Buffer.concat(pieces)
}

/** A house that has something is never restored over. */
async function demandEmpty(config: Config): Promise<void> {
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const there = (await readdir(config.dataDir)).filter((name) => name !== 'secret')
  if (there.length > 0) throw new Refusal('platform.notEmpty', 409, { where: config.dataDir })
  if (config.databaseUrl) {
    const database = await openDatabase(config)
    const used = await hasTables(database.db)
    await database.close()
    if (used) throw new Refusal('platform.notEmpty', 409, { where: 'DATABASE_URL' })
  }
}

async function hasTables(db: Db): Promise<boolean> {
  return (await db.introspection.getTables()).some((table) => table.name === 'platform_migrations')
}
