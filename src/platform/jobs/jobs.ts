/** Defines, enqueues and runs background work. */
import { setTimeout } from 'node:timers/promises'
import { fromKysely, PgBoss, type Job as JobOf } from 'pg-boss'
import { exclusively, type Database, type Db, type Tx } from '#platform/db'
import type { Ids } from '#platform/ids'
import * as store from './store.ts'

const DEAD = 'dead'
const RETRIES = 5
const RETRY_DELAY_S = 2
const RETRY_DELAY_MAX_S = 3_600
/** A worker that says nothing for so long is taken for dead, and its job goes to another. */
const HEARTBEAT_S = 30
const EXPIRE_S = 6 * 3_600
/** How often the dead are looked for. */
const SUPERVISE_S = 15
/** How often it is looked whether a job is due in any queue: one question for all of them. */
const LOOK_MS = 250
/** A queue that nobody wakes looks for itself. */
const POLL_S = 60
const CANCEL_CHECK_MS = 500

export type Job<T> = {
  id: string
  data: T
  /** Says how far it is; cheap to call often. Aborts `signal` when somebody has cancelled the job: `wasCancelled`. */
  progress(done: number, total?: number): Promise<void>
  signal: AbortSignal
}
export type JobState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed'
export type JobStatus = {
  id: string
  name: string
  state: JobState
  done: number
  total: number | null
  error?: string
  createdAt: Date
}
export type DeadLetter = { id: string; name: string; data: unknown; error?: string; failedAt: Date | null }

/** Why a signal aborts when a person has cancelled the job. */
export class Cancelled extends Error {}

/** A signal also aborts when the house closes, and then the job is to go on after it has opened again. */
export const wasCancelled = (signal: AbortSignal): boolean => signal.reason instanceof Cancelled

type Definition = { name: string; concurrency: number; handler: (job: Job<never>) => Promise<unknown> }
/** `notBefore`: nothing that is enqueued here is taken sooner. */
type Needs = { database: Database; ids: Ids; notBefore?: Date; onError: (error: unknown) => void }

const STATES: Record<string, JobState> = {
  created: 'waiting',
  retry: 'waiting',
  active: 'running',
  completed: 'done',
  cancelled: 'cancelled',
  failed: 'failed',
}

/** pg-boss allows letters, digits, `-`, `_`, `.`, `/`. */
const queueName = (name: string) => name.replace(/[^\w./-]/g, '_')

