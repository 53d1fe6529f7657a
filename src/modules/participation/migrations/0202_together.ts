/** Invitations by letter, which may be declined; photos as they were when a proposal was handed in. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const VERSIONS = 'participation_proposal_versions'
const STATEMENTS = [
  // Of the address only as much as the authors need to tell one invitation from another.
  `alter table participation_proposal_links add column sent_to text, add column refused_at timestamptz`,
  // A photo that was handed in stays readable in its version.
  `alter table participation_proposal_photos add column removed_at timestamptz`,
  `alter table ${VERSIONS} add column photos jsonb not null default '[]'`,
  `alter table ${VERSIONS} disable trigger ${VERSIONS}_fixed`,
  `update ${VERSIONS} v set photos = coalesce((select jsonb_agg(jsonb_build_object('id', p.id, 'sha256', p.sha256, 'alt', p.alt)
    order by p.at, p.id) from participation_proposal_photos p where p.proposal_id = v.proposal_id), '[]')`,
  `alter table ${VERSIONS} enable trigger ${VERSIONS}_fixed`,
]
