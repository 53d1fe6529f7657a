/** What is asked of millions of statements is told by an index or kept as a number, and no index is there that nothing needs. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `alter table network_feeds add column count bigint not null default 0, add column recomputed bigint not null default 0`,
  `update network_feeds f set count = r.count, recomputed = r.recomputed from (select domain, count(*) as count,
    count(*) filter (where state = 'recomputed') as recomputed from network_received group by domain) r where r.domain = f.domain`,
  `drop index network_received_standards`,
  `drop index network_received_cells`,
  `create index network_received_cells on network_received (domain, indicator, area, period, seq) include (withdrawn)`,
  `drop index network_received_unchecked`,
  `create index network_received_unchecked on network_received (domain, seq) where checked_at is null and not withdrawn`,
  `alter table network_offers add column indicator text not null default ''`,
  `delete from network_offers`,
  `alter table network_offers drop constraint network_offers_pkey, add primary key (standard, domain, indicator)`,
  `insert into network_offers (standard, domain, indicator, at)
    select one, domain, indicator, max(received_at) from network_received, unnest(string_to_array(standards, ' ')) as one
    where one <> '' group by one, domain, indicator`,
  `alter table network_offers alter column indicator drop default`,
]
