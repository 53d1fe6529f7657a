/** What happens by the city's days: a call closes, those who are late or nearly so are told, access to data ends. */
import { words } from '#words'
import { dayAfter } from '#stats'
import * as applications from '../store/applications.ts'
import * as store from '../store/challenges.ts'
import { clockwork, inEach, type Inner } from './inner.ts'

const TICK_JOB = 'innovations.tick'
/** Once an hour: all days here are whole ones. */
export const CHALLENGES_TICK = { job: TICK_JOB, cron: '7 * * * *' }
const REMIND_DAYS = 3

export function createClockwork(inner: Inner, endAccess: () => Promise<void>) {
  const { db, clock, jobs, inOne, note, tell, today, onError = () => {} } = inner

  async function close(id: string): Promise<void> {
    await inOne(async (tx) => {
      const challenge = await store.lock(tx, id)
      if (challenge?.state !== 'call' || challenge.call!.to >= today()) return
      const count = (await applications.list(tx, inner.gate, id)).length
      await note(tx, clockwork, challenge, 'callClosed', { count })
      await store.change(tx, id, { state: 'review' })
    })
  }

  /** Followers hear that a call ends soon; reviewers that something still waits for them. Each once. */
  async function remind(id: string): Promise<void> {
    await inOne(async (tx) => {
      const challenge = await store.lock(tx, id)
      const call = challenge?.call
      if (!challenge || !call) return
      const soon = (day: string) => today() <= day && day <= dayAfter(today(), REMIND_DAYS)
      if (challenge.state === 'call' && soon(call.to) && (await store.remindOnce(tx, id, 'call', call.to, clock.now())))
        await tell(tx, challenge, { subject: `challenge:${id}`, kind: 'challenge.soon', body: inEach((lang) => words[lang].t('challenges.notice.soon')) }) // prettier-ignore
      if (challenge.state !== 'review' || !(soon(call.reviewedBy) || call.reviewedBy < today())) return
      const [all, reviews] = [await applications.list(tx, inner.gate, id), await applications.reviews(tx, id)]
      for (const { account } of await applications.reviewers(tx, id)) {
        const isDone = all.every((one) => reviews.some((review) => review.account === account && review.applicationId === one.id)) // prettier-ignore
        if (isDone || !(await store.remindOnce(tx, id, `review ${account}`, call.reviewedBy, clock.now()))) continue
        await tell(tx, challenge, { accountId: account, kind: 'challenge.review', body: inEach((lang) => words[lang].t('challenges.notice.waiting')), path: `/innovations/challenges/${id}/review` }) // prettier-ignore
      }
    })
  }

  async function tick(): Promise<void> {
    const steps = [...(await store.list(db, ['call', 'review'])).flatMap(({ id }) => [() => close(id), () => remind(id)]), endAccess] // prettier-ignore
    // One that cannot go on holds up no other; the next tick tries again.
    for (const step of steps) await step().catch(onError)
  }
  jobs.define(TICK_JOB, tick)
  return { tick }
}
