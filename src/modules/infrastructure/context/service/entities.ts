/** The verbs on one entity. Each: permit, lock, decide, store; one transaction. */
import type { Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { demandWrite, maySee, ownerFor, seen, type Access } from '../access.ts'
import { entityOf, fragmentOf, type Fragment } from '../reading/entity.ts'
import { instanceOf, instancesOf } from '../reading/attribute.ts'
import { idOf } from '../reading/names.ts'
import { refuse } from '../refusals.ts'
import * as rules from '../rules.ts'
import * as store from '../store/entities.ts'
import type { Terms } from '../terms/terms.ts'
import type { Entity, EntityDraft, Outcome } from '../types.ts'
import { apply, applyAlone } from './changes.ts'
import type { Parts } from './parts.ts'

export type Entities = ReturnType<typeof createEntities>
export type Which = { datasetId?: string; all?: boolean }

/** A draft as the entity that it will be. */
export const madeOf = (
  draft: EntityDraft,
  owner: string | null,
  now: string,
): { entity: Entity; news: rules.News } => ({
  entity: {
    ...{ id: draft.id, types: draft.types, scopes: draft.scopes ?? [], owner, createdAt: now, modifiedAt: now },
    attributes: rules.created(draft.attributes, now),
  },
  news: rules.newsIn(draft.attributes),
})

export function createEntities(parts: Parts) {
  const { db, clock, contexts } = parts

  /** Locked, seen and writable. Throws `context.unknownEntity` also for what may not be seen. */
  async function locked(tx: Tx, actor: Actor, access: Access, id: string): Promise<Entity> {
    const found = (await store.lock(tx, [id])).get(id)
    if (!found) {
      demandWriteSomewhere(actor, access)
      throw refuse.unknownEntity({ id })
    }
    demandWrite(actor, access, found.owner)
    return found
  }

  /** Changes one entity that is there. */
  async function change(
    actor: Actor,
    id: string,
    decide: (before: Entity, now: string) => rules.Change,
  ): Promise<Outcome> {
    const access = await parts.accessOf(actor)
    const there = await parts.alone.find(idOf(id))
    if (there) {
      demandWrite(actor, access, there.entity.owner)
      const decided = decide(there.entity, clock.now().toISOString())
      const alone = { before: there.entity, change: decided, version: there.version }
      if (await applyAlone(parts, actor, alone)) return decided.outcome
    }
    return db.transaction().execute(async (tx) => {
      const before = await locked(tx, actor, access, idOf(id))
      const decided = decide(before, clock.now().toISOString())
      await apply(parts, tx, actor, { patched: [{ before, change: decided }] })
      return decided.outcome
    })
  }

  return {
    /** The id. Throws `context.entityExists`. */
    async create(actor: Actor, body: unknown, terms: Terms): Promise<string> {
      const access = await parts.accessOf(actor)
      const owner = ownerFor(actor, access, await parts.organisations())
      const made = madeOf(entityOf(body, terms), owner, clock.now().toISOString())
      const { id } = made.entity
      if (await applyAlone(parts, actor, { made })) return id
      await db.transaction().execute(async (tx) => {
        const added = await apply(parts, tx, actor, { added: [made] })
        if (added.size === 0) throw refuse.entityExists({ id })
      })
      return id
    },

    /** Throws `context.unknownEntity`, the same for one that may not be seen. */
    async get(actor: Actor, id: string): Promise<Entity> {
      const [access, found] = [await parts.accessOf(actor), await parts.alone.find(idOf(id))]
      if (!found || !maySee(access, found.entity)) throw refuse.unknownEntity({ id })
      return seen(access, found.entity)
    },

    append: async (actor: Actor, id: string, body: unknown, terms: Terms, overwrite = true): Promise<Outcome> => {
      const fragment = fragmentOf(body, terms)
      return change(actor, id, (before, now) => rules.append(before, fragment, now, overwrite))
    },
    update: async (actor: Actor, id: string, body: unknown, terms: Terms): Promise<Outcome> => {
      const fragment = fragmentOf(body, terms)
      return change(actor, id, (before, now) => rules.update(before, fragment, now))
    },
    merge: async (
      actor: Actor,
      id: string,
      body: unknown,
      terms: Terms,
      defaults: { observedAt?: string } = {},
    ): Promise<Outcome> => {
      const fragment = withDefaults(fragmentOf(body, terms, { partial: true }), defaults)
      return change(actor, id, (before, now) => rules.merge(before, fragment, now))
    },
    replace: async (actor: Actor, id: string, body: unknown, terms: Terms): Promise<Outcome> => {
      const draft = entityOf({ id, ...(body as object) }, terms)
      if (draft.id !== id) throw refuse.badEntity({ problem: 'otherId', value: draft.id })
      return change(actor, id, (before, now) => rules.replace(before, draft, now))
    },

    async delete(actor: Actor, id: string): Promise<void> {
      const access = await parts.accessOf(actor)
      await db.transaction().execute(async (tx) => {
        const before = await locked(tx, actor, access, idOf(id))
        await apply(parts, tx, actor, { removed: [before] })
      })
    },

    /** Lays fields over one instance. Throws `context.unknownAttribute`. */
    async patchAttribute(
      actor: Actor,
      id: string,
      name: string,
      body: unknown,
      terms: Terms,
      datasetId?: string,
    ): Promise<Outcome> {
      const patch = instanceOf(body, name, { terms, partial: true }, 0)
      if (datasetId !== undefined) patch.datasetId = datasetId
      const said = new Set(typeof body === 'object' && body !== null ? Object.keys(body) : [])
      return change(actor, id, (before, now) => {
        const changed = rules.patchInstance(before, terms.iri(name), patch, said, now)
        if (!changed) throw refuse.unknownAttribute({ id, attribute: name })
        return changed
      })
    },
    async replaceAttribute(actor: Actor, id: string, name: string, body: unknown, terms: Terms): Promise<Outcome> {
      const instances = instancesOf(body, name, { terms })
      const iri = terms.iri(name)
      return change(actor, id, (before, now) => {
        if (!before.attributes[iri]) throw refuse.unknownAttribute({ id, attribute: name })
        return rules.append(before, { types: [], attributes: { [iri]: instances } }, now)
      })
    },
    async deleteAttribute(
      actor: Actor,
      id: string,
      name: string,
      terms: Terms,
      { datasetId, all = false }: Which,
    ): Promise<void> {
      await change(actor, id, (before) => {
        const changed = rules.without(before, terms.iri(name), datasetId, all)
        if (!changed) throw refuse.unknownAttribute({ id, attribute: name })
        return changed
      })
    },

    terms: contexts.terms,
  }
}

/** Somebody who may write nothing does not learn what is there. */
export function demandWriteSomewhere(actor: Actor, access: Access): void {
  if (!access.write.all && access.write.organisations.length === 0) demandWrite(actor, access, null)
}

function withDefaults(fragment: Fragment, { observedAt }: { observedAt?: string }): Fragment {
  if (observedAt === undefined) return fragment
  const attributes = Object.fromEntries(
    Object.entries(fragment.attributes).map(([iri, list]) => [iri, list.map((one) => ({ observedAt, ...one }))]),
  )
  return { ...fragment, attributes }
}
