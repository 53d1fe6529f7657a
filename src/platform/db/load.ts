/** A table made and filled from a stream: by COPY on a server, by arrays where the database is embedded and knows no COPY. */
import { pipeline } from 'node:stream/promises'
import { sql } from 'kysely'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { copyText, countOf, createCopyText, textsOf, type CopyRows, type CopyText } from '#platform/copy'
import { arrayLiteral } from './bulk.ts'
import { faultOf } from './faults.ts'
import type { Database, Db } from './open.ts'

/** A larger piece has gone out by the time that the stream asks for the next one: it never takes so much ahead. */
const AHEAD_BYTES_MAX = 1 << 17
/** What goes out at once: each piece costs two calls of the system. */
const PIECE_BYTES = 1 << 19

/**
 * `type`: PostgreSQL's name of it; what it is given is text that the type reads. `numbered`: a column before all others that
 * numbers the rows from 1. `onText`: is told all that is written, in PostgreSQL's text format of COPY, as it goes, and waited for; it is
 * good until then.
 */
export type NewTable = {
  schema: string
  name: string
  columns: { name: string; type: string }[]
  numbered?: string
  onText?: (text: CopyText) => void | Promise<void>
}
/**
 * Makes the table, in the place of one that is there, and fills it. On a server all of it is one transaction; embedded, what
 * came before a failure is taken away again, and a process that is killed leaves a part, so that whoever keeps count must
 * not count it. Gives the number of rows.
 */
export async function loadTable(database: Database, table: NewTable, rows: AsyncIterable<CopyRows>): Promise<number> {
  return database.embedded ? byArrays(database.db, table, rows) : byCopy(database.pool, table, rows)
}

const quoted = (name: string): string => `"${name.replaceAll('"', '""')}"`
const nameOf = ({ schema, name }: NewTable): string => `${quoted(schema)}.${quoted(name)}`

const numberOf = ({ numbered }: NewTable) => (numbered === undefined ? [] : [{ name: numbered, type: 'bigint' }])

function making(table: NewTable): string[] {
  const columns = [...numberOf(table), ...table.columns].map(({ name, type }) => `${quoted(name)} ${type}`)
  return [`drop table if exists ${nameOf(table)}`, `create table ${nameOf(table)} (${columns.join(', ')})`]
}

async function byCopy(pool: pg.Pool, table: NewTable, rows: AsyncIterable<CopyRows>): Promise<number> {
  const client = await pool.connect()
  let failed: Error | undefined
  try {
    await client.query('begin')
    for (const statement of making(table)) await client.query(statement)
    // Rows are frozen since nobody else sees the table yet: nothing has to be written twice, and counts read an index alone.
    const copy = client.query(copyFrom(`copy ${nameOf(table)} from stdin (freeze)`))
    const textOf = createCopyText()
    const piece = createPiece()
    let count = 0
    await pipeline(async function* () {
      for await (const batch of rows) {
        const text = textOf(batch, table.numbered === undefined ? undefined : count)
        count += countOf(batch)
        await table.onText?.(text)
        yield* piece.add(text.bytes)
      }
      yield* piece.rest()
    }, copy)
    await client.query('commit')
    return count
  } catch (error) {
    failed = error as Error
    await client.query('rollback').catch(() => {})
    throw faultOf(error) ?? error
  } finally {
    client.release(failed && faultOf(failed) ? failed : undefined)
  }
}

async function byArrays(db: Db, table: NewTable, rows: AsyncIterable<CopyRows>): Promise<number> {
  let count = 0
  try {
    for (const statement of making(table)) await sql.raw(statement).execute(db)
    for await (const some of rows) {
      const batch = textsOf(some)
      if (batch.length === 0) continue
      await table.onText?.(copyText(batch, table.numbered === undefined ? undefined : count))
      const before = count
      const numbers = numberOf(table).map(() => sql`${arrayLiteral(batch.map((_, i) => before + i + 1))}::bigint[]`)
      const arrays = table.columns.map((_, i) => sql`${arrayLiteral(batch.map((row) => row[i]))}::text[]`)
      // By way of text, since an array of some types is not written as others are.
      const values = table.columns.map(({ type }, i) => sql`${sql.id(`c${i}`)}::${sql.raw(type)}`)
      const aliases = table.columns.map((_, i) => sql.id(`c${i}`))
      await sql`insert into ${sql.raw(nameOf(table))} select ${sql.join([...numberOf(table).map(() => sql.id('n')), ...values])}
        from unnest(${sql.join([...numbers, ...arrays])}) as t (${sql.join([...numberOf(table).map(() => sql.id('n')), ...aliases])})`.execute(
        db,
      )
      count += batch.length
    }
    return count
  } catch (error) {
    await sql.raw(making(table)[0]!).execute(db).catch(() => {}) // prettier-ignore
    throw error
  }
}

/** Small pieces put together in one place that is used again; each that it gives is good until the next is asked for. */
function createPiece() {
  const room = Buffer.allocUnsafeSlow(PIECE_BYTES)
  let length = 0
  function* rest(): Generator<Buffer> {
    if (length > 0) yield length > AHEAD_BYTES_MAX ? room.subarray(0, length) : Buffer.from(room.subarray(0, length))
    length = 0
  }
  return {
    rest,
    *add(bytes: Buffer): Generator<Buffer> {
      if (length + bytes.length > room.length) yield* rest()
      if (bytes.length > room.length) return yield bytes
      length += bytes.copy(room, length)
    },
  }
}
