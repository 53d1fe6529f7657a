/** What the city declares of its kinds of things: who may see them. */
import { demand, type Actor } from '#platform/actor'
import { LEVELS_OF_ACCESS } from '../limits.ts'
import { isName } from '../reading/names.ts'
import { refuse } from '../refusals.ts'
import * as store from '../store/policies.ts'
import type { Terms } from '../terms/terms.ts'
import type { Level } from '../types.ts'
import type { Parts } from './parts.ts'

export type PolicyDraft = { type: string; attribute?: string; level: Level }
export type PolicyView = { type: string; attribute?: string; level: Level; at: Date }

export function createPolicies(parts: Parts) {
  const { db, clock, ledger } = parts
  const named = ({ type, attribute }: { type: string; attribute?: string }, terms: Terms) => {
    if (!isName(type) || (attribute !== undefined && !isName(attribute))) throw refuse.badPolicy({ type })
    return { type: terms.iri(type), ...(attribute !== undefined && { attribute: terms.iri(attribute) }) }
  }

  return {
    /** They are no secret: whoever cannot see something may know why. */
    list: (): Promise<PolicyView[]> => store.list(db),

    /** Declares who may see a type, or one of its attributes. */
    async declare(actor: Actor, drafts: readonly PolicyDraft[], terms: Terms): Promise<void> {
      demand(actor, 'infrastructure.admin')
      await db.transaction().execute(async (tx) => {
        for (const draft of drafts) {
          if (!LEVELS_OF_ACCESS.includes(draft.level)) throw refuse.badPolicy({ type: draft.type })
          const policy = { ...named(draft, terms), level: draft.level }
          const kind = 'infrastructure.policy.declared'
          const entryId = await ledger.append(tx, { kind, actor: actor.id, subject: 'policies', payload: policy })
          await store.put(tx, policy, { at: clock.now(), by: actor.id, entryId })
        }
      })
      parts.forgetPolicies()
    },

    /** From now on as if nothing had been said: internal. */
    async withdraw(actor: Actor, which: { type: string; attribute?: string }, terms: Terms): Promise<void> {
      demand(actor, 'infrastructure.admin')
      const { type, attribute } = named(which, terms)
      await db.transaction().execute(async (tx) => {
        const payload = { type, ...(attribute !== undefined && { attribute }) }
        await ledger.append(tx, {
          kind: 'infrastructure.policy.withdrawn',
          actor: actor.id,
          subject: 'policies',
          payload,
        })
        await store.remove(tx, type, attribute)
      })
      parts.forgetPolicies()
    },
  }
}
