/** Why indicators are not reported, every version of it. */
import { sql } from 'kysely'
import type { Db, Tx } from '#platform/db'
import type { Gate, Pass } from '#governance'
import { json, tables } from '../store/tables.ts'
import type { Omission, OmissionDraft } from './types.ts'

type Row = {
  standard: string
  code: string
  version: number
  reason: string | null
  notes: OmissionDraft['notes'] | null
  at: Date
  by: string
  entry_id: string
  release_id: string | null
}

const omissionOf = ({ reason, notes, entry_id, release_id: _, ...row }: Row): Omission => ({
  ...row,
  ...(reason !== null && { reason: reason as Omission['reason'] }),
  ...(notes !== null && { notes }),
  entryId: entry_id,
})

/** Everybody reads the places of words that the gate took back, and not the words; who writes reads all. */
type Reader = Pick<Gate, 'isWithdrawn'>
const selected = (db: Db | Tx, reader?: Reader) =>
  tables(db)
    .selectFrom('indicators_omissions')
    .selectAll()
    .select((reader?.isWithdrawn(sql.ref('release_id')) ?? sql<boolean>`false`).as('isGone'))
const shownOf = ({ isGone, ...row }: Row & { isGone: boolean }): Omission =>
  omissionOf(isGone ? { ...row, reason: null, notes: null } : row)

/** How many versions the gate took back. */
export async function gone(db: Db, reader: Reader): Promise<number> {
  const counted = tables(db)
    .selectFrom('indicators_omissions')
    .select(({ fn }) => fn.countAll<number>().as('count'))
  return (await counted.where(reader.isWithdrawn(sql.ref('release_id'))).executeTakeFirstOrThrow()).count
}

/** The newest version of each, also of those that were taken back. */
export async function current(db: Db | Tx, reader?: Reader): Promise<Omission[]> {
  const rows = await selected(db, reader)
    .distinctOn(['standard', 'code'])
    .orderBy('standard')
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(shownOf)
}

/** Every version of one, newest first. */
export async function versions(db: Db | Tx, standard: string, code: string, reader?: Reader): Promise<Omission[]> {
  const rows = await selected(db, reader)
    .where('standard', '=', standard)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(shownOf)
}

export async function add(tx: Tx, { reason, notes, entryId, ...rest }: Omission, pass?: Pass): Promise<void> {
  await tables(tx)
    .insertInto('indicators_omissions')
    .values({
      ...rest,
      reason: reason ?? null,
      notes: notes ? json(notes) : null,
      entry_id: entryId,
      release_id: pass?.releaseId ?? null,
    })
    .execute()
}
