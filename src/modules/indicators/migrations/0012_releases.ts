/**
 * Nothing is public but by a release of the gate; what was published before there was one has its release for that. What
 * the detectors found in a file waits with it for its publication.
 */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { releasedBefore } from '#governance'

type Row = {
  seq: number
  kind: string
  at: Date
  by: string
  entry_id: string
  id: string | null
  file_name: string
  sha256: string
}

export async function up(tx: Tx): Promise<void> {
  await sql`alter table indicators_publications add column release_id uuid unique references governance_releases (id)`.execute(
    tx,
  )
  await sql`alter table indicators_imports add column found jsonb`.execute(tx)
  const { rows } = await sql<Row>`select p.seq, p.kind, p.at, p.by, p.entry_id, i.id, i.file_name, i.sha256
    from indicators_publications p left join indicators_imports i on i.number = p.import_number order by p.seq`.execute(
    tx,
  )
  const releases = await releasedBefore(tx, rows.map(earlierOf))
  for (const [i, { seq }] of rows.entries())
    await sql`update indicators_publications set release_id = ${releases[i]} where seq = ${seq}`.execute(tx)
  await sql`alter table indicators_publications alter column release_id set not null`.execute(tx)
}

const earlierOf = ({ seq, kind, at, by, entry_id, id, file_name, sha256 }: Row) => ({
  ...(id
    ? {
        subject: { module: 'indicators', kind: 'figures' as const, id, title: file_name },
        ...{ fingerprint: sha256, address: `/api/v1/imports/${id}/file` },
      }
    : {
        subject: { module: 'indicators', kind: 'text' as const, id: `publication/${seq}`, title: kind },
        // Of words of before, the entry in the ledger stands for the content.
        fingerprint: createHash('sha256').update(entry_id).digest('hex'),
        address: '/indicators/publications',
      }),
  ...{ by, at },
})
