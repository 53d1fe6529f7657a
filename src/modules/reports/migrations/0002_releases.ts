/** No report is public but by a release of the gate; what was published before there was one has its release for that. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { releasedBefore } from '#governance'

type Row = { report_id: string; at: Date; by: string; sha256: string; title: string }

export async function up(tx: Tx): Promise<void> {
  await sql`alter table reports_publications add column release_id uuid unique references governance_releases (id)`.execute(
    tx,
  )
  const { rows } = await sql<Row>`select p.report_id, p.at, p.by, r.sha256,
      coalesce(nullif(r.standard, ''), r.kind) || ' ' || r.year as title
    from reports_publications p join reports_reports r on r.id = p.report_id order by p.at`.execute(tx)
  const releases = await releasedBefore(
    tx,
    rows.map(({ report_id: id, at, by, sha256: fingerprint, title }) => ({
      subject: { module: 'reports', kind: 'report', id, title },
      ...{ fingerprint, address: `/reports/${id}`, by, at },
    })),
  )
  for (const [i, { report_id }] of rows.entries())
    await sql`update reports_publications set release_id = ${releases[i]} where report_id = ${report_id}`.execute(tx)
  await sql`alter table reports_publications alter column release_id set not null`.execute(tx)
}
