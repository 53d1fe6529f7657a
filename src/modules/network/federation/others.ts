/** What those say whom the city follows: public posts of their own, as plain text, kept as theirs, the newest of each. */
import type { Context } from '@fedify/fedify'
import { Article, Event, LanguageString, Note, PUBLIC_COLLECTION, type Accept, type Activity, type Create, type Reject, type Update } from '@fedify/fedify/vocab' // prettier-ignore
import type { Tx } from '#platform/db'
import { textsIn } from '#governance'
import type { Needs } from '../needs.ts'
import type { Peers } from '../peers/service.ts'
import type { Asking } from './asking.ts'
import { unbelievedOf } from './following.ts'
import { pageOf } from './lookup.ts'
import { isSameServer, plainText } from './rules.ts'
import * as store from './store/following.ts'
import { NAME_CHARS_MAX, PLACE_CHARS_MAX, type Heard } from './types.ts'

/** Of each whom the city follows: new ones in a day, and kept in all. */
const PER_DAY_MAX = 50
const KEPT_MAX = 50
const LANGUAGES_MAX = 4
const DAY_MS = 86_400_000
/** Of a text that says in no language that it is. */
const UNKNOWN = 'und'

/** Reads what somebody said before. */
export const EARLIER = 'network.readEarlier'

export type Once = (activity: Activity, then: (tx: Tx, author: URL) => Promise<void>) => Promise<void>
type Said = Note | Article | Event
type Reading = Pick<Context<void>, 'documentLoader' | 'contextLoader'>
export type Others = ReturnType<typeof createOthers>

export function createOthers(
  { db, clock, ids, jobs, gate }: Needs,
  peers: Pick<Peers, 'list'>,
  asking: Asking,
  once: Once,
) {
  /** Whether it may lead to a person: then it is not shown. */
  function isFit(texts: Record<string, string>): boolean {
    try {
      gate.demandFit(texts)
      return true
    } catch {
      return false
    }
  }

  const answered = (state: 'accepted' | 'refused') => async (_: unknown, said: Accept | Reject) => {
    const follow = said.objectId?.href
    await once(said, async (tx, { href: uri }) => {
      const isNew = await store.answered(tx, { uri, follow, state, at: clock.now() })
      if (!isNew || state !== 'accepted') return
      await jobs.enqueue(tx, EARLIER, { uri })
      for (const left of await store.leftFor(tx, uri)) await asking.leave(tx, left)
    })
  }

  async function heard(context: Reading, said: Create | Update): Promise<void> {
    const source = said.actorId?.href
    if (source === undefined || !(await store.isFollowed(db, source))) return
    const what = await said.getObject(context)
    const kind = kindOf(what)
    if (!kind || !isOwn(what as Said, source)) return
    const unbelieved = await unbelievedOf(peers)
    const post = { ...(await contentOf(context, what as Said)), kind, source }
    const [now, host] = [clock.now(), new URL(source).host]
    if (Object.keys(post.texts).length === 0 || unbelieved.includes(host)) return
    const state = isFit(textsIn({ titles: post.titles, texts: post.texts, place: post.place ?? '' })) ? 'shown' : 'held'
    await once(said, async (tx) => {
      // Held until the transaction ends: nobody stops following in the middle.
      if (!(await store.isFollowed(tx, source, true))) return
      const isNew = !(await store.isKept(tx, post.uri))
      if (isNew && (await store.heardSince(tx, source, new Date(now.getTime() - DAY_MS))) >= PER_DAY_MAX) return
      const at = post.at && post.at < now ? post.at : now
      await store.keep(tx, { ...post, id: ids.uuid(), at, receivedAt: now, state })
      await store.thin(tx, source, KEPT_MAX)
    })
  }

  return { heard, accepted: answered('accepted'), refused: answered('refused') }
}

const kindOf = (what: unknown): Heard['kind'] | undefined =>
  what instanceof Note ? 'note' : what instanceof Article ? 'article' : what instanceof Event ? 'event' : undefined

/** Said by themselves, to everybody, and not to somebody in a talk. */
function isOwn(what: Said, source: string): boolean {
  const author = what.attributionId?.href ?? source
  const isPublic = [...what.toIds, ...what.ccIds].some(({ href }) => href === PUBLIC_COLLECTION.href)
  return author === source && isPublic && what.replyTargetId === null && isSameServer(what.id, new URL(source))
}

async function contentOf(context: Reading, what: Said) {
  const dateOf = (moment: { epochMilliseconds: number } | null) => (moment ? new Date(moment.epochMilliseconds) : undefined) // prettier-ignore
  const isEvent = what instanceof Event
  const where = isEvent ? await what.getLocation({ ...context, suppressError: true }) : null
  const place = plainText(String(where?.name ?? '')).slice(0, PLACE_CHARS_MAX)
  return {
    ...{ uri: what.id!.href, page: pageOf(what.url, what.id!), at: dateOf(what.published) },
    ...{ titles: saidIn(what.names, NAME_CHARS_MAX), texts: saidIn(what.contents) },
    ...(isEvent && { from: dateOf(what.startTime), to: dateOf(what.endTime) }),
    ...(place && { place }),
  }
}

function saidIn(values: readonly (string | LanguageString)[], charsMax?: number): Record<string, string> {
  const texts = new Map<string, string>()
  for (const value of values) {
    const text = plainText(String(value)).slice(0, charsMax)
    const lang = value instanceof LanguageString ? value.locale.language : UNKNOWN
    if (text !== '' && !texts.has(lang) && texts.size < LANGUAGES_MAX) texts.set(lang, text)
  }
  // Who names languages says the first of them once more without.
  if (texts.size > 1) texts.delete(UNKNOWN)
  return Object.fromEntries(texts)
}
