/** Publications: the moments at which figures or definitions became public. Their numbers are the vintages. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { tables, type PublicationKind, type Tables } from './tables.ts'

/** One publication at a time takes its number; the lock ends with the transaction. Not the ledger's, which waits for nobody. */
const LOCK = 8_131_979

/** Those after which the same figures may give other values. */
const FRAMING: PublicationKind[] = ['definition', 'areas', 'measures']

export type Publication = Tables['indicators_publications']

/** From here to the end of the transaction nobody else publishes. */
export async function lock(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${LOCK})`.execute(tx)
}

export async function add(
  tx: Tx,
  publication: Pick<Publication, 'kind' | 'import_number' | 'at' | 'by' | 'grounds' | 'entry_id' | 'release_id'> &
    Partial<Pick<Publication, 'added' | 'corrected'>>,
): Promise<number> {
  await lock(tx)
  const { seq } = await tables(tx)
    .insertInto('indicators_publications')
    .values({ ...publication, seq: sql`(select coalesce(max(seq), 0) + 1 from indicators_publications)` as never })
    .returning('seq')
    .executeTakeFirstOrThrow()
  return seq
}

export const find = (db: Db | Tx, seq: number) =>
  tables(db).selectFrom('indicators_publications').selectAll().where('seq', '=', seq).executeTakeFirst()

export const byImport = (db: Db | Tx, number: number) =>
  tables(db).selectFrom('indicators_publications').selectAll().where('import_number', '=', number).executeTakeFirst()

/** The number of the last publication; 0 before the first. */
export async function last(db: Db | Tx): Promise<number> {
  const row = await tables(db)
    .selectFrom('indicators_publications')
    .select((select) => select.fn.max('seq').as('seq'))
    .executeTakeFirst()
  return row?.seq ?? 0
}

/** Newest first. */
export const list = (db: Db, limit: number) =>
  tables(db).selectFrom('indicators_publications').selectAll().orderBy('seq', 'desc').limit(limit).execute()

/**
 * Those whose values were not computed yet, oldest first, marked as computed: the caller computes them in this very
 * transaction. `framed` is the last publication that changed what figures are computed with.
 */
export async function takeDue(tx: Tx, at: Date): Promise<{ due: Publication[]; framed: number }> {
  const { rows } = await sql<Publication & { framed: number }>`update indicators_publications set computed_at = ${at}
    where computed_at is null
    returning *, (select max(seq) from indicators_publications where kind = any(${FRAMING})) as framed`.execute(tx)
  return { due: rows.toSorted((a, b) => a.seq - b.seq), framed: rows[0]?.framed ?? 0 }
}

/** The last publication up to the end of a day (`at` in UTC); 0 before the first. */
export async function seqAt(db: Db, at: Date): Promise<number> {
  const row = await tables(db)
    .selectFrom('indicators_publications')
    .select((select) => select.fn.max('seq').as('seq'))
    .where('at', '<=', at)
    .executeTakeFirst()
  return row?.seq ?? 0
}

/**
 * The last publication up to which everything is computed, so that what was known after it no longer changes; the last
 * before `before`, where that is given.
 */
export async function moment(db: Db, before?: Date): Promise<{ seq: number; at: Date } | undefined> {
  const { rows } = await sql<{ seq: number; at: Date }>`select seq, at from indicators_publications p
    where not exists (select from indicators_publications q where q.seq <= p.seq and q.computed_at is null)
      and (${before ?? null}::timestamptz is null or at < ${before ?? null})
    order by seq desc limit 1`.execute(db)
  return rows[0]
}

/** Changes with every publication, with every computation that follows one, and with all that is said of what is not reported. */
export async function stamp(db: Db): Promise<string> {
  const { rows } = await sql<{ stamp: string }>`select count(*) || '.' || count(computed_at)
      || '.' || (select count(*) from indicators_omissions) as stamp
    from indicators_publications`.execute(db)
  return rows[0]!.stamp
}
