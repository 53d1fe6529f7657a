/** The tables of ballots and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import { insertMany, type Db, type Tx } from '#platform/db'
import type { SealedBallot } from './signer/types.ts'
import type { Choices, PoolNumbers } from './types.ts'

type PaperContent = { pool: string; choices: unknown }
type BallotRow = { edition: string; pool: string; mark: Buffer; print: Buffer; sealed: Buffer }
type Tables = {
  participation_ballots: BallotRow
  participation_ballots_committed: BallotRow
  participation_commitments: { edition: string; commitment: string; entry_id: string }
  participation_openings: {
    edition: string
    sha256: string
    bytes: number
    counts: unknown
    lot_seed: string
    entry_id: string
    destroyed_entry: string | null
  }
  participation_papers: PaperContent & { edition: string; serial: string; entered_by: string }
  participation_paper_ballots: PaperContent & {
    edition: string
    serial: string
    settled_by: string | null
    entry_id: string
  }
  participation_paper_ends: { edition: string; by: string; entry_id: string }
}
const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`
const bytes = (text: string) => Buffer.from(text, 'base64url')

export type Where = { edition: string; pool: string }

/** The token was used, and its ballot is committed: the transaction is to be undone. */
export class UsedBefore extends Error {}

/**
 * False where the token was used already. What moves from one table to the other meanwhile is seen only once it is there, so
 * there it is looked for last. Throws `UsedBefore`.
 */
export async function add(
  tx: Tx,
  where: Where,
  taken: { mark: string; print: string; sealed: string },
): Promise<boolean> {
  const { mark, print, sealed } = taken
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('participation_ballots')
    .values({ ...where, mark: bytes(mark), print: bytes(print), sealed: bytes(sealed) })
    .onConflict((conflict) => conflict.columns(['edition', 'pool', 'mark']).doNothing())
    .executeTakeFirstOrThrow()
  if (numInsertedOrUpdatedRows === 0n) return false
  if ((await inTable(tx, 'participation_ballots_committed', where, mark)) !== undefined) throw new UsedBefore()
  return true
}

/** The print of the ballot that was cast with this token. */
export async function printOf(db: Db | Tx, where: Where, mark: string): Promise<string | undefined> {
  return (
    (await inTable(db, 'participation_ballots', where, mark)) ??
    (await inTable(db, 'participation_ballots_committed', where, mark))
  )
}

type BallotTable = 'participation_ballots' | 'participation_ballots_committed'
async function inTable(db: Db | Tx, table: BallotTable, { edition, pool }: Where, mark: string) {
  const row = await tables(db)
    .selectFrom(table)
    .select('print')
    .where('edition', '=', edition)
    .where('pool', '=', pool)
    .where('mark', '=', bytes(mark))
    .executeTakeFirst()
  return row?.print.toString('base64url')
}

export async function cast(db: Db | Tx, edition: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select (select count(*) from participation_ballots where edition = ${edition})
      + (select count(*) from participation_ballots_committed where edition = ${edition}) as n`.execute(db)
  return rows[0]!.n
}

/** One batch at a time. */
export async function holdBatches(tx: Tx, edition: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`participation.batch/${edition}`}, 0))`.execute(tx)
}

export async function waitingByPool(tx: Tx, edition: string): Promise<{ pool: string; count: number }[]> {
  const { rows } = await sql<{ pool: string; count: number }>`
    select pool, count(*) as count from participation_ballots
    where edition = ${edition} group by pool order by pool`.execute(tx)
  return rows
}

const sealedOf = ({ mark, sealed }: { mark: Buffer; sealed: Buffer }): SealedBallot => ({
  mark: mark.toString('base64url'),
  sealed: sealed.toString('base64url'),
})

/** Those with the smallest marks, held until the transaction ends: which these are has nothing to do with when they came. */
export async function takeWaiting(tx: Tx, { edition, pool }: Where, most: number): Promise<SealedBallot[]> {
  const rows = await tables(tx)
    .selectFrom('participation_ballots')
    .select(['mark', 'sealed'])
    .where('edition', '=', edition)
    .where('pool', '=', pool)
    .orderBy('mark')
    .limit(most)
    .forUpdate()
    .execute()
  return rows.map(sealedOf)
}

/** Moved one after the other in the order of their marks: what a row's place and age told of when it came is gone. */
export async function commit(tx: Tx, { edition, pool }: Where, marks: readonly string[]): Promise<void> {
  await sql`select participation_commit(${edition}, ${pool}, ${marks.map(bytes)}::bytea[])`.execute(tx)
}

export async function addCommitments(
  tx: Tx,
  edition: string,
  commitments: readonly string[],
  entryId: string,
): Promise<void> {
  await insertMany(tx, 'participation_commitments', [
    { name: 'edition', type: 'text', values: commitments.map(() => edition) },
    { name: 'commitment', type: 'text', values: commitments },
    { name: 'entry_id', type: 'uuid', values: commitments.map(() => entryId) },
  ])
}

