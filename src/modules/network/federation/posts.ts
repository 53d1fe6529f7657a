/** What the city says: read by everybody, with its pictures and with what stood before it was revised. */
import type { Readable } from 'node:stream'
import type { Needs } from '../needs.ts'
import { CONTEXT, objectOf, type Addresses } from './activities.ts'
import { refuse } from './rules.ts'
import * as store from './store/news.ts'
import * as wire from './store/wire.ts'
import { PAGE_POSTS, type CalledOff, type Post, type PostVersion } from './types.ts'

type Paging = { actor?: string; before?: number; limit?: number }
export type Posts = ReturnType<typeof createPosts>

export function createPosts({ db, files, gate }: Needs, addresses: Addresses) {
  const whole = <One extends { id: string }>(post: One) => ({ ...post, address: addresses.post(post.id) })

  /** Throws `network.unknownPost`, and `network.postGone` for what was taken back. */
  async function found(id: string): Promise<Post & { seq: number }> {
    const post = await store.post(db, gate, id)
    if (post) return whole(post)
    throw (await store.isGone(db, id)) ? refuse.postGone({ id }) : refuse.unknownPost({ id })
  }

  return {
    post: found,

    /** What the city said, newest first; `next` is what `before` is for those that follow. */
    async posts({ actor, before, limit = PAGE_POSTS }: Paging = {}): Promise<{ posts: Post[]; next?: number }> {
      const rows = await store.posts(db, gate, { actor, before, limit: limit + 1 })
      const page = rows.slice(0, limit)
      return { posts: page.map(whole), ...(rows.length > limit && { next: page.at(-1)!.seq }) }
    },

    /** Events that stand, those said last first. */
    events: async (limit: number): Promise<Post[]> =>
      (await store.posts(db, gate, { kind: 'event', limit })).map(whole),

    /** Events that were taken back, the last first. */
    calledOff: async (limit: number): Promise<CalledOff[]> => (await store.calledOff(db, limit)).map(whole),

    /** How it read before it was revised, oldest first. Throws `network.unknownPost`. */
    async versions(id: string): Promise<PostVersion[]> {
      await found(id)
      return store.versions(db, gate, id)
    },

    /** A picture of a post that stands. Throws `network.unknownPost`, `network.unknownPicture`. */
    async picture(id: string, sha256: string): Promise<{ stream: Readable; mediaType: string }> {
      const picture = (await found(id)).pictures.find((one) => one.sha256 === sha256)
      if (!picture) throw refuse.unknownPicture({ sha256 })
      return { stream: await files.get(sha256), mediaType: picture.mediaType }
    },

    /** As ActivityStreams has it. Throws `network.unknownPost`. */
    object: async (id: string): Promise<object> => ({ '@context': CONTEXT, ...objectOf(await found(id), addresses) }),

    /** As it was signed and sent; undefined where there is none, or where what it says was taken back. */
    async activity(id: string): Promise<string | undefined> {
      const one = await wire.activity(db, addresses.activity(id))
      return one?.postId && !(await store.post(db, gate, one.postId)) ? undefined : one?.document
    },
  }
}
