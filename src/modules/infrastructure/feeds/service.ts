/** The verbs of feeds. What comes in marks its day; periods that have ended are made of their marked days, and made anew when something comes late. */
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import { exclusively, type Db, type Tx } from '#platform/db'
import type { Events } from '#platform/events'
import type { Jobs } from '#platform/jobs'
import type { Json, Ledger } from '#platform/ledger'
import { fingerprintOf, type Gate } from '#governance'
import type { Places } from '#places'
import { zoneOf } from '#stats'
import type { Hold } from '../telemetry/retention/index.ts'
import type { Settled } from '../telemetry/rollups/index.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { createTables } from './tables.ts'
import type { Bucket, Feed, FeedPeriod } from './types.ts'

/** Looks every hour for periods that have ended, or of which something came late. */
export const FEEDS = { job: 'infrastructure.feeds', cron: '17 * * * *' } as const
/** Tells that figures of a feed are new, or other than they were. */
export const FED = 'infrastructure.fed'
export type Fed = { feed: string }
const PERIODS_AT_ONCE = 400

export type FeedsNeeds = {
  db: Db
  clock: Clock
  ledger: Pick<Ledger, 'append'>
  jobs: Pick<Jobs, 'define'>
  events: Pick<Events, 'emit'>
  gate: Pick<Gate, 'passWords' | 'orHold' | 'demandFit'>
  places: Pick<Places, 'at'>
  pulse: { on(listener: (tx: Tx, settled: Settled[]) => Promise<void>): void }
  rollups: {
    of(ids: readonly number[], grain: 'hour' | 'day', range: { from?: Date; to?: Date }): Promise<(Bucket & { seriesId: number })[]> // prettier-ignore
  }
  retention: { hold(tx: Tx, hold: Hold): Promise<void> }
  timezone: string
}
export type Feeds = ReturnType<typeof createFeeds>
export type FeedView = store.KnownFeed & { waiting: number }

