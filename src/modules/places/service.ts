/** The verbs on places: find them, ask what lies where, load those of a city pack. */
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Events } from '#platform/events'
import type { Ledger } from '#platform/ledger'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Area, AreaCollection, AreaDraft, Kin } from './types.ts'

type Needs = { db: Db; clock: Clock; ledger: Pick<Ledger, 'append'>; events: Pick<Events, 'emit'> }

export function createPlaces({ db, clock, ledger, events }: Needs) {
  const today = () => clock.now().toISOString().slice(0, 10)

  return {
    /** Areas, by name; `at` is the day on which they exist. */
    areas: (filter: store.Filter = {}): Promise<Area[]> => store.all(db, filter),

    /** Every area with the whole that it is part of, as the caller's transaction sees them. */
    kin: (tx: Tx): Promise<Kin[]> => store.kin(tx),

    /** Throws `places.unknown`. */
    async area(id: string): Promise<Area> {
      const found = (await store.all(db)).find((area) => area.id === id)
      if (!found) throw rules.refuse.unknown({ id })
      return found
    },

    byIdentifier: (scheme: string, code: string): Promise<Area | undefined> => store.byIdentifier(db, scheme, code),

    /** "Which district is this point in": the smallest area of that kind that holds it; undefined outside all. */
    async at(lon: number, lat: number, kind = 'district', day = today()): Promise<Area | undefined> {
      return (await store.around(db, lon, lat, kind, day))[0]
    },

    outlines: (parent: string, kind = 'district', day = today()): Promise<AreaCollection> =>
      store.outlines(db, parent, kind, day),

    /** Adds or updates areas, all or none, parents first; tells `places.loaded`. */
    async load(actor: Actor, drafts: AreaDraft[], grounds: string): Promise<void> {
      demand(actor, 'places.load')
      await db.transaction().execute(async (tx) => {
        const known = new Map((await store.kin(tx)).map(({ id, parent }) => [id, parent]))
        const ordered = rules.inOrder(drafts, known)
        for (const draft of ordered) await store.put(tx, draft)
        const subject = 'places/areas'
        await ledger.append(tx, {
          kind: 'places.loaded',
          actor: actor.id,
          subject,
          grounds,
          payload: { areas: ordered.length },
        })
        await events.emit(tx, 'places.loaded', {})
      })
    },
  }
}
export type Places = ReturnType<typeof createPlaces>
