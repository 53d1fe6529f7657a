/** Answers that a person lets through or leaves out. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Needs } from '../needs.ts'
import type { Posts } from './posts.ts'
import { refuse } from './rules.ts'
import type { Speakers } from './speakers.ts'
import * as store from './store/answers.ts'
import * as news from './store/news.ts'
import { Reason, type Reply, type Verdict } from './types.ts'

/** What whoever moderates may do, and how an answer is left out. */
export type Moderation = ReturnType<typeof createModeration>

export function createModeration({ clock, ledger, gate }: Needs, speakers: Speakers) {
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

  return { ownOf, demandFor, leaveOut, note }
}

export type Answers = ReturnType<typeof createAnswers>

export function createAnswers(needs: Needs, { ownOf, demandFor, leaveOut, note }: Moderation, posts: Posts) {
  const { db, clock, gate } = needs
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))

  async function show(tx: Tx, actor: Actor, reply: Reply): Promise<void> {
    const { id, postId, text } = reply
    const words = { module: 'network', id: `replies/${id}`, title: 'Fediverse', content: { text } }
    const { releaseId } = await gate.passOthers(tx, actor, { ...words, address: `/network/posts/${postId}` })
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
  }
}
