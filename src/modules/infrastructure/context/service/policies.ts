/** What the city declares of its kinds of things: who may see them. */
import { demand, isSystem, type Actor } from '#platform/actor'
import { LEVELS_OF_ACCESS } from '../limits.ts'
import { isName } from '../reading/names.ts'
import { refuse } from '../refusals.ts'
import * as store from '../store/policies.ts'
import type { Terms } from '../terms/terms.ts'
import type { Level } from '../types.ts'
import type { Parts } from './parts.ts'

export type PolicyDraft = { type: string; attribute?: string; level: Level }
export type PolicyView = { type: string; attribute?: string; level: Level; at: Date }

const keyOf = ({ type, attribute = '' }: { type: string; attribute?: string }) => `${type}\n${attribute}`

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
        const entryId = await ledger.append(tx, {
          kind: 'infrastructure.policy.withdrawn',
          actor: actor.id,
          subject: 'policies',
          payload,
        })
        await store.withdraw(tx, { type, attribute }, { at: clock.now(), by: actor.id, entryId })
      })
      parts.forgetPolicies()
    },

    /**
     * What the city pack says of types and attributes, by their IRIs, in place of what it said before. What a person declared
     * or withdrew since stands.
     */
    async load(loader: Actor, said: readonly store.Policy[]): Promise<void> {
      demand(loader, 'infrastructure.admin')
      await db.transaction().execute(async (tx) => {
        const now = new Map((await store.decided(tx)).map((one) => [keyOf(one), one]))
        const wanted = new Map(said.map((one) => [keyOf(one), one]))
        const tell = async (kind: string, { type, attribute, level }: Partial<store.Policy>) => {
          const payload = { type: type!, ...(attribute !== undefined && { attribute }), ...(level && { level }) }
          const entryId = await ledger.append(tx, { kind: `infrastructure.policy.${kind}`, actor: loader.id, subject: 'policies', payload }) // prettier-ignore
          return { at: clock.now(), by: loader.id, entryId }
        }
        for (const [key, policy] of wanted) {
          const known = now.get(key)
          if (known && (!isSystem(known.by) || known.level === policy.level)) continue
          await store.put(tx, policy, await tell('declared', policy))
        }
        for (const [key, { by, level, ...which }] of now)
          if (isSystem(by) && level && !wanted.has(key)) await store.withdraw(tx, which, await tell('withdrawn', which))
      })
      parts.forgetPolicies()
    },
  }
}
