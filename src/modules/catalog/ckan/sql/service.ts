/** `datastore_search_sql`: a query by anybody, on what is published and on nothing else. */
import type { Database } from '#platform/db'
import { checkQuery } from './check.ts'
import * as store from './store.ts'

export type Needs = { database: Pick<Database, 'pool' | 'embedded'>; limits?: Partial<store.Limits> }

export function createSandbox({ database: { pool, embedded }, limits }: Needs) {
  const held: store.Limits = {
    ...store.LIMITS,
    ...(embedded && { costMax: store.EMBEDDED_COST_MAX }),
    ...limits,
  }
  let role: Promise<void> | undefined
  /** Made once; where it could not be, it is tried again by the next who asks. */
  const prepared = () =>
    (role ??= store.prepareRole(pool).catch((error: unknown) => {
      role = undefined
      throw error
    }))

  return {
    /**
     * Throws `catalog.sqlUnreadable`, `catalog.sqlForbidden`, `catalog.sqlTooMuch`, `catalog.sqlTooSlow`, `catalog.sqlFailed`,
     * `catalog.unknown`; `catalog.sqlOff` where the database gives the house no role to run it as.
     */
    async query(text: string): Promise<store.Rows & { tables: string[] }> {
      const checked = await checkQuery(text)
      await prepared()
      await store.letRead(pool, checked.tables)
      return { ...(await store.run(pool, checked, held)), tables: checked.tables }
    },
  }
}
export type Sandbox = ReturnType<typeof createSandbox>
