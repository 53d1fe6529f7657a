/** Who belongs to an organisation in which role. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { demandGrantable, refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import * as store from '../store/organisations.ts'
import type { Member, Role } from '../types.ts'
import { record, type Parts } from './parts.ts'

/** Refuses to leave the city without anybody who administers it. Held until the transaction ends. */
export async function demandOtherAdministrator(tx: Tx, accountId: string): Promise<void> {
  const administrators = await store.lockAdministrators(tx)
  if (administrators.includes(accountId) && !administrators.some((id) => id !== accountId)) {
    throw refuse.lastAdministrator()
  }
}

export function createMemberships(parts: Parts) {
  const { db, clock, ids } = parts

  return {
    async members(actor: Actor, organisationId: string): Promise<Member[]> {
      demand(actor, 'identity.manage', organisationId)
      return store.members(db, organisationId)
    },

    /** One more role for somebody who has an account. Throws `identity.unknown`, `identity.alreadyMember`. */
    async addMembership(
      actor: Actor,
      draft: { accountId: string; organisationId: string; role: Role },
    ): Promise<string> {
      const { accountId, organisationId, role } = draft
      demand(actor, 'identity.manage', organisationId)
      demandGrantable(actor, role, organisationId)
      const id = ids.uuid()
      await db.transaction().execute(async (tx) => {
        if (!(await accounts.find(tx, accountId))) throw refuse.unknown({ id: accountId })
        if (!(await store.organisation(tx, organisationId))) throw refuse.unknown({ id: organisationId })
        if (!(await store.addMembership(tx, { id, ...draft, at: clock.now(), by: actor.id })))
          throw refuse.alreadyMember()
        const payload = { accountId, organisationId, role }
        await record(parts, tx, {
          kind: 'membership.created',
          actor: actor.id,
          subject: `accounts/${accountId}`,
          payload,
        })
      })
      return id
    },

    /** Takes the role away. Throws `identity.unknown`, `identity.lastAdministrator`. */
    async removeMembership(actor: Actor, id: string): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const membership = await store.membership(tx, id)
        if (!membership) throw refuse.unknown({ id })
        const { accountId, organisationId, role } = membership
        demand(actor, 'identity.manage', organisationId)
        const isCitys = (await store.city(tx))?.id === organisationId
        if (role === 'administrator' && isCitys) await demandOtherAdministrator(tx, accountId)
        if (!(await store.removeMembership(tx, id))) throw refuse.unknown({ id })
        const payload = { accountId, organisationId, role }
        await record(parts, tx, {
          kind: 'membership.removed',
          actor: actor.id,
          subject: `accounts/${accountId}`,
          payload,
        })
      })
    },
  }
}
