/** Bringing things by a file, and taking them out by one. What a file does not change is left alone. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import type { TableSource } from '#tables'
import { planImport, type Plan, type Standing } from '../exchange/plan.ts'
import { readThings, type FileOfThings } from '../exchange/read.ts'
import { codeOf } from '../exchange/row.ts'
import { FILE_BYTES_MAX, REJECTIONS_TOLD_MAX, type Outcome } from '../exchange/types.ts'
import { writeThings, type ThingFormat } from '../exchange/write.ts'
import { refuse } from '../refusals.ts'
import * as rules from '../rules.ts'
import * as imports from '../store/imports.ts'
import * as store from '../store/things.ts'
import type { Filter, Thing } from '../types.ts'
import type { Act, Inner } from './inner.ts'

const EXPORT_BATCH = 1_000
type Around = Pick<Standing, 'organisations' | 'organisationId' | 'areas'> & {
  /** By their coordinates. */
  districts: ReadonlyMap<string, string | undefined>
}
/** Where nobody said in which area it is. */
const pointOf = ({ area, location }: Pick<Thing, 'area' | 'location'>): [number, number] | undefined =>
  area === null && location?.type === 'Point' ? (location.coordinates as [number, number]) : undefined

/** A thing as it will be, and as it is. */
type Change = { thing: Thing; own?: Thing; isChanged: boolean }

