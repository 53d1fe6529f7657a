/** Kysely's PostgreSQL driver as the house uses it: faults are told as refusals, and who would wait for himself hears so. */
import { AsyncLocalStorage } from 'node:async_hooks'
import { PostgresDialect, PostgresDriver, type DatabaseConnection, type TransactionSettings } from 'kysely'
import pg from 'pg'
import { faultOf } from './faults.ts'
import { named } from './standing.ts'

/** The transaction in which the code that runs stands. */
const around = new AsyncLocalStorage<{ isOpen: boolean }>()

export class HouseDialect extends PostgresDialect {
  readonly #pool: pg.Pool
  constructor(pool: pg.Pool) {
    super({ pool })
    this.#pool = pool
  }
  override createDriver(): PostgresDriver {
    return new HouseDriver(this.#pool)
  }
}

class HouseDriver extends PostgresDriver {
  /** Embedded, all connections are one session, in which a name would be taken. */
  readonly #isNaming: boolean
  readonly #told = new WeakSet<DatabaseConnection>()
  readonly #open = new WeakMap<DatabaseConnection, { isOpen: boolean }>()

  constructor(pool: pg.Pool) {
    super({ pool })
    this.#isNaming = !(pool instanceof EmbeddedPool)
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    const connection = await told(super.acquireConnection())
    if (!this.#told.has(connection)) {
      this.#told.add(connection)
      const ask = connection.executeQuery.bind(connection)
      connection.executeQuery = (query) => told(ask(this.#isNaming ? named(query) : query))
    }
    return connection
  }

  override beginTransaction(connection: DatabaseConnection, settings: TransactionSettings): Promise<void> {
    const transaction = { isOpen: true }
    this.#open.set(connection, transaction)
    around.enterWith(transaction)
    return super.beginTransaction(connection, settings)
  }
  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection)
    this.#end(connection)
  }
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#end(connection)
    await super.rollbackTransaction(connection)
  }
  #end(connection: DatabaseConnection): void {
    const transaction = this.#open.get(connection)
    if (transaction) transaction.isOpen = false
  }
}

async function told<T>(work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    throw faultOf(error) ?? error
  }
}

/**
 * For the embedded database, which serves one connection at a time: a second one that is asked for within a transaction
 * would be waited for by the transaction that it waits for.
 */
export class EmbeddedPool extends pg.Pool {
  // One signature for both ways of calling it, which the parent tells apart by itself.
  override connect(...call: []): Promise<pg.PoolClient> {
    if (around.getStore()?.isOpen)
      throw new Error('a question through `db` within a transaction would wait for ever: ask through its `tx`')
    return super.connect(...call)
  }
}
