/**
 * Live: what the city's public things are at this moment, for maps and pages, and told to those who watch. Whoever asks sees
 * what a visitor may see: nothing else leaves here.
 */
import { visitor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Telemetry } from '../index.ts'
import type { Box, Context, Entity, KindRow } from '../../context/index.ts'
import { DEMO_SCOPE, isUri, LOCATION, written } from '../../context/index.ts'
import { createFeed } from './feed.ts'
import { createHub, type Line, type Viewer } from './hub.ts'
import { createNumbers } from './numbers.ts'
import { refuse } from './refusals.ts'
import { boundsOf, eventText, frameText, namesOf } from './rules.ts'
import { THINGS_MAX, type Asked, type Change, type Thing } from './types.ts'

const VIEWERS_MAX = 2_000
/** A school or an office shares one address. */
export const VIEWERS_PER_ADDRESS_MAX = 40
const BEAT_MS = 15_000
const KINDS_MS = 15_000

export type Needs = {
  db: Db
  clock: Clock
  context: Pick<Context, 'queries' | 'query' | 'contexts'>
  pulse: Pick<Telemetry['pulse'], 'reader'>
  /** By which the city's days are cut. */
  timezone: string
  onError?: (error: unknown) => void
  viewersPerAddressMax?: number
}
export type Live = ReturnType<typeof createLive>
/** `more`: go on after so many. */
export type Found = { things: Thing[]; count: number }
export type Watching = { asked: Asked; line: Line; address: string; lastEventId?: string; wantsState: boolean }

export const isDemo = ({ scope }: { scope?: unknown }): boolean =>
  [scope].flat().some((one) => one === DEMO_SCOPE || (typeof one === 'string' && one.startsWith(`${DEMO_SCOPE}/`)))

