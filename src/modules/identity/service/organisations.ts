/** Organisations: the city's own, and those that work with it. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Texts } from '#words'
import { demandNoCircle, inOrder, refuse } from '../rules.ts'
import * as store from '../store/organisations.ts'
import { Names, OrganisationDraft, type Organisation } from '../types.ts'
import { record, type Parts } from './parts.ts'

export function createOrganisations(parts: Parts) {
  const { db, ids } = parts

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
  }
}
