/** The city speaks: in three languages, with pictures, through the gate; revises what it said, and takes it back. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Json } from '#platform/ledger'
import { keepPhoto, type Photo } from '#platform/photos'
import type { Needs } from '../needs.ts'
import type { Delivering } from './delivery.ts'
import { createDrafts } from './drafts.ts'
import type { Posts } from './posts.ts'
import { refuse } from './rules.ts'
import type { Speakers } from './speakers.ts'
import * as store from './store/news.ts'
import { PostDraft, Reason, type PostGiven } from './types.ts'

export function createWriting(needs: Needs, speakers: Speakers, delivery: Delivering, posts: Posts) {
  const { db, clock, ids, ledger, files, gate } = needs
  const inOne = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => gate.orHold(() => db.transaction().execute(work))
  const note = (
    tx: Tx,
    kind: string,
    actor: Actor,
    id: string,
    payload: { [member: string]: Json },
    grounds?: string,
  ) =>
    ledger.append(tx, { kind, actor: actor.id, subject: `network/posts/${id}`, payload, ...(grounds && { grounds }) })

  const { contentOf, passed, demandSomewhere, demandSpeaking } = createDrafts(needs, speakers)

  return {
    /** Keeps a picture for a post, without where and when it was taken. Throws `photos.unreadable`, `files.tooLarge`. */
    async keepPicture(actor: Actor, stream: Readable): Promise<Photo> {
      await demandSomewhere(actor)
      const kept = await keepPhoto(files, stream)
      await store.addPicture(db, kept, clock.now(), actor.id)
      return kept
    },

    /**
     * Says it, at once public and on its way to who follows. Throws `network.unknownActor`, `network.actorClosed`,
     * `network.endsBeforeItBegins`, `network.unknownPicture`, and what the gate throws for what may lead to somebody.
     */
    async publish(actor: Actor, given: PostGiven): Promise<{ id: string }> {
      const draft = PostDraft.parse(given)
      await demandSpeaking(actor, draft.actor)
      const { content, sha256 } = await contentOf(draft)
      const id = ids.uuid()
      await inOne(async (tx) => {
        const { releaseId } = await passed(tx, actor, `posts/${sha256}`, id, content)
        const entryId = await note(tx, 'network.post', actor, id, { actor: draft.actor, sha256 })
        await store.addPost(tx, { id, actor: draft.actor, content, at: clock.now(), by: actor.id, entryId, releaseId })
        await delivery.tell(tx, 'create', { id, actor: draft.actor })
      })
      return { id }
    },

    /**
     * Says it otherwise; what stood before stays readable, and who follows is told. Its kind and who says it stay. Throws
     * `network.postChanged` where `version` is not the one that stands, and as `publish` does.
     */
    async revise(actor: Actor, id: string, given: PostGiven, version: number): Promise<void> {
      const before = await posts.post(id)
      const draft = PostDraft.parse({ ...given, kind: before.kind, actor: before.actor })
      await demandSpeaking(actor, draft.actor)
      const { content, sha256 } = await contentOf(draft)
      await inOne(async (tx) => {
        const { releaseId } = await passed(tx, actor, `posts/${id}/${sha256}`, id, content)
        const entryId = await note(tx, 'network.postRevised', actor, id, { version: version + 1, sha256 })
        const revised = { id, actor: draft.actor, content, at: clock.now(), by: actor.id, entryId, releaseId }
        if (!(await store.revisePost(tx, version, revised))) throw refuse.postChanged({ version: before.version })
        await delivery.tell(tx, 'update', { id, actor: draft.actor })
      })
    },

    /** Takes it back, for everybody who asks from now on and for those who were told. Throws `network.unknownPost`. */
    async withdraw(actor: Actor, id: string, given: string): Promise<void> {
      const post = await posts.post(id)
      demand(actor, 'network.organise', (await speakers.known(post.actor)).organisationId)
      const grounds = Reason.parse(given)
      gate.demandFit({ grounds })
      await db.transaction().execute(async (tx) => {
        if (!(await store.withdraw(tx, id, clock.now()))) throw refuse.unknownPost({ id })
        await note(tx, 'network.postWithdrawn', actor, id, {}, grounds)
        await delivery.tell(tx, 'delete', post)
      })
    },
  }
}
