/** Organisations and who belongs to them in which role. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Texts } from '#words'
import { demandGrantable, demandNoCircle, inOrder, refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import * as store from '../store/organisations.ts'
import { Names, OrganisationDraft, type Member, type Organisation, type Role } from '../types.ts'
import { record, type Parts } from './parts.ts'

/** Refuses to leave the city without anybody who administers it. Held until the transaction ends. */
export async function demandOtherAdministrator(tx: Tx, accountId: string): Promise<void> {
  const administrators = await store.lockAdministrators(tx)
  if (administrators.includes(accountId) && !administrators.some((id) => id !== accountId)) {
    throw refuse.lastAdministrator()
  }
}

export function createOrganisations(parts: Parts) {
  const { db, clock, ids } = parts

  /** The organisation, the tree held still. */
  async function held(tx: Tx, id: string): Promise<Organisation> {
    await store.lockTree(tx)
    const found = await store.organisation(tx, id)
    if (!found) throw refuse.unknown({ id })
    return found
  }

  return {
    /** All of them; they are no secret. The city first. */
    organisations: async (): Promise<Organisation[]> => inOrder(await store.organisations(db)),
    /** The city's own organisation, once it was founded. */
    cityOrganisation: (): Promise<Organisation | undefined> => store.city(db),
    adminNeeded: async (): Promise<boolean> => !(await store.anyAdministrator(db)),

    /** Founds the city's own organisation, or brings its names up to date. */
    async ensureCity(actor: Actor, names: Texts): Promise<Organisation> {
      demand(actor, 'identity.manage')
      return db.transaction().execute(async (tx) => {
        await store.lockTree(tx)
        const known = await store.city(tx)
        const city: Organisation = { id: known?.id ?? ids.uuid(), kind: 'city', names: Names.parse(names) }
        if (known && JSON.stringify(Names.parse(known.names)) === JSON.stringify(city.names)) return known
        await (known ? store.updateOrganisation(tx, city) : store.addOrganisation(tx, city))
        const kind = known ? 'organisation.changed' : 'organisation.created'
        await record(parts, tx, {
          kind,
          actor: actor.id,
          subject: `organisations/${city.id}`,
          payload: { names: city.names },
        })
        return city
      })
    },

    /** Under `parentId`, or beside the city's own. Throws `identity.unknown`. */
    async createOrganisation(actor: Actor, draft: OrganisationDraft): Promise<Organisation> {
      const organisation: Organisation = { ...OrganisationDraft.parse(draft), id: ids.uuid() }
      const { id, kind, names, parentId } = organisation
      demand(actor, 'identity.manage', parentId)
      await db.transaction().execute(async (tx) => {
        if (parentId) await held(tx, parentId)
        await store.addOrganisation(tx, organisation)
        const payload = { kind, names, parentId }
        await record(parts, tx, {
          kind: 'organisation.created',
          actor: actor.id,
          subject: `organisations/${id}`,
          payload,
        })
      })
      return organisation
    },

    /** New names, or another place in the tree, which changes who reaches it. Throws `identity.circle`. */
    async changeOrganisation(actor: Actor, id: string, draft: OrganisationDraft): Promise<Organisation> {
      const { kind, names, parentId } = OrganisationDraft.parse(draft)
      demand(actor, 'identity.manage', id)
      return db.transaction().execute(async (tx) => {
        const before = await held(tx, id)
        if (before.kind === 'city') throw refuse.circle({ id, parentId })
        if (before.parentId !== parentId) {
          demand(actor, 'identity.manage', before.parentId)
          demand(actor, 'identity.manage', parentId)
          if (parentId && !(await store.organisation(tx, parentId))) throw refuse.unknown({ id: parentId })
          if (parentId) demandNoCircle(id, parentId, await store.below(tx, id))
        }
        await store.updateOrganisation(tx, { id, kind, names, parentId })
        const payload = { kind, names, parentId }
        await record(parts, tx, {
          kind: 'organisation.changed',
          actor: actor.id,
          subject: `organisations/${id}`,
          payload,
        })
        return { id, kind, names, parentId }
      })
    },

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