export function createFeeds(needs: FeedsNeeds) {
  const { db, clock, ledger, jobs, events, gate, places, pulse, rollups, retention, timezone } = needs
  const zone = zoneOf(timezone)

  pulse.on((tx, settled) => store.mark(tx, settled, timezone))

  /** Throws `feeds.unknown`. */
  async function known(on: Db | Tx, id: string): Promise<store.KnownFeed> {
    const [found] = await store.feeds(on, id)
    if (!found) throw rules.refuse.unknown({ id })
    return found
  }

  async function areaOf({ areas }: Feed, { point }: store.Thing, day: string): Promise<string | undefined> {
    if ('all' in areas) return areas.all
    return point ? (await places.at(point[0], point[1], areas.kind, day))?.id : undefined
  }

  /** What came of a period, for each area. Those that were made before are told of too, though nothing is there any more. */
  async function made(feed: Feed, things: readonly store.Thing[], period: string): Promise<FeedPeriod[]> {
    const { bucket } = feed.completeness
    const span = rules.spanOf(period, bucket, zone)
    const day = zone.dayOf(span.to.getTime() - 1)
    const parts = new Map<string, ReturnType<typeof rules.partOf>[]>()
    for (const thing of things.filter(({ since }) => since < span.to)) {
      const area = await areaOf(feed, thing, day)
      if (area === undefined) continue
      const buckets = await rollups.of([thing.seriesId], bucket, { from: span.before, to: span.to })
      const own = buckets.map(({ start, count, min, max, mean, sum, last }) => ({ start, count, min, max, mean, sum, last })) // prettier-ignore
      parts.set(area, [...(parts.get(area) ?? []), rules.partOf(feed, thing.entityId, span, own)])
    }
    const at = clock.now()
    const found = [...parts].flatMap(([area, own]) => {
      const one = rules.joined(feed.across, own)
      return one ? [{ area, period, ...one, revision: 1, at }] : []
    })
    const before = await store.periods(db, feed.id, { period })
    const gone = before.filter(({ area }) => !found.some((one) => one.area === area))
    const none = { value: null, lack: 'noReadings' as const, complete: 0, readings: 0, series: [], fingerprint: fingerprintOf([]), at } // prettier-ignore
    const all = [...found, ...gone.map(({ area }) => ({ area, period, ...none, revision: 1 }))]
    return all.flatMap((one): FeedPeriod[] => {
      const last = before.find(({ area }) => area === one.area)
      if (last?.fingerprint === one.fingerprint && last.value === one.value) return []
      return [{ ...one, revision: (last?.revision ?? 0) + 1 }]
    })
  }

  /** What public figures rest on is kept, however long readings of its kind are. */
  async function hold(tx: Tx, { id, attribute, completeness: { bucket } }: Feed, periods: readonly FeedPeriod[]) {
    for (const { period, series } of periods) {
      const { before, to } = rules.spanOf(period, bucket, zone)
      const of = series.map(({ entityId }) => ({ entityId, attribute }))
      if (of.length > 0) await retention.hold(tx, { of, from: before, to, subject: `feeds/${id}` })
    }
  }

  /** Makes what has ended of one feed. How many figures are new or other than they were. */
  async function makeOne({ feed, opening }: store.KnownFeed, signal?: AbortSignal): Promise<number> {
    const now = clock.now()
    const byPeriod = Map.groupBy(await store.marked(db, feed.id), ({ day }) => rules.periodOf(feed.grain, day))
    const due = [...byPeriod].filter(([period]) => rules.isClosed(rules.spanOf(period, 'day', zone), feed.waitDays, now)) // prettier-ignore
    if (due.length === 0) return 0
    const all = await store.things(db, feed)
    const things = all.filter(({ unitCode }) => feed.unitCode === undefined || unitCode === feed.unitCode)
    let count = 0
    for (const [period, marks] of due.slice(0, PERIODS_AT_ONCE)) {
      signal?.throwIfAborted()
      const news = await made(feed, things, period)
      await db.transaction().execute(async (tx) => {
        await store.unmark(tx, feed.id, marks)
        for (const one of news) await store.addPeriod(tx, feed.id, one)
        if (opening && news.length > 0) await hold(tx, feed, news)
        if (news.length > 0) await events.emit(tx, FED, { feed: feed.id } satisfies Fed)
      })
      count += news.length
    }
    return count
  }

  const make = (signal?: AbortSignal): Promise<number> =>
    exclusively(db, FEEDS.job, async () => {
      let count = 0
      for (const one of await store.feeds(db)) count += await makeOne(one, signal)
      return count
    })
  jobs.define(FEEDS.job, async ({ signal }) => void (await make(signal)))

  const act = async (tx: Tx, actor: Actor, kind: string, id: string, payload: Json, grounds?: string) => ({
    ...{ at: clock.now(), by: actor.id },
    entryId: await ledger.append(tx, { kind: `feeds.${kind}`, actor: actor.id, subject: `feeds/${id}`, payload, grounds }), // prettier-ignore
  })
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))
  const addressOf = (id: string) => `/feeds/${id}`

  return {
    /** Makes figures of what has ended; done by itself. */
    make,

    /** Those of the city pack, in place of what it said before. Another rule is another feed: it must be opened again. */
    async load(loader: Actor, feeds: readonly Feed[]): Promise<void> {
      demand(loader, 'infrastructure.admin')
      await inOne(async (tx) => {
        const now = new Map((await store.feeds(tx)).map((one) => [one.feed.id, one.sha256]))
        for (const feed of feeds) {
          const content = feed as unknown as Json
          const sha256 = fingerprintOf(content)
          if (now.get(feed.id) === sha256) continue
          const { names, id } = feed
          const pass = await gate.passWords(tx, loader, { module: 'infrastructure', id: `feeds/${id}`, title: names.pl, content, address: addressOf(id) }) // prettier-ignore
          await store.putFeed(tx, feed, sha256, await act(tx, loader, 'said', id, { sha256 }), pass)
          await store.markAll(tx, feed, timezone)
        }
        await store.retireOthers(tx, feeds.map(({ id }) => id)) // prettier-ignore
      })
    },

    /** A person says, once, that what this feed makes is to be public; each figure is still checked by itself. Throws `feeds.opened`, `feeds.notPerson`. */
    async open(actor: Actor, id: string, grounds: string): Promise<void> {
      demand(actor, 'infrastructure.admin')
      if (actor.kind !== 'person') throw rules.refuse.notPerson()
      gate.demandFit({ grounds })
      await inOne(async (tx) => {
        const { feed, sha256, opening } = await known(tx, id)
        if (opening) throw rules.refuse.opened({ id })
        const content = { feed: sha256, grounds }
        const pass = await gate.passWords(tx, actor, { module: 'infrastructure', id: `feeds/${id}/opening`, title: feed.names.pl, content, address: addressOf(id) }) // prettier-ignore
        const done = await act(tx, actor, 'opened', id, { sha256 }, grounds)
        await store.putOpening(tx, id, sha256, { ...done, grounds }, pass)
        await hold(tx, feed, await store.periods(tx, id))
        await events.emit(tx, FED, { feed: id } satisfies Fed)
      })
    },

    /** From now on nothing of it becomes public; what is public stays. Throws `feeds.notOpened`. */
    async close(actor: Actor, id: string, grounds: string): Promise<void> {
      demand(actor, 'infrastructure.admin')
      gate.demandFit({ grounds })
      await inOne(async (tx) => {
        const { opening } = await known(tx, id)
        if (!opening) throw rules.refuse.notOpened({ id })
        await act(tx, actor, 'closed', id, {}, grounds)
        await store.dropOpening(tx, id)
      })
    },

    /** Is there any thing of the type, none of the demonstration, that reads something and that anybody may see? */
    isLive: (type: string): Promise<boolean> => store.isLive(db, type),
    /** What public things of the type read, by days and months, each as a table. */
    tables: createTables({ db, clock, timezone }),
    list: () => store.feeds(db),
    one: (id: string) => known(db, id),

    /** All that a feed made, newest revisions; nothing where nobody opened it. */
    async figures(id: string): Promise<{ feed: Feed; periods: FeedPeriod[] } | undefined> {
      const { feed, opening } = await known(db, id)
      return opening && { feed, periods: await store.periods(db, id) }
    },

    /** What an actor may see of what a feed made: everything once it is open, before that who may read. */
    async periods(actor: Actor, id: string): Promise<FeedPeriod[]> {
      const { opening } = await known(db, id)
      return opening || actor.can('infrastructure.read') ? store.periods(db, id) : []
    },

    /** Every revision of one figure, newest first; of things that are not public only how many there are. Throws `feeds.unknown`. */
    async revisions(actor: Actor, id: string, area: string, period: string) {
      const { feed, opening } = await known(db, id)
      const mayRead = actor.can('infrastructure.read')
      const found = opening || mayRead ? await store.revisions(db, id, area, period) : []
      if (found.length === 0) throw rules.refuse.unknown({ id: `${id} ${area} ${period}` })
      const ids = [...new Set(found.flatMap(({ series }) => series.map(({ entityId }) => entityId)))]
      const shown = mayRead ? new Set(ids) : await store.publicOf(db, ids, feed.attribute)
      return found.map(({ series, ...one }) => {
        const seen = series.filter(({ entityId }) => shown.has(entityId))
        return { ...one, series: seen, hidden: series.length - seen.length }
      })
    },
  }
}
