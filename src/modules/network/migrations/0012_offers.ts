/** Which cities state something of which number in a standard, so that the list of what can be compared is quick. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table network_offers (
    standard text not null,
    domain text not null,
    at timestamptz not null,
    primary key (standard, domain)
  )`,
  `insert into network_offers (standard, domain, at)
    select one, domain, max(received_at) from network_received, unnest(string_to_array(standards, ' ')) as one
    where one <> '' group by one, domain`,
]
