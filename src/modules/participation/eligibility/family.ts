/**
 * A parent consents to a child's vote from an account of their own. Whoever consents is a voter of the edition who needs no
 * consent: a second address of the child's is none. It holds as long as the parent's account stands for the child's, and can
 * be taken back until a ballot is issued.
 */
import type { Actor } from '#platform/actor'
import { demandPerson, type Claims } from './claims.ts'
import type { Needs, Note } from './needs.ts'
import { refuse } from './refusals.ts'
import * as store from './store.ts'
import { ASKS_MAX, type Child } from './types.ts'

export function createFamily({ db, clock, family, tellConsent }: Needs, note: Note, claims: Claims) {
  /** Throws `participation.childUnknown` where this account does not act with the actor's consent, or is no voter. */
  async function childOf(actor: Actor, edition: string, childId: string): Promise<store.Enrolled> {
    const parentId = demandPerson(actor)
    const consent = await family.consentOf(childId)
    const voter = consent?.by === parentId && (await store.findVoter(db, edition, { accountId: childId }))
    if (!voter) throw refuse.childUnknown()
    return voter
  }

  async function stateOf(voter: store.Enrolled): Promise<Child['consent']> {
    if (voter.needsConsent) return 'missing'
    return (await store.rightsOf(db, voter.edition, voter.id)).length > 0 ? 'used' : 'given'
  }

  return {
    /** Tells the parent that the child would vote. Throws `participation.parentMissing`, `tooManyGuesses`. */
    async askParent(actor: Actor, edition: string): Promise<void> {
      const voter = await claims.voterOf({ actor }, edition)
      if (!voter.needsConsent) return
      const parent = await family.consentOf(voter.accountId!)
      if (!parent) throw refuse.parentMissing()
      const day = clock.now().toISOString().slice(0, 10)
      const asked = await store.guess(db, `${edition} ask ${voter.id}`, day)
      if (asked > ASKS_MAX) throw refuse.tooManyGuesses({ most: ASKS_MAX })
      await db.transaction().execute((tx) => tellConsent(tx, parent.by, edition, 'asked'))
    },

    /** The asker's children who are voters under age. */
    async children(actor: Actor, edition: string): Promise<Child[]> {
      const found: Child[] = []
      for (const { childId, name } of await family.childrenOf(demandPerson(actor))) {
        const known = await store.findVoter(db, edition, { accountId: childId })
        const voter = known && (await claims.held(known))
        if (voter?.needsConsent || voter?.consentBy) found.push({ childId, name, consent: await stateOf(voter) })
      }
      return found
    },

    /** Throws `participation.noVoter`, `consentByVoter`, `childUnknown`. */
    async consentTo(actor: Actor, edition: string, childId: string): Promise<void> {
      const child = await claims.held(await childOf(actor, edition, childId))
      if ((await claims.voterOf({ actor }, edition)).needsConsent) throw refuse.consentByVoter()
      if (!child.needsConsent) return
      await db.transaction().execute(async (tx) => {
        const entryId = await note(tx, actor, 'consent.given', edition, { voter: child.id })
        await store.setConsent(tx, edition, child.id, { entryId, by: actor.id })
        await tellConsent(tx, childId, edition, 'given')
      })
    },

    /** Throws `participation.consentUsed` once a ballot was issued: nobody could take that one back. */
    async takeConsentBack(actor: Actor, edition: string, childId: string): Promise<void> {
      const child = await childOf(actor, edition, childId)
      if (child.consentBy !== actor.id) throw refuse.childUnknown()
      await db.transaction().execute(async (tx) => {
        await store.findVoter(tx, edition, { id: child.id }, true)
        if ((await store.rightsOf(tx, edition, child.id)).length > 0) throw refuse.consentUsed()
        await note(tx, actor, 'consent.takenBack', edition, { voter: child.id })
        await store.setConsent(tx, edition, child.id)
        await tellConsent(tx, childId, edition, 'takenBack')
      })
    },
  }
}
