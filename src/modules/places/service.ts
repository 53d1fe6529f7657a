/** The verbs on places: find them, ask what lies where, load those of a city pack. */
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Events } from '#platform/events'
import type { Json, Ledger } from '#platform/ledger'
import type { Gate } from '#governance'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Area, AreaCollection, AreaDraft, Kin } from './types.ts'

type Needs = {
  db: Db
  clock: Clock
  ledger: Pick<Ledger, 'append'>
  events: Pick<Events, 'emit'>
  gate: Pick<Gate, 'passWords' | 'orHold'>
}

export function createPlaces({ db, clock, ledger, events, gate }: Needs) {
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

    /** The same of many points at once. */
    atEach: (
      points: readonly (readonly [number, number])[],
      kind = 'district',
      day = today(),
    ): Promise<(string | undefined)[]> => store.aroundEach(db, points, kind, day),

    /** West, south, east, north of the areas that have outlines, or parts with outlines. */
    boxes: (ids: readonly string[]) => store.boxes(db, ids),
    outlines: (parent: string, kind = 'district', day = today()): Promise<AreaCollection> =>
      store.outlines(db, parent, kind, day),

    /**
     * Adds or updates areas, all or none, parents first; tells `places.loaded`. They are public at once, so that what is said
     * of them passes the gate. Throws `places.cycle`, `places.unknownParent`, `governance.unfitText`, `governance.held`.
     */
    async load(actor: Actor, drafts: AreaDraft[], grounds: string): Promise<void> {
      demand(actor, 'places.load')
      const load = async (tx: Tx) => {
        const known = new Map((await store.kin(tx)).map(({ id, parent }) => [id, parent]))
        const ordered = rules.inOrder(drafts, known)
        const { releaseId } = await gate.passWords(tx, actor, {
          ...{
            module: 'places',
            id: 'areas',
            title: ordered.map(({ id }) => id).join(', ') || 'areas',
            address: '/city',
          },
          content: { areas: ordered.map(rules.saidOf), grounds } as unknown as Json,
        })
        for (const draft of ordered) await store.put(tx, draft)
        const [subject, payload] = ['places/areas', { areas: ordered.length }]
        const entryId = await ledger.append(tx, { kind: 'places.loaded', actor: actor.id, subject, grounds, payload })
        await store.addPublication(tx, { releaseId, at: clock.now(), by: actor.id, areas: ordered.length, entryId })
        await events.emit(tx, 'places.loaded', {})
      }
      await gate.orHold(() => db.transaction().execute(load))
    },
  }
}
export type Places = ReturnType<typeof createPlaces>
