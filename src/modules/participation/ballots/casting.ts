/** What voters do: have a token signed, as themselves; cast a ballot with it, as nobody. */

import { createHash } from 'node:crypto'
import { Refusal } from '#platform/errors'
import type { Asker } from '../eligibility/service.ts'
import { bodyText, commitmentOf } from './commitment.ts'
import { demandForm, sealedText } from './form.ts'
import type { Needs } from './needs.ts'
import { refuse } from './refusals.ts'
import type { Sealed } from './sealed.ts'
import * as store from './store.ts'
import { demandBlinded, demandToken, exactly } from './tokens.ts'
import type { BallotDraft, Receipt, TokenDraft } from './types.ts'

const SALT_BYTES = 32
/** What the vote being over looks like, from the house and from the signer. */
const OVER = new Set(['participation.phaseClosed', 'participation.signerClosed'])

export const receiptText = (edition: string, pool: string, commitment: string): string =>
  `unia ballot receipt v1\n${edition}\n${pool}\n${commitment}\n`

export function createCasting({ db, budgets, eligibility, signer, noteSigner }: Needs, sealed: Sealed) {
  function receipt(edition: string, pool: string, commitment: string): Receipt {
    return { edition, pool, commitment, note: noteSigner.sign(receiptText(edition, pool, commitment)) }
  }

  return {
    /**
     * Signs a blinded token for whoever may vote in this section. Noted first and signed then: a request repeated after a
     * crash gets the same signature, and none is given that is not noted. Throws what `eligibility.voterOf` and
     * `useOnline` throw, `participation.phaseClosed`, `blindedWrong`, `signerAway`.
     */
    async issue(asker: Asker, edition: string, { section, pool, blinded }: TokenDraft): Promise<{ blindSignature: string }> {
      const booth = await sealed.booth(edition, pool)
      const bytes = demandBlinded(booth.key, blinded)
      const voter = await eligibility.voterOf(asker, edition)
      await db.transaction().execute(async (tx) => {
        const open = await budgets.demandOpen(tx, edition, 'vote')
        await eligibility.useOnline(tx, open, voter, { section, pool, blinded: createHash('sha256').update(bytes).digest() })
      })
      return { blindSignature: await signer.blindSign(edition, pool, blinded) }
    }, // prettier-ignore

    /**
     * Takes a ballot from nobody in particular. The same ballot again gets the same receipt, also after the close. Throws
     * `participation.tokenInvalid`, `tokenUsed`, `phaseClosed`, `signerAway`, and what is wrong with its form.
     */
    async cast(edition: string, { pool, token, signature, choices, salt }: BallotDraft): Promise<Receipt> {
      const { paper, chars, key } = await sealed.booth(edition, pool)
      if (!exactly(salt, SALT_BYTES)) throw refuse.tokenInvalid()
      demandToken(key, token, signature)
      demandForm(paper, choices)
      const body = bodyText({ edition, pool, token, salt, choices })
      const ballot = sealedText(body, signature, chars)
      const given = receipt(edition, pool, commitmentOf(body))
      const where = { edition, pool }
      try {
        const taken = await signer.take(edition, pool, token, ballot)
        const isNew = await db
          .transaction()
          .execute(async (tx) => {
            await budgets.demandOpen(tx, edition, 'vote')
            return store.add(tx, where, taken)
          })
          .catch((error: unknown) => {
            if (error instanceof store.UsedBefore) return false
            throw error
          })
        if (!isNew && (await store.printOf(db, where, taken.mark)) !== taken.print) throw refuse.tokenUsed()
        return given
      } catch (error) {
        if (!(error instanceof Refusal && OVER.has(error.code))) throw error
        // Whoever cast it in time and lost the answer on the way may still have it.
        const { mark, print } = await signer
          .recognise(edition, pool, token, ballot)
          .catch(() => ({ mark: '', print: '' }))
        if (mark && (await store.printOf(db, where, mark)) === print) return given
        throw error
      }
    },
  }
}
