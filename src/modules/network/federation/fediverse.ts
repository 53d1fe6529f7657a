/** The city in the Fediverse, as Fedify speaks it: who it is, what it said, and what it does about what others say. */
import { createFederation as createFedify, type Context } from '@fedify/fedify'
import { Create, Delete, Endpoints, Follow, LanguageString, Note, Organization, Undo, Update, type Activity, type Actor } from '@fedify/fedify/vocab' // prettier-ignore
import type { Tx } from '#platform/db'
import { LANGS, type Lang } from '#words'
import type { Needs } from '../needs.ts'
import { createOf } from './activities.ts'
import type { Delivering } from './delivery.ts'
import { documentLoader } from './documents.ts'
import { memoryOf } from './memory.ts'
import { isSameServer, plainText } from './rules.ts'
import type { Speakers } from './speakers.ts'
import * as store from './store.ts'
import { CITY_ACTOR, PAGE_POSTS } from './types.ts'

/** One person's replies that are kept in a day; a server's flood ends at the limit of requests. */
const REPLIES_PER_DAY_MAX = 30
const DAY_MS = 86_400_000
const NAME_CHARS_MAX = 120
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

const PATHS = {
  actor: '/network/actors/{identifier}',
  inbox: '/network/actors/{identifier}/inbox',
  outbox: '/network/actors/{identifier}/outbox',
  followers: '/network/actors/{identifier}/followers',
} as const
const SHARED_INBOX = '/network/inbox'
const NODE_INFO = '/network/nodeinfo/2.1'