export function createJobs({ database, ids, notBefore, onError }: Needs) {
  const { db } = database
  const boss = new PgBoss({
    db: fromPool(database),
    backend: database.embedded ? 'pglite' : 'postgres',
    supervise: true,
    superviseIntervalSeconds: SUPERVISE_S,
    monitorIntervalSeconds: SUPERVISE_S,
    schedule: true,
    reindex: false,
  })
  boss.on('error', onError)
  const definitions = new Map<string, Definition>()
  /** Who takes jobs from which queue. */
  const workers = new Map<string, string[]>()
  const wake = (queue: string) => workers.get(queue)?.forEach((id) => boss.notifyWorker(id))
  const closing = new AbortController()
  let looking = Promise.resolve()

  async function work({ name, concurrency, handler }: Definition): Promise<void> {
    const take = async ([job]: JobOf<never>[]) => {
      try {
        return await handler(runningJob(db, boss, name, job!))
      } finally {
        // Where one was, another may wait.
        wake(name)
      }
    }
    const ids: string[] = []
    for (let i = 0; i < concurrency; i++)
      ids.push(await boss.work<never>(name, { pollingIntervalSeconds: POLL_S, batchSize: 1 }, take))
    workers.set(name, ids)
  }

  /** Wakes the queues in which something is due, until the house closes. */
  async function look(): Promise<void> {
    while (!closing.signal.aborted) {
      try {
        for (const queue of await store.due(db)) wake(queue)
      } catch (error) {
        onError(error)
      }
      await setTimeout(LOOK_MS, undefined, { signal: closing.signal }).catch(() => {})
    }
  }

  return {
    /** Says what a job of this name does; before `start`. The handler must be safe to run twice. */
    define<T extends object>(name: string, handler: (job: Job<T>) => Promise<unknown>, concurrency = 1): void {
      definitions.set(queueName(name), {
        name: queueName(name),
        concurrency,
        handler: handler as Definition['handler'],
      })
    },

    /** Enqueues in the caller's transaction. Two waiting jobs with one `key` are one. */
    async enqueue(
      tx: Db | Tx,
      name: string,
      data: object,
      options: { key?: string; startAfter?: Date } = {},
    ): Promise<string> {
      const queue = queueName(name)
      if (!definitions.has(queue)) throw new Error(`no job is called ${name}`)
      const id = ids.uuid()
      await boss.send(queue, data, {
        id,
        singletonKey: options.key,
        startAfter: later(options.startAfter, notBefore),
        db: fromKysely(tx),
      })
      await store.add(tx, id, queue)
      return id
    },

    async status(id: string): Promise<JobStatus | undefined> {
      const row = await store.find(db, id)
      if (!row) return undefined
      const [job] = await boss.findJobs(row.queue, { id })
      const state = job ? STATES[job.state]! : 'done'
      return {
        id,
        name: row.queue,
        state,
        done: row.done,
        total: row.total,
        error: errorOf(job),
        createdAt: row.created_at,
      }
    },

    async cancel(id: string): Promise<void> {
      const row = await store.find(db, id)
      if (row) await boss.cancel(row.queue, id)
    },

    /** What failed for good, newest first. */
    async dead(): Promise<DeadLetter[]> {
      const letters = await boss.findJobs<{ name: string }>(DEAD, { queued: true, limit: 100 })
      return letters.map((job) => ({
        id: job.id,
        name: job.sourceName ?? DEAD,
        data: job.data,
        error: errorOf(job),
        failedAt: job.createdOn,
      }))
    },

    /** Sends a dead letter back to the queue it came from. */
    async revive(): Promise<number> {
      return boss.redrive(DEAD)
    },

    /** Runs `name` by cron (city time is the caller's matter: `tz`). */
    async schedule(name: string, cron: string, tz: string): Promise<void> {
      await boss.schedule(queueName(name), cron, {}, { tz })
    },

    /**
     * When a cron would come next, after `from`: as `schedule` reads it, by the clock on the wall of `tz`. A time that is
     * skipped in spring comes an hour later, one that comes twice in autumn counts once. Throws where it is no cron.
     */
    upcoming: (cron: string, tz: string, from: Date, count = 1): Date[] =>
      boss.previewSchedule(cron, { tz, from, count }),

    /** Opens the queues. `alone`: no other process works on this database, so what is held is held by nobody. */
    async start(options: { alone?: boolean } = {}): Promise<void> {
      // Of several processes that start at once one makes the schema; pg-boss would make it in each of them.
      await exclusively(db, 'jobs.start', () => boss.start())
      await boss.createQueue(DEAD, { retentionSeconds: 365 * 86_400 })
      for (const { name } of definitions.values()) {
        await boss.createQueue(name, {
          deadLetter: DEAD,
          retryLimit: RETRIES,
          retryDelay: RETRY_DELAY_S,
          retryBackoff: true,
          retryDelayMax: RETRY_DELAY_MAX_S,
          heartbeatSeconds: HEARTBEAT_S,
          expireInSeconds: EXPIRE_S,
        })
      }
      if (options.alone) await store.releaseAbandoned(db)
    },

    /** Takes jobs from the queues; after `start`. Those of the dead are looked for at once, and not only when it is time again. */
    async work(): Promise<void> {
      await boss.supervise()
      for (const definition of definitions.values()) await work(definition)
      looking = look()
    },

    async stop(): Promise<void> {
      closing.abort()
      await looking
      await boss.stop({ graceful: true, timeout: 10_000 })
    },
  }
}
export type Jobs = ReturnType<typeof createJobs>

const later = (a?: Date, b?: Date): Date | undefined => (a && b ? (a > b ? a : b) : (a ?? b))

/** pg-boss on the house's own pool. */
function fromPool({ pool }: Database) {
  return { executeSql: async (text: string, values?: unknown[]) => pool.query(text, values) }
}

function runningJob<T>(db: Db, boss: PgBoss, queue: string, job: { id: string; data: T; signal: AbortSignal }): Job<T> {
  const cancelled = new AbortController()
  let checkedAt = 0
  return {
    id: job.id,
    data: job.data,
    signal: AbortSignal.any([job.signal, cancelled.signal]),
    async progress(done, total) {
      const now = performance.now()
      if (now - checkedAt < CANCEL_CHECK_MS && done !== total) return
      checkedAt = now
      await store.progress(db, job.id, done, total ?? null)
      const [state] = await boss.findJobs(queue, { id: job.id })
      if (state?.state === 'cancelled') cancelled.abort(new Cancelled())
    },
  }
}

function errorOf(job: { output: unknown } | undefined): string | undefined {
  const output = (job?.output ?? null) as { message?: string } | null
  return output?.message
}
