/**
 * Every write passes here: the state, the readings that it brings, who is told, and, where a person did it, the ledger; all
 * in the caller's transaction, each in one statement however many entities there are.
 */
import type { Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Reading } from '../../telemetry/readings/index.ts'
import type { Change, News } from '../rules.ts'
import * as store from '../store/entities.ts'
import { LOCATION } from '../q/geo.ts'
import type { Attributes, Entity, Instance } from '../types.ts'
import type { Changed, Parts } from './parts.ts'

/** Who listens upward to changes of entities. */
export const ENTITIES_CHANGED = 'infrastructure.entitiesChanged'

export type Changes = {
  added: { entity: Entity; news: News }[]
  patched: { before: Entity; change: Change }[]
  removed: Entity[]
}

/** Of those added only what really was new is told of and recorded. Gives the ids that were added. */
export async function apply(parts: Parts, tx: Tx, actor: Actor, changes: Partial<Changes>): Promise<Set<string>> {
  const { added = [], patched = [], removed = [] } = changes
  const now = parts.clock.now().toISOString()
  const entities = added.map(({ entity }) => entity)
  const fresh = await store.add(tx, entities, mayAll(actor))
  await store.patch(
    tx,
    patched.map(({ before, change }) => patchOf(before, change, now)),
  )
  if (removed.length > 0) await store.remove(tx, removed.map(({ id }) => id), now) // prettier-ignore
  const changed: Changed[] = [
    ...added.filter(({ entity }) => fresh.has(entity.id)).map(addedAs),
    ...patched.map(({ before, change }) => patchedAs(before, change, now)),
    ...removed.map((before) => ({
      id: before.id,
      before,
      ...{ updated: [], deleted: Object.keys(before.attributes), news: [] },
    })),
  ]
  await parts.readings.record(tx, changed.flatMap(readingsOf))
  await parts.notify(tx, changed)
  await note(parts, tx, actor, changed)
  if (changed.length > 0) await parts.events.emit(tx, ENTITIES_CHANGED, { ids: changed.map(({ id }) => id) })
  return fresh
}

/**
 * A change that brings no reading, is no person's and concerns no subscriber is one statement, shared with those of the same
 * moment, which does nothing where the entity or the subscriptions are others than it was decided on. False where it was not done and must go the long way.
 */
export async function applyAlone(parts: Parts, actor: Actor, change: Standing): Promise<boolean> {
  if (actor.kind === 'person' || parts.events.hears(ENTITIES_CHANGED)) return false
  const now = parts.clock.now().toISOString()
  const changed = 'made' in change ? addedAs(change.made) : patchedAs(change.before, change.change, now)
  if (changed.news.some(([, { observedAt }]) => observedAt !== undefined)) return false
  const stamp = await parts.concernsNobody(changed)
  if (stamp === undefined) return false
  if ('made' in change) return parts.alone.add({ entity: change.made.entity, byAll: mayAll(actor), stamp })
  const { before, version } = change
  return parts.alone.patch({ patch: patchOf(before, change.change, now), version, stamp })
}
const mayAll = (actor: Actor): boolean => actor.can('infrastructure.write')

export type Standing = { made: Changes['added'][number] } | { before: Entity; change: Change; version: string }

const addedAs = ({ entity: after, news }: Changes['added'][number]): Changed => ({
  ...{ id: after.id, after, updated: Object.keys(after.attributes), deleted: [], news },
})

const patchedAs = (
  before: Entity,
  { attributes, types, scopes, outcome, deleted, news }: Change,
  now: string,
): Changed => ({
  ...{ id: before.id, before, after: { ...before, attributes, types, scopes, modifiedAt: now } },
  ...{ updated: outcome.updated.filter((iri) => attributes[iri]), deleted, news },
})

function patchOf(before: Entity, { attributes, types, scopes, outcome, deleted }: Change, at: string): store.Patch {
  const laid: Attributes = {}
  for (const iri of outcome.updated) if (attributes[iri]) laid[iri] = attributes[iri]
  const moves = LOCATION in laid || deleted.includes(LOCATION)
  const place = moves ? { place: store.placeOf(attributes) } : {}
  return { ...{ id: before.id, types, scopes, laid, gone: deleted, at }, ...place }
}

/** What has the time at which it was observed is a reading. */
const readingsOf = ({ id, news }: Changed): Reading[] =>
  news.flatMap(([iri, instance]) =>
    instance.observedAt === undefined ? [] : [readingOf(id, iri, instance, instance.observedAt)],
  )

const PLAIN = new Set(['type', 'value', 'observedAt', 'unitCode', 'datasetId', 'createdAt', 'modifiedAt'])

export function readingOf(entityId: string, attribute: string, instance: Instance, observedAt: string): Reading {
  const { datasetId, unitCode, value, type } = instance
  const isNumber = type === 'Property' && typeof value === 'number'
  const isPlain = isNumber && Object.keys(instance).every((name) => PLAIN.has(name))
  return {
    ...{ entityId, attribute, observedAt },
    ...(datasetId !== undefined && { datasetId }),
    ...(unitCode !== undefined && { unitCode }),
    ...(isNumber && { value }),
    ...(!isPlain && { content: contentOf(instance) }),
  }
}

function contentOf(instance: Instance): object {
  const { createdAt: _, modifiedAt: __, observedAt: ___, ...content } = instance
  return content
}

/** What a person changes is in the ledger; what sensors and systems send is in the readings. */
async function note({ ledger }: Parts, tx: Tx, actor: Actor, changed: readonly Changed[]): Promise<void> {
  if (actor.kind !== 'person') return
  for (const { id, before, after, updated, deleted } of changed) {
    const kind = `infrastructure.entity.${after ? (before ? 'changed' : 'created') : 'deleted'}`
    const payload = { types: (after ?? before)!.types, ...(after && { updated, deleted }) }
    await ledger.append(tx, { kind, actor: actor.id, subject: `entities/${id}`, payload })
  }
}
