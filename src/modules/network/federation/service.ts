/** The verbs: the city speaks in three languages, takes back what it said, and shows of the answers what a person let through. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { fingerprintOf, WITHDRAWN } from '#governance'
import type { Json } from '#platform/ledger'
import type { Needs } from '../needs.ts'
import { createDelivery } from './delivery.ts'
import { createFediverse } from './fediverse.ts'
import { objectOf, CONTEXT } from './activities.ts'
import { demandInOrder, refuse } from './rules.ts'
import { createSpeakers } from './speakers.ts'
import * as store from './store/news.ts'
import { PAGE_POSTS, PostDraft, Reason, type Follower, type Post, type PostGiven, type Reply, type Speaker } from './types.ts' // prettier-ignore
import * as wire from './store/wire.ts'

/** What was heard long ago is forgotten: nobody sends it again. */
export const FEDERATION_SWEEP = { job: 'network.forget', cron: '40 3 * * *' }
const HEARD_DAYS = 90
const DAY_MS = 86_400_000

type Paging = { actor?: string; before?: number; limit?: number }
export type Federation = ReturnType<typeof createFederation>

export function createFederation(needs: Needs) {
  const { db, clock, ids, ledger, jobs, events, gate, baseUrl } = needs
  const speakers = createSpeakers(needs)
  const delivery = createDelivery(needs, speakers)
  const fediverse = createFediverse(needs, speakers, delivery)
  const { addresses } = delivery
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))
  const pageOf = (id: string) => `/network/posts/${id}`
  const whole = (post: store.StoredPost) => ({ ...post, address: addresses.post(post.id) })

  jobs.define(FEDERATION_SWEEP.job, () =>
    wire.sweep(db, new Date(clock.now().getTime() - HEARD_DAYS * DAY_MS), clock.now()),
  )
  // What the gate takes back, followers' servers are told to take back.
  events.on<{ releaseId: string }>(WITHDRAWN, 'network.posts', ({ releaseId }) =>
    db.transaction().execute(async (tx) => {
      const post = await store.postOfRelease(tx, releaseId)
      if (post && (await store.withdraw(tx, post.id, clock.now()))) await delivery.tell(tx, 'delete', post)
    }),
  )

  /** Throws `network.unknownPost`, and `network.postGone` for what was taken back. */
  async function found(id: string): Promise<Post & { seq: number }> {
    const post = await store.post(db, gate, id)
    if (post) return whole(post)
    throw (await store.isGone(db, id)) ? refuse.postGone({ id }) : refuse.unknownPost({ id })
  }

  return {
    /** Who speaks, each with how many follow. */
    speakers: (): Promise<Speaker[]> => speakers.all(),
    open: speakers.open,

    /**
     * Says it, at once public and on its way to who follows. Throws `network.unknownActor`, `network.endsBeforeItBegins`,
     * and what the gate throws for what may lead to somebody.
     */
    async publish(actor: Actor, given: PostGiven): Promise<{ id: string }> {
      const { actor: name, ...draft } = PostDraft.parse(given)
      const who = await speakers.known(name)
      demand(actor, 'network.organise', who.organisationId)
      demandInOrder({ actor: name, ...draft } as PostDraft)
      const content = JSON.parse(JSON.stringify(draft)) as { [member: string]: Json }
      const fingerprint = fingerprintOf({ ...content, actor: name })
      const title = 'titles' in draft ? draft.titles.pl : draft.texts.pl
      const id = ids.uuid()
      await inOne(async (tx) => {
        const words = { module: 'network', id: `posts/${fingerprint}`, title, content }
        const { releaseId } = await gate.passWords(tx, actor, { ...words, address: pageOf(id) })
        const entryId = await ledger.append(tx, { kind: 'network.post', actor: actor.id, subject: `network/posts/${id}`, payload: { actor: name, sha256: fingerprint } }) // prettier-ignore
        await store.addPost(tx, { id, actor: name, content, at: clock.now(), by: actor.id, entryId, releaseId })
        await delivery.tell(tx, 'create', { id, actor: name })
      })
      return { id }
    },

    /** Takes it back, for everybody who asks from now on and for those who were told. Throws `network.unknownPost`. */
    async withdraw(actor: Actor, id: string, given: string): Promise<void> {
      const post = await found(id)
      demand(actor, 'network.organise', (await speakers.known(post.actor)).organisationId)
      const grounds = Reason.parse(given)
      gate.demandFit({ grounds })
      await db.transaction().execute(async (tx) => {
        if (!(await store.withdraw(tx, id, clock.now()))) throw refuse.unknownPost({ id })
        await ledger.append(tx, { kind: 'network.postWithdrawn', actor: actor.id, subject: `network/posts/${id}`, grounds, payload: {} }) // prettier-ignore
        await delivery.tell(tx, 'delete', post)
      })
    },

    /** What the city said, newest first; `next` is what `before` is for those that follow. */
    async posts({ actor, before, limit = PAGE_POSTS }: Paging = {}): Promise<{ posts: Post[]; next?: number }> {
      const rows = await store.posts(db, gate, { actor, before, limit: limit + 1 })
      const page = rows.slice(0, limit)
      return { posts: page.map(whole), ...(rows.length > limit && { next: page.at(-1)!.seq }) }
    },
    post: found,
    /** As ActivityStreams has it. Throws `network.unknownPost`. */
    object: async (id: string): Promise<object> => ({ '@context': CONTEXT, ...objectOf(await found(id), addresses) }),
    /** As it was signed and sent; undefined where there is none, or where what it says was taken back. */
    async activity(id: string): Promise<string | undefined> {
      const one = await wire.activity(db, addresses.activity(id))
      return one?.postId && !(await store.post(db, gate, one.postId)) ? undefined : one?.document
    },

    /** What others answered and a person let through, oldest first. Throws `network.unknownPost`. */
    async replies(postId: string): Promise<Reply[]> {
      await found(postId)
      return store.shown(db, gate, postId)
    },
    /** What waits for this person to read it, oldest first. */
    async waiting(actor: Actor): Promise<Reply[]> {
      demand(actor, 'workspace.enter')
      const organisations = new Map((await speakers.all()).map(({ name, organisationId }) => [name, organisationId]))
      const rows = await store.waiting(db)
      return rows
        .filter((row) => actor.can('network.organise', organisations.get(row.actor)))
        .map(({ actor: _, ...reply }) => reply)
    },
    /** Shows an answer under the post, or leaves it out. Throws `network.unknownReply`, `network.replyDecided`, and as the gate does. */
    async decide(actor: Actor, id: string, verdict: 'shown' | 'refused'): Promise<void> {
      await inOne(async (tx) => {
        const reply = await store.lockReply(tx, id)
        if (!reply) throw refuse.unknownReply({ id })
        demand(actor, 'network.organise', (await store.actor(tx, reply.actor))?.organisationId ?? undefined)
        if (reply.state !== 'waiting') throw refuse.replyDecided({ state: reply.state })
        const { releaseId } = verdict === 'shown' ? await passed(tx, actor, reply) : {}
        await store.decideReply(tx, id, { state: verdict, at: clock.now(), by: actor.id, releaseId })
        await ledger.append(tx, { kind: 'network.reply', actor: actor.id, subject: `network/posts/${reply.postId}`, payload: { reply: id, verdict } }) // prettier-ignore
      })
    },

    /** Who follows, newest first: for who answers for the actor alone. Throws `network.unknownActor`. */
    async followers(actor: Actor, name: string): Promise<Follower[]> {
      demand(actor, 'network.organise', (await speakers.known(name)).organisationId)
      return store.followers(db, name)
    },

    /** Answers what other servers ask and say. */
    answer: fediverse.answer,
    baseUrl,
  }

  function passed(tx: Tx, actor: Actor, { id, postId, text }: Reply): Promise<{ releaseId?: string }> {
    const words = { module: 'network', id: `replies/${id}`, title: 'Fediverse', content: { text } }
    return gate.passWords(tx, actor, { ...words, address: pageOf(postId) })
  }
}
