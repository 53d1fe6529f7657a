/** Eligibility: who may vote, shown by the way that the edition has switched on, and what was issued to them. */
import type { Tx } from '#platform/db'
import type { Edition } from '../budgets/types.ts'
import { createClaims } from './claims.ts'
import { createDesk } from './desk.ts'
import { createFamily } from './family.ts'
import { createLetters } from './letters.ts'
import type { Needs, Note } from './needs.ts'
import { refuse } from './refusals.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import { demandConsent } from './voters.ts'

export type { Asker } from './needs.ts'
export type Eligibility = ReturnType<typeof createEligibility>

export function createEligibility(needs: Needs) {
  const { db, ledger } = needs
  const note: Note = (tx, actor, kind, edition, payload, grounds) =>
    ledger.append(tx, {
      ...{ kind: `participation.${kind}`, actor: actor.id, subject: `budget/${edition}`, grounds },
      payload: { edition, ...(payload as object) },
    })
  const claims = createClaims(needs)
  const forget = ({ accountId }: { accountId: string }) => db.transaction().execute((tx) => store.forget(tx, accountId))
  needs.events.on<{ accountId: string }>('identity.accountDeleted', 'participation.voters.forget', forget)

  return {
    ...claims,
    forget,
    ...createDesk(needs, note, claims),
    ...createFamily(needs, note, claims),
    ...createLetters(needs, note),

    /**
     * Uses up the one ballot that a voter has in this section, for a blinded token; the same token again is the same use.
     * Throws `participation.tokenIssued`, `onPaper`, `consentMissing`, `notYourPool`.
     */
    async useOnline(tx: Tx, edition: Edition, voter: store.Enrolled, right: { section: string; pool: string; blinded: Buffer }) {
      const { section, pool, blinded } = right
      rules.demandPool(edition, voter.pool, section, pool)
      if (voter.needsConsent) throw refuse.consentMissing()
      const before = await store.entitle(tx, edition.code, voter.id, { section, pool, kind: 'online', blinded })
      await demandConsent(tx, voter)
      if (before?.kind === 'paper') throw refuse.onPaper({ section })
      if (before && !(before.pool === pool && before.blinded?.equals(blinded))) throw refuse.tokenIssued({ section })
      if (!before && voter.accountId) await needs.tellIssued(tx, voter.accountId, edition.code, section, 'online')
    }, // prettier-ignore

    /** By pool, how many tokens were issued and papers handed out. */
    async entitled(edition: string, within: Tx | typeof db = db): Promise<Map<string, { online: number; paper: number }>> {
      const pools = new Map<string, { online: number; paper: number }>()
      for (const { pool, kind, count } of await store.entitledByPool(within, edition))
        pools.set(pool, { online: 0, paper: 0, ...pools.get(pool), [kind]: count })
      return pools
    }, // prettier-ignore

    forgetBlinded: (tx: Tx, edition: string): Promise<void> => store.forgetBlinded(tx, edition),
  }
}
