/** How what was said reaches every server, each by a job of its own, so that one that is down keeps nobody waiting. */
import { signRequest } from '@fedify/fedify/sig'
import type { Tx } from '#platform/db'
import { signDocument } from '#platform/integrity'
import type { Needs } from '../needs.ts'
import { addressesOf, answerOf, createOf, deleteOf, updateOf, type Follow } from './activities.ts'
import { waitOf } from './rules.ts'
import { createSender, NEWER, OLDER } from './sending.ts'
import type { Speakers } from './speakers.ts'
import * as store from './store/news.ts'
import * as wire from './store/wire.ts'

const JOBS = {
  tell: 'network.tell',
  answer: 'network.answer',
  deliver: 'network.deliver',
  again: 'network.deliverAgain',
}
const PAGE = 200
/** At once: to servers that answered last time, and to those that did not. */
const UNDER_WAY = { deliver: 8, again: 4 }
/** Whoever answers answers soon; who is known to be slow may take longer, where nobody waits behind it. */
const TIMEOUT_MS = { deliver: 5_000, again: 20_000 }

type Tell = { activity: string; what: 'create' | 'update' | 'delete'; postId: string; actor: string }
type Answer = { activity: string; type: 'Accept' | 'Reject'; actor: string; follow: Follow; inbox: string }
type Delivery = { activity: string; inbox: string; tried: number }
type Queue = 'deliver' | 'again'
type Server = wire.Server

export type Delivering = ReturnType<typeof createDelivery>

export function createDelivery(needs: Needs, speakers: Speakers) {
  const { db, clock, ids, jobs, gate, baseUrl } = needs
  const enqueue = createQueues(needs, speakers)
  const addresses = addressesOf(baseUrl)
  jobs.define<Tell>(JOBS.tell, ({ data }) => tell(data))
  jobs.define<Answer>(JOBS.answer, ({ data }) => answer(data))

  async function signed(actor: string, document: object): Promise<string> {
    const { proof } = await speakers.keys(actor)
    return JSON.stringify(signDocument(document, proof, clock.now()))
  }

  async function tell({ activity, what, postId, actor }: Tell): Promise<void> {
    const post = what === 'delete' ? undefined : await store.post(db, gate, postId)
    if (what !== 'delete' && !post) return
    const whole = post && { ...post, address: addresses.post(postId) }
    // Who has not got it yet gets it as it reads now.
    if (whole && what === 'update') {
      const { id, ...first } = createOf(postId, whole, addresses)
      await wire.replaceActivity(db, { id, document: await signed(actor, { id, ...first }) })
    }
    const document = !whole
      ? deleteOf(activity, { id: postId, actor }, addresses)
      : (what === 'create' ? createOf : updateOf)(activity, whole, addresses)
    const one = { id: document.id, actor, document: await signed(actor, document) }
    await wire.addActivity(db, { ...one, ...(post && { postId }), at: clock.now() })
    for (let last = ''; ;) {
      const inboxes = await store.inboxes(db, actor, last, PAGE)
      if (inboxes.length === 0) return
      const failing = await wire.failing(db, [...new Set(inboxes.map(hostOf))])
      await db.transaction().execute(async (tx) => {
        for (const inbox of inboxes)
          await enqueue(tx, failing.has(hostOf(inbox)) ? 'again' : 'deliver', { activity: one.id, inbox, tried: 0 })
      })
      last = inboxes.at(-1)!
    }
  }

  async function answer({ activity, type, actor, follow, inbox }: Answer): Promise<void> {
    const document = answerOf(activity, type, actor, follow, addresses)
    const text = await signed(actor, document)
    await db.transaction().execute(async (tx) => {
      await wire.addActivity(tx, { id: document.id, actor, document: text, at: clock.now() })
      await enqueue(tx, 'deliver', { activity: document.id, inbox, tried: 0 })
    })
  }

  return {
    addresses,
    /** Tells the followers of a post, by an activity of the same number, that it reads otherwise, or that it is gone, once the caller's transaction holds. */
    tell: (tx: Tx, what: Tell['what'], { id, actor }: { id: string; actor: string }) =>
      jobs.enqueue(tx, JOBS.tell, {
        activity: what === 'create' ? id : ids.uuid(),
        what,
        postId: id,
        actor,
      } satisfies Tell),
    answer: (tx: Tx, type: Answer['type'], actor: string, follow: Follow, inbox: string) =>
      jobs.enqueue(tx, JOBS.answer, { activity: ids.uuid(), type, actor, follow, inbox } satisfies Answer),
    /** For who publishes only to those who say who they are: a signed question, by the city. */
    async signedQuestion(url: string, actor: string): Promise<Record<string, string>> {
      const { request } = await speakers.keys(actor)
      const { headers } = await signRequest(new Request(url), request.key, request.id, { spec: OLDER })
      return Object.fromEntries(headers)
    },
  }
}

/** Deliveries, in two queues: to servers that answer, and to those that did not. Gives what puts one into a queue. */
function createQueues({ db, clock, jobs, gate, net }: Needs, speakers: Speakers) {
  const send = createSender(net, speakers)
  for (const queue of ['deliver', 'again'] as const)
    jobs.define<Delivery>(JOBS[queue], ({ data }) => deliver(queue, data), UNDER_WAY[queue])
  const later = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000)

  const enqueue = (tx: Tx | typeof db, queue: Queue, data: Delivery, startAfter?: Date) =>
    jobs.enqueue(tx, JOBS[queue], data, { key: `${data.inbox} ${data.activity}`, startAfter })

  /** Only a failure of the house itself is thrown; a server that does not answer is tried again when it is its time. */
  async function deliver(queue: Queue, { activity, inbox, tried }: Delivery): Promise<void> {
    const one = await wire.activity(db, activity)
    if (!one || (one.postId && !(await store.post(db, gate, one.postId)))) return wire.settled(db, inbox, activity)
    const host = hostOf(inbox)
    const known = await wire.server(db, host)
    if (queue === 'deliver' && known && known.failures > 0) {
      await enqueue(db, 'again', { activity, inbox, tried })
      return
    }
    const outcome = await send(one, inbox, known?.signature ?? NEWER, TIMEOUT_MS[queue])
    if (outcome.state === 'taken') return taken(host, outcome.signature, { activity, inbox, tried }, known)
    if (outcome.state === 'gone') {
      await store.forget(db, { inbox })
      return wire.settled(db, inbox)
    }
    // A server that answers, if only to refuse, is not down: what it refused is not sent for ever.
    const wait = waitOf(tried + 1)
    const nextAt = wait === undefined ? undefined : later(wait)
    await db.transaction().execute(async (tx) => {
      if (outcome.state === 'down') await wire.failed(tx, host, clock.now())
      await wire.undelivered(tx, { inbox, activity, host, tried: tried + 1, at: clock.now(), nextAt })
      if (nextAt) await enqueue(tx, 'again', { activity, inbox, tried: tried + 1 }, nextAt)
    })
  }

  /** A server that is back is told what it missed. */
  async function taken(
    host: string,
    signature: string,
    { activity, inbox, tried }: Delivery,
    known: Server | undefined,
  ) {
    await wire.answered(db, host, signature, clock.now())
    if (tried === 0 && !known?.failures) return
    await db.transaction().execute(async (tx) => {
      await wire.settled(tx, inbox, activity)
      for (const missed of await wire.revived(tx, host)) await enqueue(tx, 'again', { ...missed, tried: 0 })
    })
  }

  return enqueue
}

const hostOf = (inbox: string): string => new URL(inbox).host
