/** What people ask the city from its pages for the world, and what it answered. Nothing of it is public. */
import { sql } from 'kysely'
import type { Tx } from '#platform/db'

export async function up(tx: Tx): Promise<void> {
  for (const statement of STATEMENTS) await sql.raw(statement).execute(tx)
}

const STATEMENTS = [
  `create table network_enquiries (
    id uuid primary key,
    secret text not null unique,
    audience text not null,
    subject text not null,
    words text not null,
    name text not null,
    email text not null,
    language text not null,
    at timestamptz not null,
    due date not null,
    reminded date,
    answered_at timestamptz,
    answered_by text,
    answer text,
    forgotten_at timestamptz
  )`,
  `create index network_enquiries_open on network_enquiries (due) where answered_at is null`,
]