export function createFediverse(needs: Needs, speakers: Speakers, delivery: Delivering) {
  const { db, clock, gate, net, baseUrl, onError } = needs
  const { addresses } = delivery
  const load = documentLoader(net, (url) => delivery.signedQuestion(url, CITY_ACTOR))
  const fedify = createFedify<void>({
    kv: memoryOf(db, clock),
    origin: baseUrl,
    documentLoaderFactory: () => load,
    contextLoaderFactory: () => load,
    authenticatedDocumentLoaderFactory: () => load,
    circuitBreaker: false,
  })

  fedify
    .setActorDispatcher(PATHS.actor, async (context, name) => {
      const who = await speakers.find(name)
      if (!who) return null
      const pairs = await context.getActorKeyPairs(name)
      return new Organization({
        id: context.getActorUri(name),
        preferredUsername: name,
        // Of each language; who knows of none reads the first.
        names: [who.names[LANGS[0]], ...LANGS.map((lang: Lang) => new LanguageString(who.names[lang], lang))],
        inbox: context.getInboxUri(name),
        outbox: context.getOutboxUri(name),
        followers: context.getFollowersUri(name),
        endpoints: new Endpoints({ sharedInbox: context.getInboxUri() }),
        url: new URL(`${baseUrl}/${LANGS[0]}/network/posts`),
        manuallyApprovesFollowers: false,
        publicKeys: pairs.map(({ cryptographicKey }) => cryptographicKey).slice(0, 1),
        assertionMethods: pairs.map(({ multikey }) => multikey),
      })
    })
    .setKeyPairsDispatcher(async (_, name) =>
      (await speakers.find(name)) ? (await speakers.keys(name)).pairs : [],
    )

  fedify
    .setOutboxDispatcher(PATHS.outbox, async (context, name, cursor) => {
      if (cursor === null) return null
      const before = /^\d{1,15}$/.test(cursor) ? Number(cursor) : undefined
      const found = await store.posts(db, gate, { actor: name, before, limit: PAGE_POSTS + 1 })
      const page = found.slice(0, PAGE_POSTS)
      const items = page.map((post) => {
        const said = createOf(post.id, { ...post, address: addresses.post(post.id) }, addresses)
        return Create.fromJsonLd(said, context)
      })
      return { items: await Promise.all(items), nextCursor: found.length > PAGE_POSTS ? String(page.at(-1)!.seq) : null }
    })
    .setFirstCursor(async () => 'newest')
    .setCounter(async (_, name) => store.countPosts(db, gate, name))

  // How many follow is public; who does is nobody's business.
  fedify
    .setFollowersDispatcher(PATHS.followers, async () => ({ items: [] }))
    .setCounter(async (_, name) => store.countFollowers(db, name))

  fedify.setNodeInfoDispatcher(NODE_INFO, async () => ({
    software: { name: 'unia', version: '1.0.0' },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['atom1.0'] },
    openRegistrations: false,
    usage: { users: { total: (await speakers.all()).length }, localPosts: await store.countPosts(db, gate), localComments: 0 }, // prettier-ignore
  }))

  /** Once for each activity, and only what a server says in its own name. */
  async function once(activity: Activity, then: (tx: Tx, author: URL) => Promise<void>): Promise<void> {
    const { id, actorId } = activity
    if (!id || !actorId || !isSameServer(id, actorId)) return
    await db.transaction().execute(async (tx) => {
      if (await store.hear(tx, id.href, clock.now())) await then(tx, actorId)
    })
  }

  async function followed(context: Context<void>, follow: Follow): Promise<void> {
    const to = context.parseUri(follow.objectId)
    if (to?.type !== 'actor' || !(await speakers.find(to.identifier))) return
    const who = await follow.getActor(context)
    const inbox = who?.inboxId
    if (!who?.id || !inbox || who.id.href !== follow.actorId?.href) return
    // Nobody is told things at an address that another gave for it.
    if (!isSameServer(who.id, inbox)) return
    const shared = who.endpoints?.sharedInbox ?? null
    const sharedInbox = shared && isSameServer(who.id, shared) ? shared.href : null
    await once(follow, async (tx, { href: uri }) => {
      const follower = { uri, inbox: inbox.href, sharedInbox, handle: handleOf(who), at: clock.now() }
      await store.follow(tx, { actor: to.identifier, ...follower })
      const said = { id: follow.id!.href, actor: uri, object: addresses.actor(to.identifier) }
      await delivery.answer(tx, to.identifier, said, inbox.href)
    })
  }

  async function undone(context: Context<void>, undo: Undo): Promise<void> {
    const what = await undo.getObject(context)
    if (!(what instanceof Follow) || what.actorId?.href !== undo.actorId?.href) return
    const to = context.parseUri(what.objectId)
    if (to?.type === 'actor') await once(undo, (tx, { href }) => store.unfollow(tx, to.identifier, href))
  }

  async function replied(context: Context<void>, said: Create | Update): Promise<void> {
    const note = await said.getObject(context)
    if (!(note instanceof Note) || !note.id || !isSameServer(note.id, said.actorId)) return
    if (note.attributionId && note.attributionId.href !== said.actorId?.href) return
    const target = note.replyTargetId?.href ?? ''
    const postId = target.slice(addresses.post('').length)
    if (!target.startsWith(addresses.post('')) || !UUID.test(postId) || !(await store.post(db, gate, postId))) return
    const text = plainText(String(note.content ?? ''))
    const who = await said.getActor(context)
    if (text === '' || !who) return
    const [uri, now] = [note.id.href, clock.now()]
    await once(said, async (tx, { href: author }) => {
      const since = new Date(now.getTime() - DAY_MS)
      if ((await store.repliesSince(tx, author, since)) >= REPLIES_PER_DAY_MAX) return
      const authorName = plainText(String(who.name ?? '')).slice(0, NAME_CHARS_MAX) || handleOf(who)
      await store.addReply(tx, { id: needs.ids.uuid(), postId, uri, author, authorName, text, at: now })
    })
  }

  async function gone(said: Delete): Promise<void> {
    const what = said.objectId?.href
    if (!what) return
    await once(said, async (tx, { href: author }) => {
      if (what === author) await store.forget(tx, { uri: author })
      await store.dropReplies(tx, author, what === author ? undefined : what)
    })
  }

  fedify
    .setInboxListeners(PATHS.inbox, SHARED_INBOX)
    .on(Follow, followed)
    .on(Undo, undone)
    .on(Create, replied)
    .on(Update, replied)
    .on(Delete, (_, said) => gone(said))
    .onError((_, error) => onError?.(error))

  return {
    /** Answers a request to one of its addresses; people are led to a page. */
    answer: (request: Request): Promise<Response> =>
      fedify.fetch(request, {
        contextData: undefined,
        onNotAcceptable: () => Response.redirect(`${baseUrl}/${LANGS[0]}/network/posts`, 303),
      }),
  }
}

const handleOf = ({ preferredUsername, id }: Actor): string =>
  plainText(`@${String(preferredUsername ?? '')}@${id?.host ?? ''}`).slice(0, NAME_CHARS_MAX)
