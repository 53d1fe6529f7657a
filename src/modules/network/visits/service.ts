/** The verbs on visits that a person asks for: begun as a job, which says how far it is and may be cancelled. */
import type { Tx } from '#platform/db'
import { wasCancelled, type Job } from '#platform/jobs'
import type { Needs } from '../needs.ts'
import { againAt, demandTime, refuse } from './rules.ts'
import * as store from './store.ts'
import type { Visit } from './types.ts'

const AT_ONCE = 2
/** How often it is seen whether somebody cancelled it, while whoever is visited does not answer. */
const LOOK_MS = 500

export type Course = { signal: AbortSignal; step(done: number, total: number): Promise<void> }
export type Visits = ReturnType<typeof createVisits>

/** `work` does what is done by itself too; false where it went wrong. */
export function createVisits(
  { db, clock, jobs }: Pick<Needs, 'db' | 'clock' | 'jobs'>,
  kind: 'peer' | 'source',
  work: (id: string, course: Course) => Promise<boolean>,
) {
  const JOB = `network.visitNow.${kind}`
  jobs.define<{ id: string }>(JOB, (job) => perform(job), AT_ONCE)

  /** Safe to run twice; one that was cancelled does nothing. */
  async function perform(job: Job<{ id: string }>): Promise<void> {
    const of = { kind, id: job.data.id }
    const visit = await store.find(db, of)
    if (visit?.job !== job.id || visit.outcome !== undefined) return
    const { course, stop } = watched(job)
    try {
      await store.end(db, of, job.id, (await work(of.id, course)) ? 'good' : 'failed')
    } catch (error) {
      if (!wasCancelled(job.signal)) throw error
    } finally {
      stop()
    }
  }

  return {
    /** In the caller's transaction. Throws `visits.underWay`, `visits.tooSoon`. */
    async begin(tx: Tx, id: string, by: string): Promise<void> {
      const before = await store.lock(tx, { kind, id })
      const at = clock.now()
      if (before) demandTime(before, at)
      await store.begin(tx, { kind, id }, { job: await jobs.enqueue(tx, JOB, { id }), at, by })
    },

    /** Throws `visits.over` where none is under way. */
    async cancel(id: string): Promise<void> {
      const visit = await store.find(db, { kind, id })
      const isEnded = visit && (await store.end(db, { kind, id }, visit.job, 'cancelled'))
      if (!visit || !isEnded) throw refuse.over()
      await jobs.cancel(visit.job)
    },

    /** The last one; undefined where nobody ever asked for one. */
    async of(id: string): Promise<Visit | undefined> {
      const visit = await store.find(db, { kind, id })
      if (!visit) return undefined
      const { at, job, outcome } = visit
      const status = outcome ? undefined : await jobs.status(job)
      const isUnderWay = status?.state === 'waiting' || status?.state === 'running'
      // It may have ended just now, or its job be gone.
      const state = outcome ?? (isUnderWay ? 'underWay' : ((await store.find(db, { kind, id }))?.outcome ?? 'failed'))
      return {
        at,
        state,
        done: status?.done ?? 0,
        total: status?.total ?? undefined,
        againAt: againAt(at),
        isTooSoon: againAt(at) > clock.now(),
      }
    },
  }
}

/** Whoever is visited may be silent for long: whether somebody cancelled it is seen in the meantime too. */
function watched(job: Job<object>): { course: Course; stop(): void } {
  const now = { done: 0, total: undefined as number | undefined }
  const timer = setInterval(() => void job.progress(now.done, now.total).catch(() => {}), LOOK_MS)
  const step: Course['step'] = async (done, total) => {
    Object.assign(now, { done, total })
    await job.progress(done, total)
    job.signal.throwIfAborted()
  }
  return { course: { signal: job.signal, step }, stop: () => clearInterval(timer) }
}
