/** Definitions of indicators, every version of them. */
import type { Db, Tx } from '#platform/db'
import type { Definition, DefinitionVersion } from '../types.ts'
import { json, LATEST, tables } from './tables.ts'

type Details = Omit<Definition, 'version' | 'seq'>

/** The version of each definition that was valid after publication `seq`. */
export async function all(db: Db | Tx, seq = LATEST): Promise<Definition[]> {
  const rows = await tables(db)
    .selectFrom('indicators_definitions')
    .selectAll()
    .distinctOn('id')
    .where('seq', '<=', seq)
    .orderBy('id')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(({ details, version, seq }) => ({ ...details, version, seq }))
}

/** All versions of one, newest first. */
export async function versions(db: Db | Tx, id: string): Promise<DefinitionVersion[]> {
  const rows = await published(db).where('d.id', '=', id).orderBy('d.version', 'desc').execute()
  return rows.map(versionOf)
}

/** The newest version of each, with who made it public. */
export async function newest(db: Db | Tx): Promise<DefinitionVersion[]> {
  const rows = await published(db).distinctOn('d.id').orderBy('d.id').orderBy('d.version', 'desc').execute()
  return rows.map(versionOf)
}

const published = (db: Db | Tx) =>
  tables(db)
    .selectFrom('indicators_definitions as d')
    .innerJoin('indicators_publications as p', 'p.seq', 'd.seq')
    .select(['d.details', 'd.version', 'd.seq', 'p.at', 'p.by', 'p.grounds'])

const versionOf = ({ details, ...rest }: Omit<DefinitionVersion, keyof Details> & { details: Details }) => ({
  ...details,
  ...rest,
})

export async function add(tx: Tx, { version, seq, ...details }: Definition): Promise<void> {
  await tables(tx)
    .insertInto('indicators_definitions')
    .values({ id: details.id, version, seq, details: json(details) })
    .execute()
}
