/** The jobs' own table; pg-boss keeps its tables in a schema of its own. */
import { sql } from 'kysely'
import type { Migration } from '#platform/db'

export const migrations: Migration[] = [
  {
    module: 'jobs',
    name: '0001_progress',
    up: async (tx) => {
      await sql`create table jobs_progress (
        id uuid primary key, queue text not null, done bigint not null default 0, total bigint,
        created_at timestamptz not null default now(), updated_at timestamptz not null default now())`.execute(tx)
    },
  },
]
