/** Several judge each application, apart: nobody their own team, nobody who has declared a conflict. */
import { z } from 'zod'
import type { Actor } from '#platform/actor'
import { words } from '#words'
import * as rules from '../rules.ts'
import { refuse } from '../rules.ts'
import * as applications from '../store/applications.ts'
import { REVIEWERS_MAX, ReviewDraft, type Application, type Review } from '../types.ts'
import { demandPerson, inEach, type Inner } from './inner.ts'
import type { Tx } from '#platform/db'

type In<Schema extends { _zod: { input: unknown } }> = Schema['_zod']['input']
const Reason = z.string().trim().min(1).max(4_000)

export function createReviewing(inner: Inner) {
  const { clock, gate, inOne, note, enter, locked, own, tell } = inner

  /** The application as this reviewer may judge it. Throws `challenges.notReviewer`, `challenges.applicationUnknown`. */
  async function asked(tx: Tx, actor: Actor, id: string, applicationId: string) {
    demandPerson(actor)
    const challenge = await locked(tx, id)
    rules.demandState(challenge, 'review')
    const reviewer = (await applications.reviewers(tx, id)).find(({ account }) => account === actor.id)
    if (!reviewer) throw refuse.notReviewer()
    const all = await applications.list(tx, gate, id)
    const application = all.find((one) => one.id === applicationId)
    if (!application) throw refuse.applicationUnknown({ id: applicationId })
    const before = (await applications.reviews(tx, id)).find((one) => one.applicationId === applicationId && one.account === actor.id) // prettier-ignore
    return { challenge, reviewer, all, application, before }
  }
  const reviewOf = (application: Application, actor: Actor): Review => ({ applicationId: application.id, account: actor.id, conflict: null, scores: null, words: '', at: clock.now() }) // prettier-ignore

  return {
    /** Somebody with an account is asked to judge. Throws `challenges.reviewerUnknown`, `challenges.alreadyReviewer`, `challenges.tooMany`. */
    async appoint(actor: Actor, id: string, email: string): Promise<void> {
      const person = await inner.identity.personByEmail(email)
      await inOne(async (tx) => {
        const challenge = await own(tx, actor, id)
        rules.demandState(challenge, 'problem', 'call', 'review')
        if (!person) throw refuse.reviewerUnknown({ email })
        const all = await applications.reviewers(tx, id)
        if (all.length >= REVIEWERS_MAX) throw refuse.tooMany({ most: REVIEWERS_MAX })
        const entryId = await enter(tx, actor, id, 'appointed', { account: person.id })
        const reviewer = { account: person.id, name: person.name, email: person.email.toLowerCase() }
        if (!(await applications.addReviewer(tx, id, reviewer, { at: clock.now(), by: actor.id, entryId }))) throw refuse.alreadyReviewer({ email }) // prettier-ignore
        await note(tx, actor, challenge, 'reviewer', { count: all.length + 1 })
        const body = inEach((lang) => words[lang].t('challenges.notice.reviewer'))
        await tell(tx, challenge, { accountId: person.id, kind: 'challenge.review', body, path: `/innovations/challenges/${id}/review` }) // prettier-ignore
      })
    },

    /** One cannot judge this one fairly, and says why; one is left out of it for good. Throws `challenges.conflictStays` the second time. */
    async declare(actor: Actor, id: string, applicationId: string, reason: string): Promise<void> {
      const said = Reason.parse(reason)
      await inOne(async (tx) => {
        const { challenge, application, before } = await asked(tx, actor, id, applicationId)
        if (before?.conflict) throw refuse.conflictStays()
        const entryId = await enter(tx, actor, id, 'declared', { application: applicationId }, said)
        await applications.addReview(tx, { ...reviewOf(application, actor), conflict: said }, entryId)
        await note(tx, actor, challenge, 'conflict', { team: application.team })
      })
    },

    /** A score for each criterion, with words; a later one takes the place of the one before, and both stay. Throws `challenges.ownTeam`, `challenges.rival`, `challenges.conflict`, `challenges.scoresMissing`. */
    async score(actor: Actor, id: string, applicationId: string, given: In<typeof ReviewDraft>): Promise<void> {
      const { scores, words: said } = ReviewDraft.parse(given)
      await inOne(async (tx) => {
        const { challenge, reviewer, all, application, before } = await asked(tx, actor, id, applicationId)
        rules.demandMayScore(all, application, reviewer, before)
        rules.demandScores(challenge.call!, scores)
        const entryId = await enter(tx, actor, id, 'scored', {
          application: applicationId,
          again: before !== undefined,
        })
        await applications.addReview(tx, { ...reviewOf(application, actor), scores, words: said }, entryId)
        if (!before) await note(tx, actor, challenge, 'reviewed', { team: application.team })
      })
    },
  }
}
