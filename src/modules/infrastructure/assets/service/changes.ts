/** Adding and changing things, by people one at a time. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { geometryOf } from '../../context/index.ts'
import { makeCode } from '../code.ts'
import { placed } from '../location.ts'
import { refuse } from '../refusals.ts'
import * as rules from '../rules.ts'
import * as store from '../store/things.ts'
import { DEPTH_MAX, ThingDraft, type Geometry, type ReadDraft, type Thing } from '../types.ts'
import { sealOf, type Inner } from './inner.ts'

export function createChanges(inner: Inner) {
  const { db, clock, ids, identity, places, act, inOne, locked, passNames } = inner

  async function demandOrganisation(id: string): Promise<void> {
    if (!(await identity.organisations()).some((one) => one.id === id)) throw refuse.organisationUnknown({ found: id })
  }

  /** Throws `context.badGeometry`, `things.shape`. */
  async function locationOf(given: ReadDraft['location']): Promise<Geometry | null> {
    if (!given) return null
    const { type, coordinates, geometries } = geometryOf(given, 'location')
    if (geometries) throw refuse.shape({ found: type })
    const location = placed({ type, coordinates })
    if (type !== 'Point' && !(await store.isValid(db, location))) throw refuse.shape({ found: type })
    return location
  }

  /** The area that was said, or the district in which a point lies. Throws `things.areaUnknown`. */
  async function areaOf({ area }: ReadDraft, location: Geometry | null): Promise<string | null> {
    if (area) {
      const known = await places.areas()
      if (!known.some(({ id }) => id === area)) throw refuse.areaUnknown({ found: area })
      return area
    }
    if (location?.type !== 'Point') return null
    const [lon, lat] = location.coordinates as [number, number]
    return (await places.at(lon, lat))?.id ?? null
  }

  /** Throws `things.parentUnknown`, `things.cycle`, `things.tooDeep`. */
  async function parentOf(
    tx: Tx,
    code: string | null | undefined,
    own?: Thing,
  ): Promise<Pick<Thing, 'parentId' | 'parent'>> {
    if (!code) return { parentId: null, parent: null }
    const parent = await store.find(tx, code)
    if (!parent) throw refuse.parentUnknown({ found: code })
    if (parent.id === own?.parentId) return { parentId: parent.id, parent: parent.code }
    const above = await store.pathOf(tx, parent.id)
    if (own && above.some(({ id }) => id === own.id)) throw refuse.cycle({ code: own.code, parent: code })
    const depth = above.length + 1 + (own ? await store.depthBelow(tx, own.id) : 0)
    if (depth > DEPTH_MAX) throw refuse.tooDeep({ most: DEPTH_MAX })
    return { parentId: parent.id, parent: parent.code }
  }

  async function freeCode(tx: Tx, asked: string | undefined, own?: Thing): Promise<string> {
    if (asked === undefined && own) return own.code
    for (;;) {
      const code = asked ?? makeCode(ids)
      const other = await store.find(tx, code)
      if (!other || other.id === own?.id) return code
      if (asked !== undefined) throw refuse.codeTaken({ code })
    }
  }

  async function demandFreeEntity(tx: Tx, entityId: string | null, own?: Thing): Promise<void> {
    const other = entityId === null ? undefined : await store.byEntity(tx, entityId)
    if (other && other.id !== own?.id) throw refuse.entityTaken({ entity: entityId, code: other.code })
  }

  async function write(actor: Actor, given: ThingDraft, of?: { code: string; version: number }): Promise<Thing> {
    const draft = ThingDraft.parse(given)
    demand(actor, 'infrastructure.write', draft.organisationId)
    rules.demandRight(draft)
    await demandOrganisation(draft.organisationId)
    const location = await locationOf(draft.location)
    const area = await areaOf(draft, location)
    return inOne(async (tx) => {
      await store.lockTree(tx)
      const own = of && (await locked(tx, of.code))
      if (own) demand(actor, 'infrastructure.write', own.organisationId)
      if (own && own.version !== of.version) throw refuse.changed({ code: own.code, at: own.changedAt, version: own.version }) // prettier-ignore
      const entityId = draft.entityId || null
      await demandFreeEntity(tx, entityId, own)
      const now = clock.now()
      const thing: Thing = {
        ...{ id: own?.id ?? ids.uuid(), code: await freeCode(tx, draft.code, own), kind: draft.kind },
        ...{ name: draft.name || null, state: draft.state, organisationId: draft.organisationId, demo: draft.demo },
        ...{ location, point: null, area, entityId, details: rules.detailsOf(draft) },
        ...(await parentOf(tx, draft.parent, own)),
        ...{ version: (own?.version ?? 0) + 1, createdAt: own?.createdAt ?? now, changedAt: now },
      }
      return keep(tx, actor, thing, own)
    })
  }

  /** What says nothing new changes nothing. */
  async function keep(tx: Tx, actor: Actor, thing: Thing, own?: Thing): Promise<Thing> {
    const said = rules.saidOf(thing)
    const changed = rules.changesOf(own ? rules.saidOf(own) : {}, said).map(({ what }) => what)
    if (own && changed.length === 0) return own
    const isNewName = own?.name !== thing.name || own?.kind !== thing.kind
    const pass = isNewName ? await passNames(tx, actor, `${thing.code}/${thing.version}`, [thing]) : undefined
    const { at, by, entryId } = await act(tx, actor, own ? 'changed' : 'added', `things/${thing.code}`, { version: thing.version, changed, sha256: sealOf(said) }) // prettier-ignore
    await store.put(tx, thing)
    await store.addVersions(tx, [{ thingId: thing.id, version: thing.version, said, at, by, entryId }], pass)
    return (await store.find(tx, thing.id))!
  }

  return {
    /** Throws `things.kindUnknown`, `things.field`, `things.codeTaken`, `things.parentUnknown`, and what the gate refuses. */
    add: (actor: Actor, draft: ThingDraft): Promise<Thing> => write(actor, draft),

    /**
     * Says anew all that is known of it. `version` is the one that was read: throws `things.changed` where somebody changed it
     * since, and what `add` throws, `things.cycle`, `things.tooDeep`.
     */
    change: (actor: Actor, code: string, version: number, draft: ThingDraft): Promise<Thing> =>
      write(actor, draft, { code: code.toUpperCase(), version }),
  }
}
