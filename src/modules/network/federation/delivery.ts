/** How what was said reaches every server, each by a job of its own, so that one that is down keeps nobody waiting. */
import { signRequest } from '@fedify/fedify/sig'
import type { Tx } from '#platform/db'
import { signDocument } from '#platform/integrity'
import type { Needs } from '../needs.ts'
import { addressesOf, createOf, deleteOf, relationOf, updateOf, type Follow, type Relation } from './activities.ts'
import { waitOf } from './rules.ts'
import { createSender, NEWER, OLDER } from './sending.ts'
import type { Speakers } from './speakers.ts'
import * as store from './store/news.ts'
import * as wire from './store/wire.ts'

const JOBS = {
  tell: 'network.tell',
  answer: 'network.answer',
  deliver: 'network.deliver',
  first: 'network.deliverFirst',
  again: 'network.deliverAgain',
}
const LANES = ['deliver', 'first', 'again'] as const
const PAGE = 200
/** At once: to servers that answered last time, to those that nobody has met yet, and to those that did not answer. */
const UNDER_WAY = { deliver: 8, first: 8, again: 4 }
/**
 * Whoever answers answers soon; who is known to be slow may take longer, where nobody waits behind it. Of those whom nobody
 * has met yet many may be dead: they wait among themselves, and briefly.
 */
const TIMEOUT_MS = { deliver: 5_000, first: 3_000, again: 20_000 }

type Tell = { activity: string; what: 'create' | 'update' | 'delete'; postId: string; actor: string }
type Answer = { activity: string; type: Relation; actor: string; follow: Follow; inbox: string }
type Delivery = { activity: string; inbox: string; tried: number }
type Lane = (typeof LANES)[number]
type Server = wire.Server

const laneOf = (server: Server | undefined): Lane =>
  server === undefined ? 'first' : server.failures > 0 ? 'again' : 'deliver'

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
      const servers = await wire.servers(db, [...new Set(inboxes.map(hostOf))])
      await db.transaction().execute(async (tx) => {
        for (const inbox of inboxes)
          await enqueue(tx, laneOf(servers.get(hostOf(inbox))), { activity: one.id, inbox, tried: 0 })
      })
      last = inboxes.at(-1)!
    }
  }

  async function answer({ activity, type, actor, follow, inbox }: Answer): Promise<void> {
    const document = relationOf(activity, type, actor, follow, addresses)
    const text = await signed(actor, document)
    const lane = laneOf(await wire.server(db, hostOf(inbox)))
    await db.transaction().execute(async (tx) => {
      await wire.addActivity(tx, { id: document.id, actor, document: text, at: clock.now() })
      await enqueue(tx, lane, { activity: document.id, inbox, tried: 0 })
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
    /** Tells one server who follows whom, by an activity of this number. */
    relate: (tx: Tx, type: Relation, actor: string, follow: Follow, inbox: string, activity = ids.uuid()) =>
      jobs.enqueue(tx, JOBS.answer, { activity, type, actor, follow, inbox } satisfies Answer),
    /** For who publishes only to those who say who they are: a question signed by an actor, in each way that is read. */
    signedQuestions: (url: string, actor: string) =>
      [OLDER, NEWER].map((spec) => async (): Promise<Record<string, string>> => {
        const { request } = await speakers.keys(actor)
        const { headers } = await signRequest(new Request(wireOf(url)), request.key, request.id, { spec })
        return Object.fromEntries(headers)
      }),
  }
}

/** Deliveries, in lanes by how their servers answered, so that none waits behind one that is dead. Gives what puts one into a lane. */
function createQueues({ db, clock, jobs, gate, net }: Needs, speakers: Speakers) {
  const send = createSender(net, speakers)
  for (const lane of LANES) jobs.define<Delivery>(JOBS[lane], ({ data }) => deliver(lane, data), UNDER_WAY[lane])
  const later = (seconds: number) => new Date(clock.now().getTime() + seconds * 1_000)

  const enqueue = (tx: Tx | typeof db, lane: Lane, data: Delivery, startAfter?: Date) =>
    jobs.enqueue(tx, JOBS[lane], data, { key: `${data.inbox} ${data.activity}`, startAfter })

  /** Only a failure of the house itself is thrown; a server that does not answer is tried again when it is its time. */
  async function deliver(lane: Lane, { activity, inbox, tried }: Delivery): Promise<void> {
    const one = await wire.activityFor(db, activity, inbox)
    if (!one || (one.postId && !(await store.post(db, gate, one.postId)))) return wire.settled(db, inbox, activity)
    const host = hostOf(inbox)
    const known = await wire.server(db, host)
    if (lane !== 'again' && laneOf(known) === 'again') {
      await enqueue(db, 'again', { activity, inbox, tried })
      return
    }
    const outcome = await send(one, inbox, known?.signature ?? NEWER, TIMEOUT_MS[lane])
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

/** As it is asked: what follows the hash stays at home, and is not signed. */
const wireOf = (url: string): string => url.replace(/#.*/, '')
const hostOf = (inbox: string): string => new URL(inbox).host
