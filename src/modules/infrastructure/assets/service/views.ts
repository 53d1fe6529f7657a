/** Finding things: all of them for those who may, what is public for everybody; and for other rooms, whoever asks. */
import { demand, type Actor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import * as rules from '../rules.ts'
import * as store from '../store/things.ts'
import { LIST_MAX, THINGS_ON_MAP_MAX, type Change, type Filter, type Shown, type Thing } from '../types.ts'
import type { Inner } from './inner.ts'

export function createViews(inner: Inner) {
  const { db, within, mayRead, found } = inner

  /** Throws `things.unknown`, `forbidden`. */
  async function readable(actor: Actor, code: string): Promise<Thing> {
    const thing = await found(code)
    demand(actor, 'infrastructure.read', thing.organisationId)
    return thing
  }

  /** As the one who asks may see them; a name that the gate took back is only for those who work on the thing. */
  async function shown(actor: Actor, things: readonly Thing[]): Promise<Shown[]> {
    const named = things.filter((thing) => thing.name !== null && !mayRead(actor, thing))
    const gone = await store.withoutNames(db, inner.gate, named.map(({ id }) => id)) // prettier-ignore
    return things.map((thing) => rules.shownOf(gone.has(thing.id) ? { ...thing, name: null } : thing, mayRead(actor, thing))) // prettier-ignore
  }

  return {
    // For other rooms, in the caller's transaction or outside one: what is decided inside the house.
    /** By code or id. */
    get: (codeOrId: string, tx: Db | Tx = db): Promise<Thing | undefined> => store.find(tx, codeOrId),
    /** The thing that has this entity's data. */
    byEntity: (entityId: string, tx: Db | Tx = db): Promise<Thing | undefined> => store.byEntity(tx, entityId),
    /** Its own parts, by code. */
    children: (id: string, tx: Db | Tx = db): Promise<Thing[]> => store.children(tx, id),
    /** From the top down to the thing itself. */
    pathOf: (id: string, tx: Db | Tx = db): Promise<Thing[]> => store.pathOf(tx, id),
    list: (filter: Filter, page: store.Page, tx: Db | Tx = db): Promise<Thing[]> =>
      store.list(tx, filter, { all: true, organisations: [], publicKinds: [] }, page),

    // For whoever asks.
    /** Throws `things.unknown`. */
    async one(actor: Actor, code: string): Promise<Shown> {
      return (await shown(actor, [await found(code)]))[0]!
    },

    async page(actor: Actor, filter: Filter, { limit = 50, offset = 0 }: { limit?: number; offset?: number } = {}) {
      const own = await within(actor)
      const [things, total] = await Promise.all([
        store.list(db, filter, own, { limit: Math.min(limit, LIST_MAX), offset }),
        store.count(db, filter, own),
      ])
      return { total, things: await shown(actor, things) }
    },

    counts: async (actor: Actor, filter: Filter = {}) => store.counts(db, filter, await within(actor)),

    /** What stands in a box of the map; `more` where not all of it is given. */
    async inBox(actor: Actor, bbox: NonNullable<Filter['bbox']>, filter: Filter = {}) {
      const things = await store.list(db, { ...filter, bbox }, await within(actor), { limit: THINGS_ON_MAP_MAX + 1 })
      return {
        more: things.length > THINGS_ON_MAP_MAX,
        things: await shown(actor, things.slice(0, THINGS_ON_MAP_MAX)),
      }
    },

    /** What it is a part of, from the top, and its own parts; only what the one who asks may see. */
    async kin(actor: Actor, code: string): Promise<{ path: Shown[]; parts: Shown[] }> {
      const thing = await found(code)
      const seen = (things: Thing[]) =>
        shown(actor, things.filter((one) => mayRead(actor, one) || rules.isPublic(one))) // prettier-ignore
      const [path, parts] = await Promise.all([store.pathOf(db, thing.id), store.children(db, thing.id)])
      return { path: await seen(path.slice(0, -1)), parts: await seen(parts) }
    },

    /** Newest first. Throws `things.unknown`. */
    async history(actor: Actor, code: string): Promise<Change[]> {
      const { id } = await readable(actor, code)
      const versions = await store.versions(db, id)
      return versions
        .map(({ said, version, at, by, entryId }, i) => ({
          ...{ version, at, by, entryId },
          changed: rules.changesOf(versions[i - 1]?.said ?? {}, said),
        }))
        .reverse()
    },
    readable,
  }
}
