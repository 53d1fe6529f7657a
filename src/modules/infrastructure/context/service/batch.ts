/** Many entities in one request: what is right is done in one transaction, what is not is told one by one. */
import type { Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import { demandWrite, ownerFor, type Access } from '../access.ts'
import { BATCH_MAX } from '../limits.ts'
import { entityOf, fragmentOf, type Fragment } from '../reading/entity.ts'
import { idOf } from '../reading/names.ts'
import { refuse } from '../refusals.ts'
import * as rules from '../rules.ts'
import * as store from '../store/entities.ts'
import type { Terms } from '../terms/terms.ts'
import type { Entity, EntityDraft, OwnedDraft } from '../types.ts'
import { apply } from './changes.ts'
import { demandWriteSomewhere, madeOf } from './entities.ts'
import type { Parts } from './parts.ts'

export type Failed = { id: string; error: Refusal }
export type Result = { created: string[]; changed: string[]; failed: Failed[] }
/** One member of a batch, with the terms of its own context or of the request's. */
export type Member = { body: unknown; terms: Terms | Refusal }
export type Batch = ReturnType<typeof createBatch>
/** What is new is its own `owner`'s, where it has one, and not that of the whole batch. */
/** How often what another makes in between is looked for again. */
const ROUNDS_MAX = 3

type Read = { draft: Fragment & { id: string }; owner?: string | null }
type Decide = (before: Entity, draft: Fragment, now: string) => rules.Change

export function createBatch(parts: Parts) {
  const { db, clock } = parts

  /**
   * Changes those that are there; with `owner`, adds those that are not. Where one is to be added, all are added first and
   * those that were there are changed `then`: so everybody locks them in one order, and no two wait for each other.
   */
  async function write(
    tx: Tx,
    actor: Actor,
    access: Pick<Access, 'write'>,
    drafts: Read[],
    decide: Decide | undefined,
    owner: string | null | undefined,
    result: Result,
    then = owner === undefined,
    rounds = ROUNDS_MAX,
  ): Promise<void> {
    const now = clock.now().toISOString()
    const ids = drafts.map(({ draft }) => draft.id)
    const there = then ? await store.lock(tx, ids) : decide ? await store.lockAll(tx, ids) : new Map<string, Entity>()
    const isAdding = there.size === 0 && !then
    const added = new Map<string, ReturnType<typeof madeOf>>()
    const untyped = new Set<Read>()
    const patched = new Map<string, { before: Entity; change: rules.Change }>()
    for (const read of drafts) {
      const { draft, owner: its = owner } = read
      const { id } = draft
      const fail = (error: Refusal) => result.failed.push({ id, error })
      const [before, fresh] = [there.get(id), added.get(id)]
      if (!before && !fresh) {
        if (decide && isAdding && draft.types.length === 0) untyped.add(read)
        else if (its === undefined) fail(refuse.unknownEntity({ id }))
        else if (draft.types.length === 0) fail(refuse.badEntity({ problem: 'type', value: '' }))
        else added.set(id, madeOf(draft as EntityDraft, its, now))
      } else if (!decide) fail(refuse.entityExists({ id }))
      else if (fresh) {
        // Said twice in one batch: the later is laid over the earlier.
        const { attributes, types, scopes, news } = decide(fresh.entity, draft, now)
        added.set(id, { entity: { ...fresh.entity, attributes, types, scopes }, news: [...fresh.news, ...news] })
      } else await attempt(fail, () => layOver(before!, draft, patched, decide, () => demandWrite(actor, access, before!.owner), now)) // prettier-ignore
    }
    const fresh = await apply(parts, tx, actor, { added: [...added.values()], patched: [...patched.values()] })
    result.created.push(...fresh)
    result.changed.push(...patched.keys())
    const late = drafts.filter((read) => untyped.has(read) || (added.has(read.draft.id) && !fresh.has(read.draft.id)))
    if (late.length === 0) return
    // They were there before, or another has made them in between; or their past is another's, and so they stay.
    if (decide && rounds > 0) await write(tx, actor, access, late, decide, owner, result, true, rounds - 1)
    else
      for (const { draft } of late) result.failed.push({ id: draft.id, error: refuse.entityExists({ id: draft.id }) })
  }

  async function run(
    actor: Actor,
    members: readonly Member[],
    read: (body: unknown, terms: Terms) => Fragment & { id: string },
    decide: Decide | undefined,
    creates: boolean,
  ): Promise<Result> {
    demandSize(members)
    const access = await parts.accessOf(actor)
    demandWriteSomewhere(actor, access)
    const owner = creates ? ownerFor(actor, access, await parts.organisations()) : undefined
    const result: Result = { created: [], changed: [], failed: [] }
    const drafts: Read[] = []
    for (const { body, terms } of members) {
      const id = String((body as { id?: unknown } | null)?.id ?? '').slice(0, 1_000)
      await attempt(
        (error) => result.failed.push({ id, error }),
        () => {
          if (terms instanceof Refusal) throw terms
          drafts.push({ draft: read(body, terms) })
        },
      )
    }
    if (drafts.length > 0)
      await db.transaction().execute((tx) => write(tx, actor, access, drafts, decide, owner, result))
    return result
  }

  const fragment = (body: unknown, terms: Terms) => {
    const { id, ...rest } = fragmentOf(body, terms)
    if (id === undefined) throw refuse.badEntity({ problem: 'id', value: '' })
    return { ...rest, id }
  }
  return {
    create: (actor: Actor, members: readonly Member[]) => run(actor, members, entityOf, undefined, true),
    /** Adds what is not there; of what is, either everything anew or attribute by attribute. */
    upsert: (actor: Actor, members: readonly Member[], mode: 'replace' | 'update') =>
      run(
        actor,
        members,
        mode === 'replace' ? entityOf : fragment,
        mode === 'replace' ? rules.replace : rules.append,
        true,
      ),
    update: (actor: Actor, members: readonly Member[], overwrite = true) =>
      run(actor, members, fragment, (before, draft, now) => rules.append(before, draft, now, overwrite), false),
    merge: (actor: Actor, members: readonly Member[]) =>
      run(actor, members, (body, terms) => ({ ...fragmentOf(body, terms, { partial: true }), id: idOf((body as { id?: unknown } | null)?.id) }), rules.merge, false), // prettier-ignore

    async delete(actor: Actor, ids: unknown): Promise<Result> {
      demandSize(ids)
      const access = await parts.accessOf(actor)
      demandWriteSomewhere(actor, access)
      const result: Result = { created: [], changed: [], failed: [] }
      const wanted = new Set<string>()
      for (const id of ids)
        await attempt(
          (error) => result.failed.push({ id: String(id).slice(0, 1_000), error }),
          () => wanted.add(idOf(id)),
        )
      await db.transaction().execute(async (tx) => {
        const there = await store.lock(tx, [...wanted])
        const removed: Entity[] = []
        for (const id of wanted)
          await attempt(
            (error) => result.failed.push({ id, error }),
            () => {
              const before = there.get(id)
              if (!before) throw refuse.unknownEntity({ id })
              demandWrite(actor, access, before.owner)
              removed.push(before)
            },
          )
        if (removed.length > 0) await apply(parts, tx, actor, { removed })
        result.changed.push(...removed.map(({ id }) => id))
      })
      return result
    },

    /**
     * For other rooms, in the caller's transaction: adds, or lays attributes over what is there. The caller has seen to it
     * that it is allowed; a new thing is its draft's owner's, or else `owner`'s.
     */
    async upsertIn(tx: Tx, actor: Actor, entities: readonly OwnedDraft[], owner: string | null): Promise<Result> {
      const result: Result = { created: [], changed: [], failed: [] }
      // Nothing is asked of the database but through the caller's transaction.
      const everywhere = { write: { all: true, organisations: [] } }
      const drafts = entities.map((draft) => ({ draft, owner: draft.owner }))
      if (drafts.length > 0) await write(tx, actor, everywhere, drafts, rules.observe, owner, result)
      return result
    },
  }
}

function layOver(
  before: Entity,
  draft: Fragment,
  patched: Map<string, { before: Entity; change: rules.Change }>,
  decide: Decide,
  permit: () => void,
  now: string,
): void {
  permit()
  const earlier = patched.get(before.id)?.change
  const change = decide(earlier ? { ...before, ...earlier } : before, draft, now)
  if (earlier) {
    const updated = [...new Set([...earlier.outcome.updated, ...change.outcome.updated])]
    change.outcome = { updated, notUpdated: change.outcome.notUpdated }
    change.news = [...earlier.news, ...change.news]
    change.deleted = [...new Set([...earlier.deleted, ...change.deleted])].filter((iri) => !change.attributes[iri])
  }
  patched.set(before.id, { before, change })
}

async function attempt(fail: (error: Refusal) => unknown, act: () => unknown): Promise<void> {
  try {
    await act()
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    fail(error)
  }
}

function demandSize(members: unknown): asserts members is unknown[] {
  if (!Array.isArray(members) || members.length === 0) throw refuse.badEntity({ problem: 'list', value: '' })
  if (members.length > BATCH_MAX) throw refuse.tooManyParts({ most: BATCH_MAX })
}
