/** The city in the Fediverse: who speaks, what they say, what comes back, and what did not arrive. */
import { demand, type Actor } from '#platform/actor'
import { WITHDRAWN } from '#governance'
import type { Needs } from '../needs.ts'
import type { Peers } from '../peers/service.ts'
import { createAnswers, createModeration } from './answers.ts'
import { createAsking } from './asking.ts'
import { createDelivery } from './delivery.ts'
import { documentLoader } from './documents.ts'
import { createFediverse } from './fediverse.ts'
import { createFollowers } from './followers.ts'
import { createFollowing } from './following.ts'
import { createLookup } from './lookup.ts'
import { createOmissions } from './omissions.ts'
import { createPosts } from './posts.ts'
import { createReports } from './reports.ts'
import { createSpeakers } from './speakers.ts'
import * as store from './store/news.ts'
import * as wire from './store/wire.ts'
import { CITY_ACTOR, type Speaker, type Undelivered } from './types.ts'
import { createWriting } from './writing.ts'

/** What was heard long ago is forgotten: nobody sends it again. So are pictures that came into no post. */
export const FEDERATION_SWEEP = { job: 'network.forget', cron: '40 3 * * *' }
const HEARD_DAYS = 90
const DAY_MS = 86_400_000
const before = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS)

export type Federation = ReturnType<typeof createFederation>

export function createFederation(needs: Needs, peers: Pick<Peers, 'list'>) {
  const { db, clock, jobs, events, net, baseUrl } = needs
  const speakers = createSpeakers(needs)
  const delivery = createDelivery(needs, speakers)
  const load = documentLoader(net, (url) => delivery.signedQuestions(url, CITY_ACTOR))
  const [lookup, asking] = [createLookup(needs, load), createAsking(needs, peers, delivery)]
  const fediverse = createFediverse(needs, { peers, speakers, delivery, load, lookup, asking })
  const posts = createPosts(needs, delivery.addresses)
  const moderation = createModeration(needs, speakers)
  const answers = createAnswers(needs, moderation, posts)

  jobs.define(FEDERATION_SWEEP.job, async () => {
    const now = clock.now()
    await wire.sweep(db, before(now, HEARD_DAYS), now)
    await store.dropUnusedPictures(db, before(now, 1))
  })
  // What the gate takes back, followers' servers are told to take back.
  events.on<{ releaseId: string }>(WITHDRAWN, 'network.posts', ({ releaseId }) =>
    db.transaction().execute(async (tx) => {
      const post = await store.postOfRelease(tx, releaseId)
      if (post && (await store.withdraw(tx, post.id, clock.now()))) await delivery.tell(tx, 'delete', post)
    }),
  )

  return {
    ...posts,
    ...createWriting(needs, speakers, delivery, posts),
    ...answers,
    ...createReports(needs, moderation, answers),
    ...createFollowers(needs, speakers, delivery),
    ...createFollowing(needs, peers, asking, lookup),
    ...createOmissions(needs),

    /** Who speaks, or spoke, each with how many follow. */
    speakers: (): Promise<Speaker[]> => speakers.all(),
    open: speakers.open,
    close: speakers.close,

    /** Servers that did not take what they were told, for who organises. */
    async undelivered(actor: Actor): Promise<Undelivered[]> {
      demand(actor, 'network.organise')
      const rows = await wire.failingServers(db)
      return rows.map(({ nextAt, ...row }) => ({ ...row, ...(nextAt && { nextAt }) }))
    },

    /** Answers what other servers ask and say. */
    answer: fediverse.answer,
    baseUrl,
  }
}
