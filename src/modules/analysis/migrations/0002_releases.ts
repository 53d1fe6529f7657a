/** What a target says is public by a release of the gate; those of before there was one have theirs for that. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { releasedBefore } from '#governance'

type Row = { id: string; version: number; at: Date; by: string; entry_id: string }

export async function up(tx: Tx): Promise<void> {
  await sql`alter table analysis_targets add column release_id uuid references governance_releases (id)`.execute(tx)
  const { rows } = await sql<Row>`select id, version, at, by, entry_id from analysis_targets order by at`.execute(tx)
  const releases = await releasedBefore(tx, rows.map(earlierOf))
  for (const [i, { id, version }] of rows.entries())
    await sql`update analysis_targets set release_id = ${releases[i]} where id = ${id} and version = ${version}`.execute(
      tx,
    )
  await sql`alter table analysis_targets alter column release_id set not null`.execute(tx)
}

const earlierOf = ({ id, version, at, by, entry_id }: Row) => ({
  subject: { module: 'analysis', kind: 'text' as const, id: `target/${id}`, title: `${id} ${version}` },
  // The entry in the ledger stands for the content.
  fingerprint: createHash('sha256').update(entry_id).digest('hex'),
  ...{ address: `/api/v1/analysis/targets/${id}`, by, at },
})
