/** What the city does about what others say: who follows is told, answers wait for a person, and what is not theirs to say is left. */
import type { Context } from '@fedify/fedify'
import type { DocumentLoader } from '@fedify/fedify/runtime'
import { Follow, Note, type Actor, type Create, type Flag, type Undo, type Update } from '@fedify/fedify/vocab' // prettier-ignore
import type { Needs } from '../needs.ts'
import type { Peers } from '../peers/service.ts'
import type { Asking } from './asking.ts'
import { createBlocks } from './blocks.ts'
import type { Delivering } from './delivery.ts'
import { createDepartures } from './departures.ts'
import { createEarlier } from './earlier.ts'
import type { Lookup } from './lookup.ts'
import { createMoves } from './moves.ts'
import { createOthers, type Once } from './others.ts'
import { isSameServer, plainText } from './rules.ts'
import type { Speakers } from './speakers.ts'
import * as answers from './store/answers.ts'
import * as blocks from './store/blocks.ts'
import * as store from './store/news.ts'
import { REPORT_CHARS_MAX } from './types.ts'

/** One person's replies that are kept in a day; a server's flood ends at the limit of requests. */
const REPLIES_PER_DAY_MAX = 30
/** Of one server, for one who speaks; the largest have tens of thousands, over years. */
export const FOLLOWERS_PER_SERVER_AND_DAY_MAX = 2_000
/** What one server reports and nobody has settled yet, and in one report. */
const REPORTS_PER_SERVER_MAX = 50
const FLAGGED_MAX = 20
const DAY_MS = 86_400_000
const NAME_CHARS_MAX = 120
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

/** `load`: how what others publish of themselves is read; `lookup`: how somebody is found; `asking`: how the city follows. */
export type Around = {
  peers: Pick<Peers, 'list'>
  speakers: Speakers
  delivery: Delivering
  load: DocumentLoader
  lookup: Lookup
  asking: Asking
}

export function createInbox(needs: Needs, { peers, speakers, delivery, load, lookup, asking }: Around) {
  const { db, clock } = needs
  const { addresses } = delivery
  const postIn = (address: string) => postOf(address, addresses.post(''))

  /** Once for each activity, and only what a server says in its own name. */
  const once: Once = async (activity, then) => {
    const { id, actorId } = activity
    if (!id || !actorId || !isSameServer(id, actorId)) return
    await db.transaction().execute(async (tx) => {
      if (await store.hear(tx, id.href, clock.now())) await then(tx, actorId)
    })
  }

  async function followed(context: Context<void>, follow: Follow): Promise<void> {
    const to = context.parseUri(follow.objectId)
    const asked = to?.type === 'actor' ? await speakers.find(to.identifier) : undefined
    if (to?.type !== 'actor' || !asked || asked.closedAt) return
    const who = await follow.getActor(context)
    const inbox = who?.inboxId
    if (!who?.id || !inbox || who.id.href !== follow.actorId?.href) return
    // Nobody is told things at an address that another gave for it.
    if (!isSameServer(who.id, inbox)) return
    const shared = who.endpoints?.sharedInbox ?? null
    const sharedInbox = shared && isSameServer(who.id, shared) ? shared.href : null
    await once(follow, async (tx, { href: uri }) => {
      const follower = { uri, inbox: inbox.href, sharedInbox, handle: handleOf(who), at: clock.now() }
      const said = { id: follow.id!.href, actor: uri, object: addresses.actor(to.identifier) }
      // Nobody is told that it was too much: the server asks again another day, or does not.
      const since = new Date(clock.now().getTime() - DAY_MS)
      if ((await store.newFollowers(tx, to.identifier, { begin: `${new URL(uri).origin}/`, since })) >= FOLLOWERS_PER_SERVER_AND_DAY_MAX) return // prettier-ignore
      // Who blocked and now follows does not block any more.
      await blocks.lift(tx, uri, { actor: to.identifier })
      await store.follow(tx, { actor: to.identifier, ...follower, follow: said.id })
      await delivery.relate(tx, 'Accept', to.identifier, said, inbox.href)
    })
  }

  async function undone(context: Context<void>, undo: Undo): Promise<void> {
    const named = undo.objectId?.href
    // Some name only what they take back, and keep nothing that could be read there.
    if (named !== undefined && (await store.followedBy(db, named)))
      return once(undo, (tx, { href }) => store.unfollowBy(tx, href, named))
    if (named !== undefined && (await blocks.isBlock(db, named)))
      return once(undo, (tx, { href }) => blocks.lift(tx, href, { activity: named }))
    const what = await undo.getObject({ ...context, suppressError: true })
    if (!(what instanceof Follow) || what.actorId?.href !== undo.actorId?.href) return
    const to = context.parseUri(what.objectId)
    if (to?.type === 'actor') await once(undo, (tx, { href }) => store.unfollow(tx, to.identifier, href))
  }

  const replied = createReplies(needs, once, postIn)
  const { heard, accepted, refused } = createOthers(needs, peers, asking, once)
  createEarlier(needs, load, { heard })
  /** An answer to the city, or something that somebody says of their own. */
  async function said(context: Context<void>, activity: Create | Update): Promise<void> {
    await replied(context, activity)
    await heard(context, activity)
  }

  return {
    followed,
    undone,
    said,
    ...createDepartures(needs, once),
    ...createMoves(needs, asking, lookup, once),
    blocked: createBlocks(needs, speakers, once),
    accepted,
    refused,
    flagged: createFlags(needs, once, postIn),
  }
}