export function createLive({
  db,
  clock,
  context,
  onError = () => {},
  viewersPerAddressMax = VIEWERS_PER_ADDRESS_MAX,
  timezone,
  pulse,
}: Needs) {
  // prettier-ignore
  const { queries } = context
  const addresses = new Map<string, number>()
  let kept: { at: number; kinds: Promise<KindRow[]> } | undefined
  let beat: NodeJS.Timeout | undefined

  const kinds = (): Promise<KindRow[]> => {
    const now = performance.now()
    if (!kept || now - kept.at > KINDS_MS) {
      kept = { at: now, kinds: queries.kinds(visitor) }
      kept.kinds.catch(() => (kept = undefined))
    }
    return kept.kinds
  }

  /** IRIs of the types that are meant; a name that nobody has stands for itself. */
  async function typesMeant(names: readonly string[] | undefined): Promise<string[] | undefined> {
    if (!names) return undefined
    const all = await kinds()
    return names.flatMap((name) => {
      const meant = all.filter(({ type }) => namesOf([type]).includes(name)).map(({ type }) => type)
      return meant.length > 0 ? meant : [name]
    })
  }

  async function thingOf(entity: Entity): Promise<Thing> {
    const terms = await context.contexts.terms()
    return written(entity, { terms, format: 'normalized', sysAttrs: false }) as Thing
  }

  async function entities(asked: Asked, limit: number, offset = 0) {
    const { types, ids, box } = asked
    const meant = await typesMeant(types)
    const selector = { ...(ids && { ids: [...ids] }), ...(meant && { types: { any: meant } }) }
    const filter = {
      ...(ids || meant ? { anyOf: [selector] } : {}),
      ...(box && { geo: { relation: 'intersects' as const, property: LOCATION, geometry: polygon(box) } }),
    }
    const { entities, count = 0 } = await context.query(visitor, filter, { limit, offset, count: true })
    return { entities, count }
  }

  async function changesOf(ids: readonly string[]): Promise<Change[]> {
    const { entities } = ids.length === 0 ? { entities: [] } : await context.query(visitor, { anyOf: [{ ids: [...ids] }] }, { limit: ids.length, offset: 0 }) // prettier-ignore
    return Promise.all(
      entities.map(async (entity) => ({
        ...{ id: entity.id, names: namesOf(entity.types), bounds: boundsOf(entity) },
        json: JSON.stringify(await thingOf(entity)),
      })),
    )
  }

  async function stateOf(asked: Asked, id?: string): Promise<string> {
    const at = clock.now().toISOString()
    const { entities: found, count } = await entities(asked, THINGS_MAX)
    const things = await Promise.all(found.map(async (entity) => JSON.stringify(await thingOf(entity))))
    return eventText('state', frameText({ at, things, more: count > things.length }), id)
  }

  const hub = createHub({ stateOf, onError })
  const feed = createFeed({
    ...{ db, clock, onError, settled: pulse.reader() },
    changedSince: (since, most) => queries.changedSince(visitor, since, most),
    isWatched: () => hub.size > 0,
    tell: async (ids, gone, seq) => hub.publish(await changesOf(ids), gone, clock.now().toISOString(), `${seq}`),
  })

  function beating(): void {
    beat ??= setInterval(() => {
      if (hub.size > 0) return hub.beat(eventText('beat', `{"at":"${clock.now().toISOString()}"}`))
      clearInterval(beat)
      beat = undefined
    }, BEAT_MS).unref()
  }

  /** Throws `live.tooMany` for one address, `live.full` for all. */
  function admit(address: string): () => void {
    const here = addresses.get(address) ?? 0
    if (here >= viewersPerAddressMax) throw refuse.tooMany({ most: viewersPerAddressMax, retryAfterSeconds: 60 })
    if (hub.size >= VIEWERS_MAX) throw refuse.full({ retryAfterSeconds: 60 })
    addresses.set(address, here + 1)
    let isIn = true
    return () => {
      if (!isIn) return
      isIn = false
      const left = (addresses.get(address) ?? 1) - 1
      if (left > 0) addresses.set(address, left)
      else addresses.delete(address)
    }
  }

  const numbers = createNumbers({ db, clock, context, kinds, timezone })

  return {
    now: () => clock.now(),
    kinds,
    /** In the order of their ids. */
    async things(asked: Asked, limit = THINGS_MAX, offset = 0): Promise<Found> {
      const { entities: found, count } = await entities(asked, Math.min(limit, THINGS_MAX), offset)
      return { things: await Promise.all(found.map(thingOf)), count }
    },
    /** Undefined for what is not there, is not public, or could be no thing's id. */
    async thing(id: string): Promise<Thing | undefined> {
      if (!isUri(id)) return undefined
      const { entities } = await context.query(visitor, { anyOf: [{ ids: [id] }] }, { limit: 1, offset: 0 })
      return entities[0] && thingOf(entities[0])
    },
    extent: async ({ types, box }: Asked) => queries.extent(visitor, { types: await typesMeant(types), box }),
    spots: async ({ types, box }: Asked, cell: readonly [number, number], attribute?: string) =>
      queries.spots(visitor, { types: await typesMeant(types), box }, { cell, attribute }),
    typesMeant,
    /** What is counted of all of it, for the city's door. */
    numbers,

    /**
     * Tells a line of everything that becomes of what was asked for, until it leaves. Throws `live.tooMany`, `live.full`.
     */
    async watch({ asked, line, address, lastEventId, wantsState }: Watching): Promise<Viewer> {
      const release = admit(address)
      const seq = /^\d{1,15}$/.test(lastEventId ?? '') ? Number(lastEventId) : undefined
      const missed = seq === undefined ? undefined : await feed.since(seq).catch(() => undefined)
      const viewer = hub.join(asked, line, wantsState && missed === undefined)
      feed.wake()
      beating()
      if (missed !== undefined) viewer.tell(await changesOf(missed), clock.now().toISOString())
      return {
        ...viewer,
        leave() {
          viewer.leave()
          release()
        },
      }
    },

    get viewers() {
      return hub.size
    },
    /** Ends every line. */
    async stop(): Promise<void> {
      clearInterval(beat)
      beat = undefined
      hub.close()
      await feed.stop()
    },
  }
}

const polygon = ([west, south, east, north]: Box) => ({
  type: 'Polygon',
  coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]], // prettier-ignore
})
