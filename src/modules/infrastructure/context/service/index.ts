/** The broker: its verbs over HTTP, and those for other rooms in the same process. */
import type { Actor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import { levelOf } from '../access.ts'
import { find, kinds } from '../store/entities.ts'
import { createContexts } from '../terms/service.ts'
import type { Entity, OwnedDraft } from '../types.ts'
import { createBatch, type Result } from './batch.ts'
import { createEntities } from './entities.ts'
import { createHosting } from './hosting.ts'
import { createParts, type Needs, type Parts } from './parts.ts'
import { createPolicies } from './policies.ts'
import { createSubscriptions } from '../subscriptions/service.ts'
import { createQueries } from './queries.ts'
import { createRegistrations } from './registrations.ts'
import { createTemporal } from './temporal.ts'

export type { Needs } from './parts.ts'
export type Context = ReturnType<typeof createContext>

export function createContext(needs: Needs) {
  const contexts = createContexts(needs)
  const base = createParts(needs, contexts)
  const hosting = createHosting(base)
  const subscriptions = createSubscriptions({ ...base, addressFor: hosting.addressFor })
  const parts: Parts = { ...base, notify: subscriptions.notify, concernsNobody: subscriptions.concernsNobody }
  const batch = createBatch(parts)
  const queries = createQueries(parts)
  const entities = createEntities(parts)

  return {
    contexts,
    entities,
    hosting,
    subscriptions,
    batch,
    queries,
    temporal: createTemporal(parts),
    registrations: createRegistrations(parts),
    policies: createPolicies(parts),

    /**
     * For other rooms, in the caller's transaction: adds entities, or lays attributes over those that are there, as a device
     * would send them; names are IRIs (`contexts.terms` gives them). What has an `observedAt` is a reading too. The caller
     * has seen to it that it is allowed; what is new is its draft's owner's, or else `owner`'s.
     */
    upsert: (tx: Tx, entities: readonly OwnedDraft[], by: Actor, owner: string | null = null): Promise<Result> =>
      batch.upsertIn(tx, by, entities, owner),
    /** The entity, whoever asks: for what is decided inside the house. */
    find: async (id: string, tx: Db = needs.db): Promise<Entity | undefined> => (await find(tx, [id]))[0]?.entity,
    /** What kinds of things they are and whose, in the caller's transaction: for what is decided inside the house. */
    kinds,
    /** Whether the thing, or what it reads there, is about a person. */
    async isPersonal({ types }: Pick<Entity, 'types'>, attribute: string): Promise<boolean> {
      const policies = await parts.policies()
      const own = types.map((type) => policies.attributes.get(type)?.get(attribute))
      return levelOf(policies, types) === 'personal' || own.includes('personal')
    },
    get: entities.get,
    /** Tells subscribers, until stopped. */
    start: subscriptions.delivery.start,
    stop: subscriptions.delivery.stop,
    query: queries.query,
  }
}