export function createExchange(inner: Inner) {
  const { db, clock, ids, files, identity, places, act, inOne, passNames, within } = inner

  /** What other modules know, asked for before the transaction begins: offices, areas, and in which district points lie. */
  async function around(actor: Actor, file: FileOfThings, organisationId: string | undefined): Promise<Around> {
    const [organisations, areas] = await Promise.all([identity.organisations(), places.areas()])
    const known = { organisations, organisationId, areas: new Set(areas.map(({ id }) => id)), districts: new Map() }
    const { rows } = await planned(db, actor, file, known)
    const points = rows.map(({ laid }) => pointOf(laid)).filter((point) => point !== undefined)
    const found = await places.atEach(points)
    return { ...known, districts: new Map(points.map((point, i) => [String(point), found[i]])) }
  }

  async function planned(tx: Db | Tx, actor: Actor, file: FileOfThings, around: Around): Promise<Plan> {
    const entities = file.rows.flatMap(({ cells }) => cells.get('entity') || [])
    const things = await store.byCodes(tx, file.rows.map(codeOf)) // prettier-ignore
    return planImport(file, {
      ...around,
      ...{ parents: await store.parents(tx), entities: await store.entitiesOf(tx, entities) },
      things: new Map(things.map((thing) => [thing.code, thing])),
      mayWrite: (id) => actor.can('infrastructure.write', id),
    })
  }

  async function changesOf(tx: Db | Tx, { rows }: Plan, { districts }: Around): Promise<Change[]> {
    const idOf = new Map(rows.map(({ laid, own }) => [laid.code, own?.id ?? ids.uuid()]))
    const outside = [
      ...new Set(rows.flatMap(({ laid }) => (laid.parent && !idOf.has(laid.parent) ? [laid.parent] : []))),
    ]
    for (const one of await store.byCodes(tx, outside)) idOf.set(one.code, one.id)
    const now = clock.now()
    return rows.map(({ laid: { areaSaid: _, ...laid }, own }) => {
      const thing: Thing = {
        ...{ ...laid, id: idOf.get(laid.code)!, parentId: laid.parent && idOf.get(laid.parent)!, point: null },
        ...{ area: laid.area ?? districts.get(String(pointOf(laid))) ?? null },
        ...{ version: (own?.version ?? 0) + 1, createdAt: own?.createdAt ?? now, changedAt: now },
      }
      const isChanged = !own || !rules.isSame(rules.saidOf(own), rules.saidOf(thing))
      return { thing, own, isChanged }
    })
  }

  function outcomeOf(file: FileOfThings, { rejections }: Plan, changes: readonly Change[]): Outcome {
    const added = changes.filter(({ own }) => !own).length
    const changed = changes.filter(({ own, isChanged }) => own && isChanged).length
    return {
      ...{ rows: file.rows.length, added, changed, same: changes.length - added - changed },
      ...{ rejected: new Set(rejections.map(({ line }) => line)).size, unknownColumns: file.unknownColumns },
      rejections: rejections.slice(0, REJECTIONS_TOLD_MAX),
    }
  }

  async function keep(
    tx: Tx,
    actor: Actor,
    id: string,
    sha256: string,
    outcome: Outcome,
    changes: readonly Change[],
  ): Promise<Act> {
    const written = changes.filter(({ isChanged }) => isChanged)
    const renamed = written.filter(({ thing, own }) => own?.name !== thing.name || own?.kind !== thing.kind)
    const pass = await passNames(
      tx,
      actor,
      `imports/${sha256}`,
      renamed.map(({ thing }) => thing),
    )
    const { added, changed, rejected } = outcome
    const done = await act(tx, actor, 'imported', `things/imports/${id}`, { file: sha256, added, changed, rejected })
    const given = written.flatMap(({ thing, own }) =>
      own?.entityId && own.entityId !== thing.entityId ? [own.id] : [],
    )
    await store.letGoOfEntities(tx, given)
    await store.putAll(
      tx,
      written.map(({ thing }) => thing),
    )
    await store.addVersions(tx, written.map(({ thing }) => ({ thingId: thing.id, version: thing.version, said: rules.saidOf(thing), ...done })), pass) // prettier-ignore
    return done
  }

  /** Throws `unauthenticated` or `forbidden` for one who may write nowhere. */
  async function demandSomewhere(actor: Actor): Promise<void> {
    const somewhere = (await identity.organisations()).some(({ id }) => actor.can('infrastructure.write', id))
    if (!somewhere) demand(actor, 'infrastructure.write')
  }

  const sourceOf = (sha256: string): TableSource => async function* () {
    yield* (await files.get(sha256)) as AsyncIterable<Uint8Array>
  } // prettier-ignore

  /** Throws `things.importUnknown` for what is not there, or another's. */
  async function own(actor: Actor, id: string): Promise<imports.Import> {
    await demandSomewhere(actor)
    const found = await imports.find(db, id)
    if (!found || found.broughtBy !== actor.id) throw refuse.importUnknown({ id })
    return found
  }

  return {
    /** Keeps a file before it is known what is in it. Throws `files.tooLarge`. */
    async keepFile(actor: Actor, stream: Readable) {
      await demandSomewhere(actor)
      return files.put(stream, { limitBytes: FILE_BYTES_MAX })
    },

    /** A kept file that is to be imported. Gives its id. */
    async bring(
      actor: Actor,
      file: { sha256: string; bytes: number; name: string; organisationId?: string },
    ): Promise<string> {
      await demandSomewhere(actor)
      const id = ids.uuid()
      const { sha256, bytes, name, organisationId = null } = file
      await imports.add(db, { id, name: name.slice(0, 255), sha256, bytes, organisationId, broughtAt: clock.now(), broughtBy: actor.id }) // prettier-ignore
      return id
    },

    /** What it would do. Throws `things.importUnknown`, and what reading refuses. */
    async preview(actor: Actor, id: string): Promise<{ name: string; outcome: Outcome; isDone: boolean }> {
      const found = await own(actor, id)
      if (found.outcome) return { name: found.name, outcome: found.outcome, isDone: true }
      const file = await readThings(sourceOf(found.sha256))
      const known = await around(actor, file, found.organisationId ?? undefined)
      const plan = await planned(db, actor, file, known)
      return { name: found.name, outcome: outcomeOf(file, plan, await changesOf(db, plan, known)), isDone: false }
    },

    /** Does it; rows that are wrong are left out and told. Throws `things.importDone`, and what the gate refuses. */
    async apply(actor: Actor, id: string): Promise<Outcome> {
      const found = await own(actor, id)
      const file = await readThings(sourceOf(found.sha256))
      const known = await around(actor, file, found.organisationId ?? undefined)
      return inOne(async (tx) => {
        await store.lockTree(tx)
        const plan = await planned(tx, actor, file, known)
        const changes = await changesOf(tx, plan, known)
        const outcome = outcomeOf(file, plan, changes)
        const done = await keep(tx, actor, id, found.sha256, outcome, changes)
        if (!(await imports.finish(tx, id, { ...done, outcome }))) throw refuse.importDone({ id })
        return outcome
      })
    },

    /** All that are found and the one who asks may read, as a file that can be imported again. */
    async export(actor: Actor, filter: Filter, format: ThingFormat): Promise<AsyncGenerator<Uint8Array>> {
      const all = await within(actor)
      if (!all.all && all.organisations.length === 0) demand(actor, 'infrastructure.read')
      // What is public of others' things is no whole row.
      const reach = { ...all, publicKinds: [] }
      const [kinds, organisations] = await Promise.all([store.kindsOf(db, filter, reach), identity.organisations()])
      async function* batches() {
        for (let after = ''; ;) {
          const batch = await store.list(db, filter, reach, { limit: EXPORT_BATCH, after })
          if (batch.length > 0) yield batch
          if (batch.length < EXPORT_BATCH) return
          after = batch.at(-1)!.code
        }
      }
      return writeThings(format, batches(), kinds, organisations)
    },
  }
}
