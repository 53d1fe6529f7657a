/** What Fedify remembers (keys of others, activities it has heard), in the house's own database. */
import type { KvKey, KvStore, KvStoreSetOptions } from '@fedify/fedify'
import { sql } from 'kysely'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'

const textOf = (key: KvKey): string => JSON.stringify(key)
/** What every key that begins so begins with, as text. */
const beginOf = (key: KvKey): string => textOf(key).slice(0, -1)
const escaped = (text: string): string => text.replace(/[\\%_]/g, '\\$&')

export function memoryOf(db: Db, clock: Clock): KvStore {
  const expiresOf = ({ ttl }: KvStoreSetOptions = {}) =>
    ttl ? new Date(clock.now().getTime() + ttl.total('milliseconds')) : null
  const isFresh = () => sql`(expires is null or expires > ${clock.now()})`

  return {
    async get<T>(key: KvKey): Promise<T | undefined> {
      const { rows } = await sql<{ value: T }>`select value from network_memory
        where key = ${textOf(key)} and ${isFresh()}`.execute(db)
      return rows[0]?.value
    },
    async set(key, value, options) {
      await sql`insert into network_memory (key, value, expires)
        values (${textOf(key)}, ${JSON.stringify(value)}, ${expiresOf(options)})
        on conflict (key) do update set value = excluded.value, expires = excluded.expires`.execute(db)
    },
    async delete(key) {
      await sql`delete from network_memory where key = ${textOf(key)}`.execute(db)
    },
    async *list(prefix) {
      const { rows } = await sql<{ key: string; value: unknown }>`select key, value from network_memory
        where ${isFresh()} ${prefix ? sql`and (key = ${textOf(prefix)} or key like ${`${escaped(beginOf(prefix))},%`})` : sql``}
        order by key`.execute(db)
      for (const { key, value } of rows) yield { key: JSON.parse(key) as KvKey, value }
    },
  }
}
