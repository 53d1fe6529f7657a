/** How somebody becomes a voter: two ways that lead to the same person lead to the same voter. */
import type { Tx } from '#platform/db'
import { refuse } from './refusals.ts'
import * as store from './store.ts'

export type Claim = Omit<store.Enrolled, 'id'>

const TRIES = 3

/**
 * The voter of this claim, added where there is none. Throws `participation.alreadyClaimed` where the person is a voter
 * under another account, `participation.otherVoter` where the account is another person's.
 */
export async function enrol(tx: Tx, claim: Claim, newId: () => string): Promise<store.Enrolled> {
  const { edition, personKey, accountId, pool } = claim
  for (let i = 0; i < TRIES; i++) {
    const byPerson = personKey ? await store.findVoter(tx, edition, { personKey }) : undefined
    const byAccount = accountId ? await store.findVoter(tx, edition, { accountId }) : undefined
    if (byPerson && accountId && byPerson.accountId && byPerson.accountId !== accountId) throw refuse.alreadyClaimed()
    if (byAccount && personKey && byAccount.personKey && byAccount.personKey !== personKey) throw refuse.otherVoter()
    if (byPerson && byAccount && byPerson.id !== byAccount.id) throw refuse.otherVoter()
    const known = byPerson ?? byAccount
    if (known) {
      const news = {
        ...(!known.personKey && personKey && { personKey }),
        ...(!known.accountId && accountId && { accountId }),
        ...(!known.pool && pool && { pool }),
      }
      if (Object.keys(news).length > 0) await store.link(tx, known, news)
      return { ...known, ...news }
    }
    const voter = { ...claim, id: newId() }
    if (await store.addVoter(tx, voter)) return voter
    // Somebody was quicker: then there is one now.
  }
  throw refuse.alreadyClaimed()
}

/**
 * A parent may have taken the consent back since the voter was read. Asked when the entitlement stands: from then on, taking
 * it back waits for this transaction. Throws `participation.consentMissing`.
 */
export async function demandConsent(tx: Tx, { edition, id, consentBy }: store.Enrolled): Promise<void> {
  if (consentBy && (await store.findVoter(tx, edition, { id }))?.needsConsent) throw refuse.consentMissing()
}
