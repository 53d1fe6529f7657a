/** The verbs on places: find them, ask what lies where, load those of a city pack. */
import { demand, type Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Db, Tx } from '#platform/db'
import type { Refusal } from '#platform/errors'
import type { Events } from '#platform/events'
import type { Json, Ledger } from '#platform/ledger'
import { DECIDED, fingerprintOf, WITHDRAWN, type Decided, type Gate, type Withdrawn } from '#governance'
import * as rules from './rules.ts'
import * as store from './store.ts'
import type { Area, AreaCollection, AreaDraft, Kin } from './types.ts'

type Needs = {
  db: Db
  clock: Clock
  ledger: Pick<Ledger, 'append'>
  events: Pick<Events, 'emit' | 'on'>
  gate: Pick<Gate, 'passWords' | 'pass' | 'orHold' | 'demandFit' | 'isWithdrawn'>
}

const MODULE = 'places'
const ADDRESS = '/city'
/** Who lets out again what a person opened anew. */
const BY = 'system:places'

export function createPlaces({ db, clock, ledger, events, gate }: Needs) {
  const today = () => clock.now().toISOString().slice(0, 10)
  const tell = (tx: Tx) => events.emit(tx, 'places.loaded', {})

  /**
   * Under what the words of an area are public: what was said before has its release. A name that was taken back stays so
   * when it is brought again, until a person opens it anew.
   */
  async function released(tx: Tx, actor: Actor, draft: AreaDraft, known?: store.Known): Promise<store.Said> {
    const content = rules.saidOf(draft) as unknown as Json
    const fingerprint = fingerprintOf(content)
    const isAgain = known !== undefined && (known.isGone ? rules.isSameName(known.names, draft.names) : known.fingerprint === fingerprint) // prettier-ignore
    if (isAgain) return { releaseId: known.releaseId, fingerprint: known.fingerprint }
    const subject = { module: MODULE, id: draft.id, title: draft.id, address: ADDRESS }
    const { releaseId } = await gate.passWords(tx, actor, { ...subject, content })
    return { releaseId, fingerprint }
  }

  /** The gate took back what is said of an area, which is so at once; others are to hear of it. */
  async function takenBack({ subject }: Withdrawn): Promise<void> {
    if (subject.module === MODULE) await db.transaction().execute(tell)
  }

  /** A person opened anew what was taken back. */
  async function decided({ subject, verdict, examinationId }: Decided): Promise<void> {
    if (subject.module !== MODULE || verdict !== 'open') return
    await db.transaction().execute(async (tx) => {
      const area = (await store.known(tx, gate)).find(({ id }) => id === subject.id)
      if (!area?.isGone || !area.fingerprint) return
      const opened = { examinationId, fingerprint: area.fingerprint, address: ADDRESS }
      const pass = await gate.pass(tx, opened).catch(unlessOther)
      if (!pass) return
      const { releaseId } = pass
      await store.release(tx, area.id, releaseId)
      const about = { kind: 'places.loaded', actor: BY, subject: `places/${area.id}`, payload: { areas: 1 } }
      const entryId = await ledger.append(tx, about)
      await store.addPublications(tx, [{ areaId: area.id, releaseId, at: clock.now(), by: BY, entryId }])
      await tell(tx)
    })
  }
  events.on<Withdrawn>(WITHDRAWN, 'places.takenBack', takenBack)
  events.on<Decided>(DECIDED, 'places.decided', decided)

  return {
    /** Areas, by name; `at` is the day on which they exist. */
    areas: (filter: store.Filter = {}): Promise<Area[]> => store.all(db, gate, filter),

    /** Every area with the whole that it is part of, as the caller's transaction sees them. */
    kin: (tx: Tx): Promise<Kin[]> => store.kin(tx),

    /** Throws `places.unknown`. */
    async area(id: string): Promise<Area> {
      const found = (await store.all(db, gate)).find((area) => area.id === id)
      if (!found) throw rules.refuse.unknown({ id })
      return found
    },

    byIdentifier: (scheme: string, code: string): Promise<Area | undefined> =>
      store.byIdentifier(db, gate, scheme, code),

    /** "Which district is this point in": the smallest area of that kind that holds it; undefined outside all. */
    async at(lon: number, lat: number, kind = 'district', day = today()): Promise<Area | undefined> {
      return (await store.around(db, gate, lon, lat, kind, day))[0]
    },

    /** The same of many points at once. */
    atEach: (
      points: readonly (readonly [number, number])[],
      kind = 'district',
      day = today(),
    ): Promise<(string | undefined)[]> => store.aroundEach(db, points, kind, day),

    /** Changes with every word that is said of areas or taken back: what was made of them is made anew then. */
    stamp: (): Promise<string> => store.stamp(db, gate),

    // For those who run the background work without a queue.
    takenBack,
    decided,

    /** West, south, east, north of the areas that have outlines, or parts with outlines. */
    boxes: (ids: readonly string[]) => store.boxes(db, ids),
    outlines: (parent: string, kind = 'district', day = today()): Promise<AreaCollection> =>
      store.outlines(db, gate, parent, kind, day),

    /**
     * Adds or updates areas, all or none, parents first; tells `places.loaded`. They are public at once, so that what is said
     * of each passes the gate. Throws `places.cycle`, `places.unknownParent`, `governance.unfitText`, `governance.held`.
     */
    async load(actor: Actor, drafts: AreaDraft[], grounds: string): Promise<void> {
      demand(actor, 'places.load')
      const load = async (tx: Tx) => {
        gate.demandFit({ grounds })
        const known = new Map((await store.known(tx, gate)).map((area) => [area.id, area]))
        const ordered = rules.inOrder(drafts, new Map([...known].map(([id, { parent }]) => [id, parent ?? undefined])))
        const said = new Map<string, store.Said>()
        // In one order, whoever else loads them.
        for (const draft of ordered.toSorted((a, b) => (a.id < b.id ? -1 : 1)))
          said.set(draft.id, await released(tx, actor, draft, known.get(draft.id)))
        for (const draft of ordered) await store.put(tx, draft, said.get(draft.id)!)
        const [subject, payload] = ['places/areas', { areas: ordered.length }]
        const entryId = await ledger.append(tx, { kind: 'places.loaded', actor: actor.id, subject, grounds, payload })
        const isNew = ([id, { releaseId }]: [string, store.Said]) => known.get(id)?.releaseId !== releaseId
        const act = { at: clock.now(), by: actor.id, entryId }
        const publications = [...said].filter(isNew).map(([areaId, { releaseId }]) => ({ areaId, releaseId, ...act }))
        await store.addPublications(tx, publications)
        await tell(tx)
      }
      await gate.orHold(() => db.transaction().execute(load))
    },
  }
}

/** It was of other words of the same area. */
function unlessOther(error: Refusal): undefined {
  if (error.code !== 'governance.otherContent') throw error
}

export type Places = ReturnType<typeof createPlaces>
