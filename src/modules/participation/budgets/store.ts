/** The tables of editions and every query on them. */
import { sql, type RawBuilder } from 'kysely'
import type { Db, Tx } from '#platform/db'
import { extended } from './rules.ts'
import type { Edition, Extension, ListedProject, Rules, State } from './types.ts'

type Act = { at: Date; by: string; entry_id: string }
type Tables = {
  participation_editions: Act & { code: string; state: State; version: number; rules: unknown }
  participation_versions: Act & {
    edition: string
    version: number
    rules: unknown
    grounds: string
    release_id: string
  }
  participation_extensions: Act & {
    edition: string
    number: number
    phase: Extension['phase']
    was: Date
    until: Date
    grounds: string
    release_id: string
  }
  participation_listed: { edition: string; number: string; pool: string; content: unknown }
  participation_seals: Act & { edition: string; document: string; sha256: string }
}
export type Done = { at: Date; by: string; entryId: string }

const tables = (db: Db | Tx) => (db as Db).withTables<Tables>()
const json = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`
const act = ({ at, by, entryId }: Done): Act => ({ at, by, entry_id: entryId })

/** Whoever acts in an edition holds this together with others; what changes its state waits for them, and they for it. */
export async function hold(tx: Tx, code: string, how: 'shared' | 'alone'): Promise<void> {
  const lock = sql.raw(how === 'shared' ? 'pg_advisory_xact_lock_shared' : 'pg_advisory_xact_lock')
  await sql`select ${lock}(hashtextextended(${`participation.edition/${code}`}, 0))`.execute(tx)
}

export async function find(db: Db | Tx, code: string): Promise<Edition | undefined> {
  return (await read(db, code))[0]
}

/** Newest first. */
export const all = (db: Db | Tx): Promise<Edition[]> => read(db)

async function read(db: Db | Tx, code?: string): Promise<Edition[]> {
  let editions = tables(db)
    .selectFrom('participation_editions as e')
    .leftJoin('participation_seals as s', 's.edition', 'e.code')
    .select(['e.code', 'e.state', 'e.version', 'e.rules', 's.entry_id as sealed_entry'])
    .select(
      sql<Raw[]>`coalesce((select json_agg(json_build_object('phase', x.phase, 'was', x.was, 'until', x.until,
        'grounds', x.grounds, 'at', x.at, 'by', x.by, 'entryId', x.entry_id) order by x.number)
        from participation_extensions x where x.edition = e.code), '[]')`.as('extensions'),
    )
    .orderBy(sql`(e.rules->>'year')::int desc, (e.rules->>'number')::int desc, e.code`)
  if (code !== undefined) editions = editions.where('e.code', '=', code)
  return (await editions.execute()).map(({ state, version, rules, sealed_entry, extensions: raw }) => {
    const extensions = raw.map((one) => ({
      ...one,
      ...{ was: new Date(one.was), until: new Date(one.until), at: new Date(one.at) },
    }))
    const own = rulesOf(rules)
    const phases = extended(own.phases, extensions)
    return { ...own, phases, state, version, extensions, sealedEntry: sealed_entry ?? undefined }
  })
}
type Raw = Omit<Extension, 'was' | 'until' | 'at'> & { was: string; until: string; at: string }

/** They were read by their schema before they were written. */
function rulesOf(stored: unknown): Rules {
  const rules = stored as Rules
  return {
    ...rules,
    phases: rules.phases.map(({ kind, from, to }) => ({ kind, from: new Date(from), to: new Date(to) })),
  }
}

/** False where one of this code is there already. */
export async function add(tx: Tx, rules: Rules, done: Done): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('participation_editions')
    .values({ code: rules.code, state: 'draft', version: 1, rules: json(rules), ...act(done) })
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirstOrThrow()
  return numInsertedOrUpdatedRows === 1n
}

export async function update(
  tx: Tx,
  code: string,
  change: { state?: State; version?: number; rules?: Rules },
  done: Done,
): Promise<void> {
  await tables(tx)
    .updateTable('participation_editions')
    .set({
      ...{ state: change.state, version: change.version, ...act(done) },
      ...(change.rules && { rules: json(change.rules) }),
    })
    .where('code', '=', code)
    .execute()
}

export async function remove(tx: Tx, code: string): Promise<void> {
  await tables(tx).deleteFrom('participation_editions').where('code', '=', code).execute()
}

export type Version = { version: number; rules: Rules; grounds: string } & Done

export async function addVersion(tx: Tx, code: string, version: Version, releaseId: string): Promise<void> {
  const { rules, grounds, ...done } = version
  await tables(tx)
    .insertInto('participation_versions')
    .values({
      ...{ edition: code, version: version.version, rules: json(rules), grounds, release_id: releaseId },
      ...act(done),
    })
    .execute()
}

/** What was public of it, oldest first. */
export async function versions(db: Db, code: string): Promise<Version[]> {
  const rows = await tables(db)
    .selectFrom('participation_versions')
    .selectAll()
    .where('edition', '=', code)
    .orderBy('version')
    .execute()
  return rows.map(({ version, rules, grounds, at, by, entry_id }) => ({
    ...{ version, rules: rulesOf(rules), grounds, at, by, entryId: entry_id },
  }))
}

export async function addExtension(
  tx: Tx,
  code: string,
  number: number,
  extension: Extension,
  releaseId: string,
): Promise<void> {
  const { phase, was, until, grounds, ...done } = extension
  await tables(tx)
    .insertInto('participation_extensions')
    .values({ edition: code, number, phase, was, until, grounds, release_id: releaseId, ...act(done) })
    .execute()
}

export async function addListed(tx: Tx, code: string, projects: readonly ListedProject[]): Promise<void> {
  if (projects.length === 0) return
  await tables(tx)
    .insertInto('participation_listed')
    .values(projects.map((one) => ({ edition: code, number: one.number, pool: one.pool, content: json(one) })))
    .execute()
}

export async function listed(db: Db | Tx, code: string): Promise<ListedProject[]> {
  const rows = await tables(db)
    .selectFrom('participation_listed')
    .select('content')
    .where('edition', '=', code)
    .orderBy('number')
    .execute()
  return rows.map(({ content }) => content as ListedProject)
}

export type Seal = { document: string; sha256: string } & Done

export async function addSeal(tx: Tx, code: string, { document, sha256, ...done }: Seal): Promise<void> {
  await tables(tx)
    .insertInto('participation_seals')
    .values({ edition: code, document, sha256, ...act(done) })
    .execute()
}

export async function seal(db: Db | Tx, code: string): Promise<Seal | undefined> {
  const row = await tables(db)
    .selectFrom('participation_seals')
    .selectAll()
    .where('edition', '=', code)
    .executeTakeFirst()
  return row && { document: row.document, sha256: row.sha256, at: row.at, by: row.by, entryId: row.entry_id }
}
