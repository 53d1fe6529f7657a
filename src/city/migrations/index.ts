/** The city pack's own table. */
import { sql } from 'kysely'
import type { Migration } from '#platform/db'

export const migrations: Migration[] = [
  {
    module: 'city',
    name: '0001_packs',
    up: async (tx) => {
      await sql`create table city_packs (
        number int generated always as identity primary key,
        fingerprint text not null,
        loaded_at timestamptz not null default now())`.execute(tx)
    },
  },
]
