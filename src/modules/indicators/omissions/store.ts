/** Why indicators are not reported, every version of it. */
import type { Db, Tx } from '#platform/db'
import type { Pass } from '#governance'
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

/** The newest version of each, also of those that were taken back. */
export async function current(db: Db | Tx): Promise<Omission[]> {
  const rows = await tables(db)
    .selectFrom('indicators_omissions')
    .selectAll()
    .distinctOn(['standard', 'code'])
    .orderBy('standard')
    .orderBy('code')
    .orderBy('version', 'desc')
    .execute()
  return rows.map(omissionOf)
}

/** Every version of one, newest first. */
export async function versions(db: Db | Tx, standard: string, code: string): Promise<Omission[]> {
  const rows = await tables(db)
    .selectFrom('indicators_omissions')
    .selectAll()
    .where('standard', '=', standard)
    .where('code', '=', code)
    .orderBy('version', 'desc')
    .execute()
  return rows.map(omissionOf)
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
