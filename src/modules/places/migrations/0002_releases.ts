/** Areas are public from when they are loaded, by a release of the gate; those of before there was one have theirs for that. */
import { createHash } from 'node:crypto'
import { sql } from 'kysely'
import type { Tx } from '#platform/db'
import { releasedBefore } from '#governance'

export async function up(tx: Tx): Promise<void> {
  await sql`create table places_publications (
    release_id uuid primary key references governance_releases (id),
    at timestamptz not null,
    by text not null,
    areas int not null,
    entry_id uuid
  )`.execute(tx)
  const { rows } = await sql<{ areas: number; at: Date; content: string | null }>`select count(*)::int as areas,
    now() as at, string_agg(id || names::text, ',' order by id) as content from places_areas`.execute(tx)
  const { areas, at, content } = rows[0]!
  if (content === null) return
  const fingerprint = createHash('sha256').update(content).digest('hex')
  const subject = { module: 'places', kind: 'text' as const, id: 'areas', title: 'areas' }
  const [release] = await releasedBefore(tx, [{ subject, fingerprint, address: '/city', by: 'system:places', at }])
  await sql`insert into places_publications (release_id, at, by, areas)
    values (${release}, ${at}, 'system:places', ${areas})`.execute(tx)
}
