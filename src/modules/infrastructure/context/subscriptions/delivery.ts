/**
 * Tells what waits. A subscription is taken by one process at a time, and each has a turn of its own: one whose receiver
 * does not answer waits longer each time and holds up nobody. What was told is forgotten in the transaction that counts it,
 * so a process that dies tells again, and never too little.
 */
import { createHash } from 'node:crypto'
import { setTimeout } from 'node:timers/promises'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Net } from '#platform/net'
import { sendOut } from './sending.ts'
import * as store from './store.ts'
import type { Compiled, Payload, Row, Waiting } from './types.ts'

const POLL_MS = 250
const TAKEN_MS = 30_000
const AT_ONCE_MAX = 64
const TOGETHER_MAX = 100
const BACKOFF_MS = 1_000
const BACKOFF_MS_MAX = 10 * 60_000
const FORGOTTEN_MS = 3 * 86_400_000

export type Needs = {
  db: Db
  clock: Clock
  net: Net
  compiled(row: Row): Promise<Compiled>
  /** Whether who subscribed may still see as much as then. */
  mayStill(row: Row): Promise<boolean>
  /** What matches now, for those that are told at intervals. */
  matching(subscription: Compiled): Promise<Payload[]>
  onError: (error: unknown) => void
}
export type Delivery = ReturnType<typeof createDelivery>

const later = (at: Date, ms: number) => new Date(at.getTime() + ms)

/** So long after so many failures, one after the other. */
export const backoff_ms = (failures: number): number =>
  Math.min(BACKOFF_MS * 2 ** Math.min(failures, 20), BACKOFF_MS_MAX)

/** As many as fit into one notification: no entity twice, so that each of its states is told, and in order. */
export function together(waiting: readonly Waiting[]): Waiting[] {
  const seen = new Set<string>()
  const end = waiting.findIndex(({ entityId }) => seen.size === seen.add(entityId).size)
  return waiting.slice(0, end < 0 ? undefined : end)
}

/** Where only so many may be told in a time, the newest state of each entity. */
export const newest = (waiting: readonly Waiting[]): Payload[] => [
  ...new Map(waiting.map(({ entityId, payload }) => [entityId, payload])).values(),
]

function createTeller(needs: Needs, isStopping: () => boolean) {
  const { db, clock, net } = needs

  /** Everything that one subscription has to tell, until nothing waits or it fails. */
  async function tell(row: Row): Promise<void> {
    try {
      if (!(await needs.mayStill(row)))
        return await db.transaction().execute((tx) => store.end(tx, row.id, clock.now(), 'forbidden'))
      const subscription = await needs.compiled(row)
      if (subscription.timeInterval_s !== undefined) return await tellAtIntervals(subscription)
      while (!isStopping()) {
        const { throttling_s } = subscription
        const all = await store.waiting(db, row.id, throttling_s > 0 ? TOGETHER_MAX * 10 : TOGETHER_MAX)
        const part = throttling_s > 0 ? all : together(all)
        if (part.length === 0) return void (await store.release(db, row.id))
        const payloads = throttling_s > 0 ? newest(part) : part.map(({ payload }) => payload)
        await send(subscription, payloads, part[0]!.seq)
        const at = clock.now()
        const takenUntil = throttling_s > 0 ? null : later(at, TAKEN_MS)
        const sent = {
          id: row.id,
          seqs: part.map(({ seq }) => seq),
          at,
          nextAt: later(at, throttling_s * 1000),
          takenUntil,
        }
        await db.transaction().execute((tx) => store.succeeded(tx, sent))
        if (throttling_s > 0) return
      }
      await store.release(db, row.id)
    } catch (error) {
      await fail(row, error)
    }
  }

  async function tellAtIntervals(subscription: Compiled): Promise<void> {
    const payloads = await needs.matching(subscription)
    const at = clock.now()
    if (payloads.length > 0) await send(subscription, payloads, at.getTime())
    const nextAt = later(at, subscription.timeInterval_s! * 1000)
    const sent = { id: subscription.id, seqs: [], at, nextAt, takenUntil: null }
    await db.transaction().execute((tx) => store.succeeded(tx, sent))
  }

  /** Told twice, it has the same id both times. */
  const send = (subscription: Compiled, payloads: readonly Payload[], first: number) => {
    const hash = createHash('sha256').update(`${subscription.id} ${first}`).digest('hex').slice(0, 32)
    return sendOut(net, subscription, { id: `urn:ngsi-ld:Notification:${hash}`, at: clock.now(), payloads })
  }

  async function fail(row: Row, error: unknown): Promise<void> {
    const { code, message = String(error) } = error as { code?: string; message?: string }
    const at = clock.now()
    // What it had failed before this time may be old: it has told since.
    const { failures } = (await store.find(db, row.id)) ?? row
    const failure = { id: row.id, at, nextAt: later(at, backoff_ms(failures)), error: (code ?? message).slice(0, 300) }
    await db.transaction().execute((tx) => store.failed(tx, { ...failure, forgottenBefore: later(at, -FORGOTTEN_MS) }))
  }

  return tell
}

export function createDelivery(needs: Needs) {
  const { db, clock, onError } = needs
  const running = new Set<Promise<void>>()
  let stopping: AbortController | undefined
  let loop: Promise<void> | undefined
  const tell = createTeller(needs, () => stopping?.signal.aborted ?? false)

  async function round(): Promise<void> {
    const free = AT_ONCE_MAX - running.size
    if (free === 0) return
    const now = clock.now()
    for (const row of await store.take(db, now, later(now, TAKEN_MS), free)) {
      const task: Promise<void> = tell(row)
        .catch(onError)
        .finally(() => running.delete(task))
      running.add(task)
    }
  }

  return {
    /** One look, and everything that was taken by it told or failed. */
    async once(): Promise<void> {
      await round()
      await Promise.all(running)
    },
    start(): void {
      stopping = new AbortController()
      const { signal } = stopping
      loop = (async () => {
        while (!signal.aborted) {
          await round().catch(onError)
          await setTimeout(POLL_MS, undefined, { signal }).catch(() => {})
        }
      })()
    },
    async stop(): Promise<void> {
      stopping?.abort()
      await loop
      await Promise.all(running)
    },
  }
}
