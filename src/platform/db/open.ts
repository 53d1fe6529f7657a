/** Opens the database in either mode. */
import { join } from 'node:path'
import { Kysely, type Transaction } from 'kysely'
import pg from 'pg'
import { EmbeddedPool, HouseDialect } from './driver.ts'
import { isEmbedded, startEmbedded } from './embedded.ts'
import { refuse } from './faults.ts'

/** A module narrows these to its own tables with `withTables<MyTables>()`. */
export type Db = Kysely<{}>
export type Tx = Transaction<{}>

export type Database = {
  db: Db
  pool: pg.Pool
  /**
   * Answers questions that are one statement each, without a transaction around it: they only read, and end in time. Embedded,
   * all connections are one session: there is none.
   */
  reader?: Db
  url: string
  embedded: boolean
  /** No other process has this database open: it is embedded, and ours. */
  alone: boolean
  close(): Promise<void>
}

const CONNECTIONS_MAX = 10
const READERS_MAX = 5
/** What one question to the reader may take. */
export const READING_MS_MAX = 15_000
/** Compiling a query before it is run often takes longer than the answer. */
const READING = { statement_timeout: READING_MS_MAX, default_transaction_read_only: 'on', timezone: 'UTC', jit: 'off' }
const VERSION_MIN = 15
/** Any constant will do, so long as every process of the house uses the same. */
const EXTENSION_LOCK = 8_131_980

// Counts and identifiers stay below 2^53 here, so that a JavaScript number holds them exactly.
pg.types.setTypeParser(pg.types.builtins.INT8, Number)

type Where = { dataDir: string; databaseUrl?: string }

/**
 * Opens (and, embedded, creates) the database; `report` is told when an embedded one goes down and while it is opened again.
 * Throws `platform.databaseTooOld`, `platform.databaseUnreachable`, `platform.diskFull`.
 */
export async function openDatabase(
  { dataDir, databaseUrl }: Where,
  report?: (error: unknown) => void,
): Promise<Database> {
  if (databaseUrl) return connect(databaseUrl)
  const embedded = await startEmbedded(join(dataDir, 'database'), report)
  return { ...(await connect(embedded.url, embedded.close)), alone: embedded.owner }
}

/** Connects to a PostgreSQL that runs already, whoever runs it; `stop` ends it after the last connection is closed. */
export async function connect(url: string, stop?: () => Promise<void>): Promise<Database> {
  const embedded = isEmbedded(url)
  const Pool = embedded ? EmbeddedPool : pg.Pool
  const pool = new Pool({ connectionString: url, max: CONNECTIONS_MAX, connectionTimeoutMillis: 30_000 })
  // A connection that the server dropped while nobody asked it anything is replaced, or fails the next question; without
  // listeners it would end the process.
  pool.on('error', () => {})
  pool.on('connect', (client) => void client.on('error', () => {}))
  const db = new Kysely<{}>({ dialect: new HouseDialect(pool) })
  const reader = embedded ? undefined : readerOf(url)
  const close = async () => {
    await reader?.destroy()
    await db.destroy()
    await stop?.()
  }
  try {
    await prepare(pool)
  } catch (error) {
    await close()
    throw error
  }
  return { db, pool, ...(reader && { reader }), url, embedded, alone: false, close }
}

function readerOf(url: string): Db {
  const pool = new pg.Pool({ connectionString: url, max: READERS_MAX, connectionTimeoutMillis: 30_000 })
  const settings = Object.entries(READING).map(([name, value]) => `set ${name} = '${value}'`)
  pool.on('error', () => {})
  pool.on('connect', (client) => {
    client.on('error', () => {})
    // Stands before the first question in the connection's queue; where it fails, so does that.
    client.query(settings.join(';')).catch(() => {})
  })
  return new Kysely<{}>({ dialect: new HouseDialect(pool) })
}

async function prepare(pool: pg.Pool): Promise<void> {
  const version = await pool
    .query<{ server_version_num: string }>('show server_version_num')
    .catch((cause: Error) => Promise.reject(refuse.databaseUnreachable({ cause: cause.message })))
  const major = Math.floor(Number(version.rows[0]!.server_version_num) / 10_000)
  if (major < VERSION_MIN) throw refuse.databaseTooOld({ found: major, needed: VERSION_MIN })
  const { rowCount } = await pool.query(`select from pg_extension where extname = 'postgis'`)
  if (rowCount) return
  // Two processes that ask for it at once would both try to make it.
  await pool.query(
    `do $$ begin perform pg_advisory_xact_lock(${EXTENSION_LOCK}); create extension if not exists postgis; end $$`,
  )
}
