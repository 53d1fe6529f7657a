/** What others say and should not stand here: left out by a person, or held back until another person opened it. */
import { demand, type Actor } from '#platform/actor'
import { fingerprintOf, textsIn } from '#governance'
import type { Needs } from '../needs.ts'
import { noteOf, refuse } from './rules.ts'
import * as store from './store/following.ts'
import { Reason, type Heard, type HeldBack } from './types.ts'

/** As the gate looks at it: all of it that is shown. */
const wordsOf = ({ id, handle, titles, texts, place = '' }: Heard) => ({
  ...{ module: 'network', id: `others/${id}`, title: handle, content: { titles, texts, place } },
  address: '/network/others',
})

export function createOmissions({ db, ledger, gate }: Needs) {
  return {
    /** What is not shown because it may lead to a person, newest first, and how it stands at the gate: for who decides there too. */
    async heldBack(actor: Actor): Promise<HeldBack[]> {
      if (!actor.can('governance.decidePersonal')) demand(actor, 'network.organise')
      const rows = await store.held(db)
      return Promise.all(
        rows.map(async ({ seq: _, ...post }) => {
          const { id, content } = wordsOf(post)
          const at = await gate.standing({ module: 'network', kind: 'text', id }, fingerprintOf(content))
          const found = [
            ...new Set(
              gate
                .examineWords(textsIn(content))
                .filter(({ severity }) => severity !== 'note')
                .map(({ detector }) => detector),
            ),
          ]
          const standing = at?.state === 'withdrawn' ? 'refused' : (at?.state ?? 'found')
          return { ...post, found, standing, ...(at?.publicNote && { note: at.publicNote }) }
        }),
      )
    },

    /**
     * Shows something that may lead to a person, once another person opened it at the gate; until then it waits there. The
     * reason stands in the ledger. Throws `network.unknownHeard`, `governance.held`, `governance.refused`.
     */
    async release(actor: Actor, id: string, given: string): Promise<void> {
      demand(actor, 'network.organise')
      const grounds = Reason.parse(given)
      gate.demandFit({ grounds })
      await gate.orHold(() =>
        db.transaction().execute(async (tx) => {
          const [post] = await store.held(tx, id)
          if (!post) throw refuse.unknownHeard({ id })
          const { releaseId } = await gate.passOthers(tx, actor, wordsOf(post))
          await store.release(tx, id, releaseId)
          await ledger.append(tx, { ...noteOf('network.heardShown', actor, post.uri), grounds })
        }),
      )
    },

    /** Something of theirs does not stand here, for a reason that everybody can read. Throws `network.unknownHeard`. */
    async leaveOut(actor: Actor, id: string, given: string): Promise<void> {
      demand(actor, 'network.organise')
      const grounds = Reason.parse(given)
      gate.demandFit({ grounds })
      await db.transaction().execute(async (tx) => {
        const uri = await store.hide(tx, id)
        if (uri === undefined) throw refuse.unknownHeard({ id })
        await ledger.append(tx, { ...noteOf('network.heardLeftOut', actor, uri), grounds })
      })
    },
  }
}
