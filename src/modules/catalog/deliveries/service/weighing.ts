/** How easily a person is told from the rows of a delivery, as they lie behind the gate and as rules would leave them: in the background, kept with it. */
import type { Actor } from '#platform/actor'
import { Refusal } from '#platform/errors'
import { wasCancelled, type Job } from '#platform/jobs'
import { encode, reckonApart, sensitiveOf, type Coded } from '#governance'
import type { Needs } from '../../needs.ts'
import { refuse } from '../../refusals.ts'
import { treating } from '../columns.ts'
import * as held from '../store/held.ts'
import * as store from '../store/weighings.ts'
import { rulesOf } from '../treatment.ts'
import { WeighingAsked, type Column, type Weighed, type Weighing } from '../types.ts'
import type { Deliveries } from './deliveries.ts'

export const WEIGH_JOB = 'catalog.weigh'
/** So many rows are weighed at once. */
const WEIGHED_MAX = 1_000_000
const BATCH = 5_000

export type WeighJob = Pick<Job<{ id: string }>, 'data' | 'progress' | 'signal'>
export type WeighingView = Weighing & { progress?: { done: number; total: number | null } }
type Seen = Pick<Deliveries, 'rows' | 'view'>

export function createWeighing(needs: Needs, deliveries: Seen) {
  const { database, clock, ids, jobs } = needs
  const { db } = database

  /** For those who may see the rows. Throws `catalog.unknown`, `catalog.notRead`. */
  async function seen(actor: Actor, id: string): Promise<Weighing> {
    const found = await store.find(db, id)
    if (!found) throw refuse.unknown({ id })
    await deliveries.rows(actor, found.deliveryId, 1)
    return found
  }

  async function withProgress(found: Weighing): Promise<WeighingView> {
    const status = found.state === 'weighing' && found.jobId ? await jobs.status(found.jobId) : undefined
    return { ...found, ...(status && { progress: { done: status.done, total: status.total } }) }
  }

  return {
    weighedMax: WEIGHED_MAX,

    /**
     * For those who decide; in the background. `treatment` is what would be done to the rows as they are now. Throws
     * `catalog.notRead`, `catalog.unknownColumn`.
     */
    async weigh(actor: Actor, deliveryId: string, given: WeighingAsked): Promise<WeighingView> {
      const asked = WeighingAsked.parse(given)
      await deliveries.rows(actor, deliveryId, 1)
      const { columns = [] } = await deliveries.view(actor, deliveryId)
      chosenOf(columns, asked)
      const id = ids.uuid()
      await db.transaction().execute(async (tx) => {
        await store.add(tx, { id, deliveryId, asked, by: actor.id, at: clock.now(), state: 'weighing' })
        await store.update(tx, id, { jobId: await jobs.enqueue(tx, WEIGH_JOB, { id }) })
      })
      return withProgress((await store.find(db, id))!)
    },

    weighing: async (actor: Actor, id: string): Promise<WeighingView> => withProgress(await seen(actor, id)),

    /** What was weighed last; undefined where nothing was. */
    async lastWeighing(actor: Actor, deliveryId: string): Promise<WeighingView | undefined> {
      await deliveries.rows(actor, deliveryId, 1)
      const found = await store.last(db, deliveryId)
      return found && withProgress(found)
    },

    async cancelWeighing(actor: Actor, id: string): Promise<void> {
      const { jobId } = await seen(actor, id)
      await store.update(db, id, { state: 'cancelled' })
      if (jobId) await jobs.cancel(jobId)
    },

    /** The background work. */
    async weighIt({ data: { id }, progress, signal }: WeighJob): Promise<void> {
      const found = await store.find(db, id)
      if (found?.state !== 'weighing') return
      try {
        const result = await weighed(needs, found, progress, signal)
        await store.update(db, id, { state: 'done', result })
      } catch (error) {
        if (wasCancelled(signal)) return store.update(db, id, { state: 'cancelled' })
        if (!(error instanceof Refusal)) throw error
        await store.update(db, id, { state: 'failed', failure: { code: error.code, details: error.details } })
      }
    },
  }
}

const chosenOf = (columns: readonly Column[], { quasi, sensitive }: WeighingAsked): Column[] =>
  [...quasi, ...sensitive].map((name) => {
    const column = columns.find((one) => one.name === name)
    if (!column) throw refuse.unknownColumn({ name })
    return column
  })

/** How often the reckoning asks whether somebody has ended it. */
const ASK_MS = 500

async function weighed(
  { database: { db } }: Needs,
  { deliveryId, asked }: Weighing,
  progress: WeighJob['progress'],
  signal: AbortSignal,
): Promise<Weighed> {
  const { quasi, treatment, k } = asked
  const { columns, rows } = await held.shapeOf(db, deliveryId)
  const chosen = chosenOf(columns, asked)
  const names = chosen.map(({ name }) => name)
  const most = Math.min(rows, WEIGHED_MAX)
  const total = most * (treatment.length > 0 ? 2 : 1)
  let done = 0
  const batches = async function* () {
    for (let after = 0; after < WEIGHED_MAX;) {
      signal.throwIfAborted()
      const found = await held.preview(db, deliveryId, chosen, BATCH, after)
      if (found.length === 0) return
      yield found.map(({ cells }) => cells)
      after = found.at(-1)!.line
      await progress((done += found.length), total)
    }
  }
  const ways = names.map((name) => treating(rulesOf(treatment, name)))
  const treated = async function* () {
    for await (const batch of batches()) yield batch.map((cells) => cells.map((cell, i) => ways[i]!(cell)))
  }
  const before = await encode({ columns: chosen, rows: batches() }, names)
  const after = treatment.length > 0 ? await encode({ columns: chosen, rows: treated() }, names) : undefined
  // A thread does not ask by itself.
  const asking = setInterval(() => void progress(done, total).catch(() => {}), ASK_MS)
  const split = (all: Coded[]) => ({
    quasi: all.slice(0, quasi.length),
    sensitive: all.slice(quasi.length).map(sensitiveOf),
  })
  try {
    const found = await reckonApart(
      'weigh',
      { before: split(before), ...(after && { after: split(after) }), k },
      signal,
    )
    return {
      ...found,
      distinct: names.map((column, i) => ({
        ...{ column, before: before[i]!.values.length, after: (after ?? before)[i]!.values.length },
      })),
      isPartial: rows > WEIGHED_MAX,
    }
  } finally {
    clearInterval(asking)
  }
}
