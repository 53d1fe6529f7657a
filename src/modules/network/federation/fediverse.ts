/** The city in the Fediverse, as Fedify speaks it: who it is, what it said, and what it does about what others say. */
import { createFederation as createFedify, type Federation as Fedify } from '@fedify/fedify'
import {
  Accept,
  Block,
  Create,
  Delete,
  Endpoints,
  Flag,
  Follow,
  LanguageString,
  Move,
  Organization,
  Reject,
  Undo,
  Update,
} from '@fedify/fedify/vocab'
import { LANGS, type Lang } from '#words'
import type { Needs } from '../needs.ts'
import { createOf } from './activities.ts'
import type { Delivering } from './delivery.ts'
import { createInbox, type Around } from './inbox.ts'
import { memoryOf } from './store/memory.ts'
import type { Speakers } from './speakers.ts'
import * as following from './store/following.ts'
import * as store from './store/news.ts'
import { CITY_ACTOR, PAGE_POSTS } from './types.ts'

const PATHS = {
  actor: '/network/actors/{identifier}',
  inbox: '/network/actors/{identifier}/inbox',
  outbox: '/network/actors/{identifier}/outbox',
  followers: '/network/actors/{identifier}/followers',
  following: '/network/actors/{identifier}/following',
} as const
const SHARED_INBOX = '/network/inbox'
const NODE_INFO = '/network/nodeinfo/2.1'

export function createFediverse(needs: Needs, around: Around) {
  const { speakers, delivery, load } = around
  const { db, clock, baseUrl, onError } = needs
  const fedify = createFedify<void>({
    kv: memoryOf(db, clock),
    origin: baseUrl,
    documentLoaderFactory: () => load,
    contextLoaderFactory: () => load,
    authenticatedDocumentLoaderFactory: () => load,
    circuitBreaker: false,
  })

  introduce(fedify, speakers, baseUrl)
  tellWhatWasSaid(fedify, needs, speakers, delivery)
  const inbox = createInbox(needs, around)
  fedify
    .setInboxListeners(PATHS.inbox, SHARED_INBOX)
    .on(Follow, inbox.followed)
    .on(Undo, inbox.undone)
    .on(Create, inbox.said)
    .on(Update, inbox.said)
    .on(Accept, inbox.accepted)
    .on(Reject, inbox.refused)
    .on(Move, (_, said) => inbox.moved(said))
    .on(Block, inbox.blocked)
    .on(Delete, (_, said) => inbox.gone(said))
    .on(Flag, (_, said) => inbox.flagged(said))
    // Who is gone for good has no key any more; their server says so itself.
    .onUnverifiedActivity(async (_, said) =>
      said instanceof Delete && (await inbox.departed(said)) ? new Response(null, { status: 202 }) : undefined,
    )
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

/** Who speaks, and by which keys. */
function introduce(fedify: Fedify<void>, speakers: Speakers, baseUrl: string): void {
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
        following: context.getFollowingUri(name),
        endpoints: new Endpoints({ sharedInbox: context.getInboxUri() }),
        url: new URL(`${baseUrl}/${LANGS[0]}/network/posts`),
        manuallyApprovesFollowers: false,
        publicKeys: pairs.map(({ cryptographicKey }) => cryptographicKey).slice(0, 1),
        assertionMethods: pairs.map(({ multikey }) => multikey),
      })
    })
    .setKeyPairsDispatcher(async (_, name) => ((await speakers.find(name)) ? (await speakers.keys(name)).pairs : []))
}

/** What was said so far, and how many listen. */
function tellWhatWasSaid(
  fedify: Fedify<void>,
  { db, gate, version }: Needs,
  speakers: Speakers,
  { addresses }: Delivering,
): void {
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
      return {
        items: await Promise.all(items),
        nextCursor: found.length > PAGE_POSTS ? String(page.at(-1)!.seq) : null,
      }
    })
    .setFirstCursor(async () => 'newest')
    .setCounter(async (_, name) => store.countPosts(db, gate, name))

  // How many follow is public; who does is nobody's business.
  fedify
    .setFollowersDispatcher(PATHS.followers, async () => ({ items: [] }))
    .setCounter(async (_, name) => store.countFollowers(db, name))

  // Whom the city follows is on its pages too; departments follow nobody.
  const followed = async (name: string) => (name === CITY_ACTOR ? following.followed(db) : [])
  fedify
    .setFollowingDispatcher(PATHS.following, async (_, name) => ({
      items: (await followed(name)).filter(({ state }) => state === 'accepted').map(({ uri }) => new URL(uri)),
    }))
    .setCounter(async (_, name) => (await followed(name)).filter(({ state }) => state === 'accepted').length)

  fedify.setNodeInfoDispatcher(NODE_INFO, async () => ({
    software: { name: 'unia', version },
    protocols: ['activitypub'],
    services: { inbound: [], outbound: ['atom1.0'] },
    openRegistrations: false,
    usage: { users: { total: (await speakers.all()).length }, localPosts: await store.countPosts(db, gate), localComments: 0 }, // prettier-ignore
  }))
}