export async function committedEntry(db: Db, edition: string, commitment: string): Promise<string | undefined> {
  const row = await tables(db)
    .selectFrom('participation_commitments')
    .select('entry_id')
    .where('edition', '=', edition)
    .where('commitment', '=', commitment)
    .executeTakeFirst()
  return row?.entry_id
}

export async function committed(db: Db | Tx, edition: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from participation_commitments where edition = ${edition}`.execute(db)
  return rows[0]!.n
}

/** Committed ballots of a pool in the order of their marks, from after `after`. */
export async function sealedAfter(
  db: Db,
  { edition, pool }: Where,
  after: string,
  most: number,
): Promise<SealedBallot[]> {
  const rows = await tables(db)
    .selectFrom('participation_ballots_committed')
    .select(['mark', 'sealed'])
    .where('edition', '=', edition)
    .where('pool', '=', pool)
    .where('mark', '>', bytes(after))
    .orderBy('mark')
    .limit(most)
    .execute()
  return rows.map(sealedOf)
}

export type Opening = {
  sha256: string
  bytes: number
  counts: Record<string, PoolNumbers>
  lotSeed: string
  entryId: string
}

export async function addOpening(tx: Tx, edition: string, opening: Opening): Promise<void> {
  const { sha256, bytes, counts, lotSeed, entryId } = opening
  await tables(tx)
    .insertInto('participation_openings')
    .values({
      ...{ edition, sha256, bytes, counts: json(counts), lot_seed: lotSeed, entry_id: entryId, destroyed_entry: null },
    })
    .execute()
}

export async function opening(db: Db | Tx, edition: string): Promise<(Opening & { destroyed: boolean }) | undefined> {
  const row = await tables(db)
    .selectFrom('participation_openings')
    .selectAll()
    .where('edition', '=', edition)
    .executeTakeFirst()
  return (
    row && {
      ...{ sha256: row.sha256, bytes: row.bytes, counts: row.counts as Opening['counts'] },
      ...{ lotSeed: row.lot_seed, entryId: row.entry_id, destroyed: row.destroyed_entry !== null },
    }
  )
}

/** Keys are gone: what was sealed with them is noise, and goes too. False where it was done already. */
export async function setDestroyed(tx: Tx, edition: string, entryId: string): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('participation_openings')
    .set({ destroyed_entry: entryId })
    .where('edition', '=', edition)
    .where('destroyed_entry', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function removeSealed(tx: Tx, edition: string): Promise<void> {
  for (const table of ['participation_ballots', 'participation_ballots_committed'] as const)
    await tables(tx).deleteFrom(table).where('edition', '=', edition).execute()
}

export type PaperEntry = { enteredBy: string; pool: string; choices: Choices }

export async function addPaper(tx: Tx, edition: string, serial: string, entry: PaperEntry): Promise<boolean> {
  const { enteredBy, pool, choices } = entry
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('participation_papers')
    .values({ edition, serial, entered_by: enteredBy, pool, choices: json(choices) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

/** Nobody else works on this paper until the transaction ends. */
export async function holdPaper(tx: Tx, edition: string, serial: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`participation.paper/${edition}/${serial}`}, 0))`.execute(
    tx,
  )
}

export async function paperEntries(
  db: Db | Tx,
  edition: string,
  serial?: string,
): Promise<(PaperEntry & { serial: string })[]> {
  let query = tables(db).selectFrom('participation_papers').selectAll().where('edition', '=', edition)
  if (serial !== undefined) query = query.where('serial', '=', serial)
  const rows = await query.orderBy('serial').orderBy('entered_by').execute()
  return rows.map(({ serial, entered_by, pool, choices }) => ({ serial, enteredBy: entered_by, pool, choices: choices as Choices })) // prettier-ignore
}

export async function settlePaper(
  tx: Tx,
  edition: string,
  paper: { serial: string; pool: string; choices: Choices; settledBy?: string; entryId: string },
): Promise<void> {
  const { serial, pool, choices, settledBy = null, entryId } = paper
  await tables(tx)
    .insertInto('participation_paper_ballots')
    .values({ edition, serial, pool, choices: json(choices), settled_by: settledBy, entry_id: entryId })
    .execute()
}

export async function paperBallots(
  db: Db | Tx,
  edition: string,
): Promise<{ serial: string; pool: string; choices: Choices }[]> {
  const rows = await tables(db)
    .selectFrom('participation_paper_ballots')
    .select(['serial', 'pool', 'choices'])
    .where('edition', '=', edition)
    .orderBy('serial')
    .execute()
  return rows.map(({ choices, ...rest }) => ({ ...rest, choices: choices as Choices }))
}

export async function endPapers(tx: Tx, edition: string, by: string, entryId: string): Promise<void> {
  await tables(tx)
    .insertInto('participation_paper_ends')
    .values({ edition, by, entry_id: entryId })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export async function papersEnded(db: Db | Tx, edition: string): Promise<boolean> {
  const row = await tables(db)
    .selectFrom('participation_paper_ends')
    .select('edition')
    .where('edition', '=', edition)
    .executeTakeFirst()
  return row !== undefined
}
