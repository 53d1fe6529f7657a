/**
 * Notices: people follow what they care about and hear of it, at once, weekly or only on their page. Telling is part of the
 * caller's transaction; a job then writes each follower's copy together with their letter, so that nobody is told twice.
 * What somebody follows is theirs alone: it is in no ledger, which everybody reads.
 */
import { timingSafeEqual } from 'node:crypto'
import type { Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import { digestLetter, noticeLetter } from '../letters.ts'
import { refuse } from '../rules.ts'
import * as store from '../store/notices.ts'
import { MailSetting, NoticeDraft, Subject, type Notice } from '../types.ts'
import { keyed, personOf, type Parts } from './parts.ts'
import { createPush } from './push.ts'

const SPREAD = 'identity.notices.spread'
const DIGEST_JOB = 'identity.notices.digest'
/** The weekly letter, for whoever keeps the schedule. */
export const DIGEST = { job: DIGEST_JOB, cron: '0 7 * * 1' } as const

const FOLLOWS_MAX = 1_000
const SHOWN_MAX = 100
const FEED_MAX = 50
/** So many people are told in one transaction. */
const BATCH = 200
const NOBODY = '00000000-0000-0000-0000-000000000000'
/** In place of a subject: the weekly letter itself. */
const EVERYTHING = '*'

export function createNotices(parts: Parts) {
  const push = createPush(parts)
  const { db, clock, ids, jobs, mail, config } = parts
  const macOf = (text: string) => keyed(config.secret, `unsubscribe ${text}`)

  /** Opens the way out of letters about the subject, to whoever holds the letter; it never expires. */
  function tokenFor(accountId: string, subject: string): string {
    const text = Buffer.from(`${accountId} ${subject}`).toString('base64url')
    return `${text}.${macOf(text)}`
  }

  function opened(token: string): { accountId: string; subject: string } {
    const [text = '', mac = ''] = token.split('.')
    const [right, shown] = [Buffer.from(macOf(text)), Buffer.from(mac)]
    if (right.length !== shown.length || !timingSafeEqual(right, shown)) throw refuse.linkExpired()
    const [accountId = '', subject = ''] = Buffer.from(text, 'base64url').toString().split(' ')
    return { accountId, subject }
  }

  /** Writes the copies that are missing, and the letters with them. */
  async function give(tx: Tx, notice: Notice, accountIds: readonly string[]): Promise<void> {
    const readers = (await store.readers(tx, accountIds)).map((reader) => ({
      ...reader,
      // What is told to one person alone is about them: it does not wait, and is not to be missed.
      mail: notice.accountId ? ('atOnce' as const) : reader.mail,
    }))
    const copies = readers.map(({ accountId, mail }) => ({ accountId, waiting: mail === 'weekly' }))
    const fresh = await store.copy(tx, notice.id, copies)
    for (const reader of readers.filter(({ accountId, mail }) => mail === 'atOnce' && fresh.has(accountId))) {
      const token = notice.subject && tokenFor(reader.accountId, notice.subject)
      await mail.send(tx, noticeLetter(config.baseUrl, reader, notice, token))
    }
    await push.send(tx, notice.id, [...fresh].sort())
  }

  jobs.define<{ noticeId: string }>(SPREAD, async ({ data: { noticeId } }) => {
    const notice = await store.find(db, noticeId)
    if (!notice) return
    if (notice.accountId) return db.transaction().execute((tx) => give(tx, notice, [notice.accountId!]))
    for (let last = NOBODY; ;) {
      const some = await store.followers(db, notice.subject!, last, BATCH)
      if (some.length === 0) return
      await db.transaction().execute((tx) => give(tx, notice, some))
      last = some.at(-1)!
    }
  })

  jobs.define(DIGEST_JOB, async () => {
    for (let last = NOBODY; ;) {
      const some = await store.waiting(db, last, BATCH)
      if (some.length === 0) return
      for (const accountId of some) {
        await db.transaction().execute(async (tx) => {
          const [reader] = await store.readers(tx, [accountId])
          const notices = await store.takeWaiting(tx, accountId)
          if (!reader || notices.length === 0 || reader.mail === 'never') return
          await mail.send(tx, digestLetter(config.baseUrl, reader, notices, tokenFor(accountId, EVERYTHING)))
        })
      }
      last = some.at(-1)!
    }
  })

  return {
    push,
    /** Throws `unauthenticated`, `identity.tooManyFollows`. */
    async follow(actor: Actor, subject: string): Promise<void> {
      const accountId = personOf(actor)
      if ((await store.follows(db, accountId)).length >= FOLLOWS_MAX) throw refuse.tooManyFollows({ most: FOLLOWS_MAX })
      await store.follow(db, { account_id: accountId, subject: Subject.parse(subject), since: clock.now() })
    },
    unfollow: async (actor: Actor, subject: string): Promise<void> => store.unfollow(db, personOf(actor), subject),
    /** False for whoever is not signed in. */
    async isFollowing(actor: Actor, subject: string): Promise<boolean> {
      if (actor.kind !== 'person') return false
      return (await store.follows(db, actor.id)).some((one) => one.subject === subject)
    },
    following: async (actor: Actor) => store.follows(db, personOf(actor)),

    /**
     * Tells those who follow `subject`, or the person of `accountId`, once the caller's transaction has committed. Whose account
     * is gone is told nothing: what others have to tell does not fail by it.
     */
    async tell(tx: Tx, draft: NoticeDraft): Promise<void> {
      const notice = { ...NoticeDraft.parse(draft), id: ids.uuid(), at: clock.now() }
      if (notice.accountId && (await store.readers(tx, [notice.accountId])).length === 0) return
      await store.add(tx, notice)
      await jobs.enqueue(tx, SPREAD, { noticeId: notice.id })
    },

    /** What this person was told, newest first. */
    told: async (actor: Actor): Promise<Notice[]> => store.told(db, personOf(actor), SHOWN_MAX),
    /** What followers of the subject were told, newest first: the same for everybody. */
    ofSubject: (subject: string): Promise<Notice[]> => store.ofSubject(db, Subject.parse(subject), FEED_MAX),
    setting: async (actor: Actor) => store.setting(db, personOf(actor)),
    async choose(actor: Actor, setting: string): Promise<void> {
      await store.set(db, personOf(actor), MailSetting.parse(setting))
    },

    /** What the way out in a letter is about. Throws `identity.linkExpired`. */
    unsubscription: (token: string): { subject?: string } => {
      const { subject } = opened(token)
      return subject === EVERYTHING ? {} : { subject }
    },
    /** Ends letters about the subject, or all but those about oneself. Throws `identity.linkExpired`. */
    async unsubscribe(token: string): Promise<void> {
      const { accountId, subject } = opened(token)
      if (subject !== EVERYTHING) return store.unfollow(db, accountId, subject)
      if ((await store.readers(db, [accountId])).length > 0) await store.set(db, accountId, 'never')
    },
  }
}
export type Notices = ReturnType<typeof createNotices>