const handleOf = ({ preferredUsername, id }: Actor): string =>
  plainText(`@${String(preferredUsername ?? '')}@${id?.host ?? ''}`).slice(0, NAME_CHARS_MAX)

/** Answers wait for a person; one that its author changed waits again. */
function createReplies({ db, clock, ids, gate }: Needs, once: Once, postIn: (address: string) => string | undefined) {
  return async (context: Context<void>, said: Create | Update): Promise<void> => {
    const note = await said.getObject(context)
    if (!(note instanceof Note) || !note.id || !isSameServer(note.id, said.actorId)) return
    if (note.attributionId && note.attributionId.href !== said.actorId?.href) return
    const postId = postIn(note.replyTargetId?.href ?? '')
    if (postId === undefined || !(await store.post(db, gate, postId))) return
    const text = plainText(String(note.content ?? ''))
    const who = await said.getActor(context)
    if (text === '' || !who) return
    const [uri, now] = [note.id.href, clock.now()]
    await once(said, async (tx, { href: author }) => {
      const since = new Date(now.getTime() - DAY_MS)
      if ((await answers.repliesSince(tx, author, since)) >= REPLIES_PER_DAY_MAX) return
      const authorName = plainText(String(who.name ?? '')).slice(0, NAME_CHARS_MAX) || handleOf(who)
      await answers.addReply(tx, { id: ids.uuid(), postId, uri, author, authorName, text, at: now })
    })
  }
}

function createFlags({ db, clock, ids, gate }: Needs, once: Once, postIn: (address: string) => string | undefined) {
  /** What another server has against what stands here. Who of its people said so is not told, and not asked. */
  return async (said: Flag): Promise<void> => {
    const subjects: { postId: string; replyId?: string }[] = []
    for (const { href } of said.objectIds.slice(0, FLAGGED_MAX)) {
      const postId = postIn(href)
      const reply = postId === undefined ? await answers.replyAt(db, href) : undefined
      if (reply) subjects.push({ postId: reply.postId, replyId: reply.id })
      else if (postId !== undefined && (await store.post(db, gate, postId))) subjects.push({ postId })
    }
    if (subjects.length === 0) return
    const words = plainText(String(said.content ?? '')).slice(0, REPORT_CHARS_MAX)
    await once(said, async (tx, { href: by, origin }) => {
      if ((await answers.openReportsBy(tx, `${origin}/`)) >= REPORTS_PER_SERVER_MAX) return
      for (const subject of subjects) await answers.addReport(tx, { id: ids.uuid(), ...subject, by, words, at: clock.now() }) // prettier-ignore
    })
  }
}

/** The post at an address that begins like those of posts. */
function postOf(address: string, begin: string): string | undefined {
  const id = address.startsWith(begin) ? address.slice(begin.length) : ''
  return UUID.test(id) ? id : undefined
}
