/** What comes back: answers that a person lets through or leaves out, reports about them, and who follows. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Needs } from '../needs.ts'
import type { Delivering } from './delivery.ts'
import type { Posts } from './posts.ts'
import { refuse } from './rules.ts'
import type { Speakers } from './speakers.ts'
import * as store from './store/answers.ts'
import * as news from './store/news.ts'
import { Reason, ReportWords, Settlement, type Follower, type Reply, type Report, type Verdict } from './types.ts'

const REPORTS_OPEN_MAX = 10

export function createAnswers(needs: Needs, speakers: Speakers, delivery: Delivering, posts: Posts) {
  const { db, clock, ids, ledger, gate } = needs
  const { addresses } = delivery
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))

  /** Which of these are about what this person answers for. */
  async function ownOf<One extends { actor: string }>(actor: Actor, all: readonly One[]): Promise<One[]> {
    const organisations = new Map((await speakers.all()).map(({ name, organisationId }) => [name, organisationId]))
    return all.filter((one) => actor.can('network.organise', organisations.get(one.actor)))
  }
  const demandFor = async (tx: Tx, actor: Actor, name: string) =>
    demand(actor, 'network.organise', (await news.actor(tx, name))?.organisationId ?? undefined)

  /** An answer that is not shown, or no longer; what was reported of it is settled by that. */
  async function leaveOut(tx: Tx, actor: Actor, reply: Reply, given: string): Promise<void> {
    const [reason, at, by] = [Reason.parse(given), clock.now(), actor.id]
    gate.demandFit({ reason })
    await store.decideReply(tx, reply.id, { state: 'refused', at, by, reason })
    await store.settleReports(tx, { replyId: reply.id }, { outcome: 'hidden', reason, at, by })
    await note(tx, actor, reply, 'refused', reason)
  }
  const note = (tx: Tx, actor: Actor, { id, postId }: Reply, verdict: string, grounds?: string) =>
    ledger.append(tx, { kind: 'network.reply', actor: actor.id, subject: `network/posts/${postId}`, payload: { reply: id, verdict }, ...(grounds && { grounds }) }) // prettier-ignore

  async function show(tx: Tx, actor: Actor, reply: Reply): Promise<void> {
    const { id, postId, text } = reply
    const words = { module: 'network', id: `replies/${id}`, title: 'Fediverse', content: { text } }
    const { releaseId } = await gate.passWords(tx, actor, { ...words, address: `/network/posts/${postId}` })
    await store.decideReply(tx, id, { state: 'shown', at: clock.now(), by: actor.id, releaseId })
    await note(tx, actor, reply, 'shown')
  }

  return {
    /** What others answered and a person let through, oldest first. Throws `network.unknownPost`. */
    async replies(postId: string): Promise<Reply[]> {
      await posts.post(postId)
      return store.shown(db, gate, postId)
    },
    /** What waits for this person to read it, oldest first. */
    async waiting(actor: Actor): Promise<Reply[]> {
      demand(actor, 'workspace.enter')
      return (await ownOf(actor, await store.waiting(db))).map(({ actor: _, ...reply }) => reply)
    },
    /**
     * Shows an answer under the post, or leaves it out with a reason that everybody can read in the ledger. Throws
     * `network.unknownReply`, `network.replyDecided`, and as the gate does.
     */
    async decide(actor: Actor, id: string, verdict: Verdict['verdict'], reason = ''): Promise<void> {
      await inOne(async (tx) => {
        const reply = await store.lockReply(tx, id)
        if (!reply) throw refuse.unknownReply({ id })
        await demandFor(tx, actor, reply.actor)
        if (reply.state !== 'waiting') throw refuse.replyDecided({ state: reply.state })
        await (verdict === 'shown' ? show(tx, actor, reply) : leaveOut(tx, actor, reply, reason))
      })
    },

    /** What somebody with an account has against an answer that is shown. Throws `network.unknownReply`, `network.tooManyReports`. */
    async report(actor: Actor, postId: string, replyId: string, given: string): Promise<void> {
      if (actor.kind === 'visitor') demand(actor, 'network.report')
      const words = ReportWords.parse(given)
      const reply = (await this.replies(postId)).find(({ id }) => id === replyId)
      if (!reply) throw refuse.unknownReply({ id: replyId })
      await db.transaction().execute(async (tx) => {
        if ((await store.openReportsBy(tx, actor.id)) >= REPORTS_OPEN_MAX)
          throw refuse.tooManyReports({ most: REPORTS_OPEN_MAX })
        await store.addReport(tx, { id: ids.uuid(), postId, replyId, by: actor.id, words, at: clock.now() })
      })
    },
    /** What nobody has settled yet of what this person answers for, oldest first. */
    async reports(actor: Actor): Promise<Report[]> {
      demand(actor, 'workspace.enter')
      const own = await ownOf(actor, await store.reports(db))
      return own.map(({ actor: _, replyId: __, reply, ...report }) => ({ ...report, ...(reply && { reply }) }))
    },
    /** Leaves the answer out, or lets it stand. Throws `network.unknownReport`. */
    async settle(actor: Actor, id: string, given: Settlement): Promise<void> {
      const { outcome, reason } = Settlement.parse(given)
      await db.transaction().execute(async (tx) => {
        const report = await store.lockReport(tx, id)
        if (!report) throw refuse.unknownReport({ id })
        await demandFor(tx, actor, report.actor)
        const reply = report.replyId ? await store.lockReply(tx, report.replyId) : undefined
        if (outcome === 'hidden' && reply) return leaveOut(tx, actor, reply, reason)
        gate.demandFit({ reason })
        await store.settleReports(tx, { id }, { outcome: 'kept', reason, at: clock.now(), by: actor.id })
        await ledger.append(tx, { kind: 'network.report', actor: actor.id, subject: `network/posts/${report.postId}`, grounds: reason, payload: { report: id, outcome: 'kept' } }) // prettier-ignore
      })
    },

    /** Who follows, newest first: for who answers for the actor alone. Throws `network.unknownActor`. */
    async followers(actor: Actor, name: string): Promise<Follower[]> {
      demand(actor, 'network.organise', (await speakers.known(name)).organisationId)
      return news.followers(db, name)
    },
    /** Tells somebody's server that they follow no longer. The ledger does not say whom. Throws `network.unknownFollower`. */
    async dismiss(actor: Actor, name: string, uri: string): Promise<void> {
      demand(actor, 'network.organise', (await speakers.known(name)).organisationId)
      await db.transaction().execute(async (tx) => {
        const gone = await news.dismiss(tx, name, uri)
        if (!gone) throw refuse.unknownFollower({ uri })
        await ledger.append(tx, { kind: 'network.followerRemoved', actor: actor.id, subject: `network/actors/${name}`, payload: {} }) // prettier-ignore
        const follow = { id: gone.follow ?? `${uri}#follow`, actor: uri, object: addresses.actor(name) }
        await delivery.answer(tx, 'Reject', name, follow, gone.inbox)
      })
    },
  }
}
