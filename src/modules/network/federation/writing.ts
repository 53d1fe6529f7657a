/** The city speaks: in three languages, with pictures, through the gate; revises what it said, and takes it back. */
import type { Readable } from 'node:stream'
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Json } from '#platform/ledger'
import { keepPhoto, type Photo } from '#platform/photos'
import { fingerprintOf } from '#governance'
import type { Needs } from '../needs.ts'
import type { Delivering } from './delivery.ts'
import type { Posts } from './posts.ts'
import { demandInOrder, refuse } from './rules.ts'
import type { Speakers } from './speakers.ts'
import * as store from './store/news.ts'
import { PostDraft, Reason, type Picture, type PostGiven } from './types.ts'

type Content = Omit<PostDraft, 'actor' | 'pictures'> & { pictures: Picture[] }

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

  /** The draft as it is kept, once it may be said. Throws `network.endsBeforeItBegins`, `network.unknownPicture`. */
  async function contentOf(given: PostDraft) {
    demandInOrder(given)
    const { actor: _, ...draft } = given
    const sha256s = draft.pictures.map(({ sha256 }) => sha256)
    const kept = new Map((await store.pictures(db, sha256s)).map((picture) => [picture.sha256, picture]))
    const pictures = draft.pictures.map((one): Picture => {
      const { mediaType } = kept.get(one.sha256) ?? {}
      if (!mediaType) throw refuse.unknownPicture({ sha256: one.sha256 })
      return { ...one, mediaType }
    })
    const content: Content = { ...draft, pictures }
    return { content, sha256: fingerprintOf({ ...plain(content), actor: given.actor }) }
  }

  /** What people typed passes the gate; fingerprints of pictures say nothing of anybody. */
  function passed(tx: Tx, actor: Actor, place: string, id: string, { pictures, ...content }: Content) {
    const title = 'titles' in content ? (content.titles as { pl: string }).pl : content.texts.pl
    const said = { ...plain(content), alts: pictures.map(({ alts }) => alts) }
    return gate.passWords(tx, actor, { module: 'network', id: place, title, content: said, address: `/network/posts/${id}` }) // prettier-ignore
  }

  /** Whoever speaks for the city or one of its departments. */
  async function demandSomewhere(actor: Actor): Promise<void> {
    const all = await speakers.all()
    if (!all.some(({ organisationId }) => actor.can('network.organise', organisationId)))
      demand(actor, 'network.organise')
  }

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

  async function demandSpeaking(actor: Actor, name: string): Promise<void> {
    const { organisationId, closedAt } = await speakers.known(name)
    demand(actor, 'network.organise', organisationId)
    if (closedAt) throw refuse.actorClosed({ name })
  }
}

const plain = (content: object) => JSON.parse(JSON.stringify(content)) as { [member: string]: Json }
