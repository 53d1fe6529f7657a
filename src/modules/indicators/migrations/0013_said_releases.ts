/** Why an indicator is not reported is public by a release of the gate; what was said before has its release for that. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { releasedBefore } from '#governance'

type Row = { standard: string; code: string; version: number; at: Date; by: string; entry_id: string }

export async function up(tx: Tx): Promise<void> {
  await sql`alter table indicators_omissions add column release_id uuid references governance_releases (id)`.execute(tx)
  const { rows } = await sql<Row>`select standard, code, version, at, by, entry_id from indicators_omissions
    where reason is not null order by at`.execute(tx)
  const releases = await releasedBefore(tx, rows.map(earlierOf))
  for (const [i, { standard, code, version }] of rows.entries())
    await sql`update indicators_omissions set release_id = ${releases[i]}
      where standard = ${standard} and code = ${code} and version = ${version}`.execute(tx)
  // What takes it back says nothing.
  await sql`alter table indicators_omissions add check (reason is null or release_id is not null)`.execute(tx)
}

const earlierOf = ({ standard, code, version, at, by, entry_id }: Row) => ({
  subject: { module: 'indicators', kind: 'text' as const, id: `omission/${standard}/${code}`, title: `${standard} ${code} ${version}` }, // prettier-ignore
  // The entry in the ledger stands for the content.
  fingerprint: createHash('sha256').update(entry_id).digest('hex'),
  ...{ address: `/standards/${standard}`, by, at },
})
