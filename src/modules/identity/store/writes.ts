/**
 * One transaction for what better-auth writes and what the service writes beside it: better-auth is given `kysely`, whose
 * writes go into the transaction of the scope they run in. The transaction begins at the first write, not before, so that
 * no password is hashed while one is open.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { Kysely, PostgresAdapter, PostgresIntrospector, PostgresQueryCompiler } from 'kysely'
import type { CompiledQuery, ControlledTransaction, DatabaseConnection, Driver, QueryResult } from 'kysely'
import type { Db, Tx } from '#platform/db'

/** Begins the scope's transaction, or gives the one that is open. */
export type Begin = () => Promise<Tx>
type Scope = { tx?: Promise<ControlledTransaction<{}>> }

export function createWrites(db: Db) {
  const scopes = new AsyncLocalStorage<Scope>()
  const begin = (scope: Scope) => (scope.tx ??= db.startTransaction().execute())

  const connection: DatabaseConnection = {
    async executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
      const scope = scopes.getStore()
      const reads = query.query.kind === 'SelectQueryNode'
      const target = !scope ? db : reads ? ((await scope.tx) ?? db) : await begin(scope)
      return target.executeQuery(query as CompiledQuery<R>)
    },
    // eslint-disable-next-line require-yield
    async *streamQuery() {
      throw new Error('nothing is streamed here')
    },
  }

  return {
    kysely: forwardingTo(connection),

    /** Commits what `work` wrote when it returns, takes it back when it throws. */
    async inOne<T>(work: (begin: Begin) => Promise<T>): Promise<T> {
      const scope: Scope = {}
      try {
        const result = await scopes.run(scope, () => work(() => begin(scope)))
        await (await scope.tx)?.commit().execute()
        return result
      } catch (error) {
        const tx = await scope.tx?.catch(() => undefined)
        if (tx && !tx.isCommitted) await tx.rollback().execute()
        throw error
      }
    },

    /** The transaction of the scope that runs, for callbacks. */
    current(): Promise<Tx> {
      const scope = scopes.getStore()
      if (!scope) throw new Error('outside any scope of writes')
      return begin(scope)
    },
  }
}
export type Writes = ReturnType<typeof createWrites>

/** PostgreSQL as Kysely speaks it, through one connection that knows where each query belongs. */
function forwardingTo(connection: DatabaseConnection): Kysely<{}> {
  const refuse = async () => {
    throw new Error('a transaction is begun by its scope alone')
  }
  const driver: Driver = {
    init: async () => {},
    acquireConnection: async () => connection,
    beginTransaction: refuse,
    commitTransaction: refuse,
    rollbackTransaction: refuse,
    releaseConnection: async () => {},
    destroy: async () => {},
  }
  return new Kysely({
    dialect: {
      createAdapter: () => new PostgresAdapter(),
      createDriver: () => driver,
      createIntrospector: (db) => new PostgresIntrospector(db),
      createQueryCompiler: () => new PostgresQueryCompiler(),
    },
  })
}
