/** The house takes in what accepted peers tell of their practices, and computes their evaluations once more. */
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import { afterOf, openPage } from '../feeds/pages.ts'
import { createFeeds, type FeedPeers } from '../feeds/service.ts'
import type { From, Opened, NotTaken } from '../feeds/types.ts'
import type { Needs } from '../needs.ts'
import { refuse as refusePeer } from '../peers/rules.ts'
import type { Believed, Peers } from '../peers/service.ts'
import { failureOf } from '../peers/visiting.ts'
import { createChecking } from './checking.ts'
import * as shelf from './store/shelf.ts'
import { FeedPage, PAGE_DEFAULT, type PracticeDocument } from './types.ts'
import { weigh, type Taken } from './weighing.ts'

const TAKE = 'network.takePractices'
const OF_NOTHING = 404

export type Taking = ReturnType<typeof createTaking>
export type Outside = FeedPeers & { outside: Pick<Peers['outside'], 'json'> }

export function createTaking({ db, clock, events, gate }: Needs, peers: Outside) {
  const feeds = createFeeds<Taken, Opened>({ db, clock }, peers, {
    ...{ job: TAKE, tables: shelf.FEED, ask, isAnew },
    weighing: (domain) => async ({ did, keys }, { items }) => weigh(items, { did, domain, keys, now: clock.now(), isFit }),
    ...{ keep, check: createChecking({ db, clock }, peers) },
  }) // prettier-ignore
  events.on<{ domain: string }>('network.peerVisited', TAKE, ({ domain }) => feeds.catchUp(domain))

  async function ask({ domain, did, keys, seenAt }: Believed, from: From, limit = PAGE_DEFAULT): Promise<Opened> {
    const given = await peers.outside.json(domain, `/network/practices?after=${afterOf(from)}&limit=${limit}`)
    const { data, error } = FeedPage.safeParse(given)
    if (error) throw refusePeer.badAnswer({ host: domain, problem: `${error.issues[0]!.path.join('.')} ${error.issues[0]!.message}` }) // prettier-ignore
    const items = data.practices.map(({ seq, practice }) => ({ seq, said: practice }))
    return openPage({ ...data, items }, { domain, did, ...from, keys, seenAt, now: clock.now() })
  }

  /** A practice leaves its feed when a newer version comes, and stays at its address; where it is not there, it never was said. */
  async function isAnew({ domain }: Believed, { begins }: Opened, lastId: string): Promise<boolean> {
    if (begins === 'other') return true
    try {
      await peers.outside.json(domain, new URL(lastId).pathname)
      return false
    } catch (error) {
      const failure = failureOf(error)
      if (failure?.code !== 'peers.answered') throw error
      return failure.details.status === OF_NOTHING
    }
  }

  /** Nothing that certainly leads to a person is kept, whoever signed it. */
  function isFit({ content }: PracticeDocument): boolean {
    try {
      gate.demandFit(textsIn(content))
      return true
    } catch (error) {
      if (error instanceof Refusal && error.code.startsWith('governance.')) return false
      throw error
    }
  }

  async function keep(tx: Tx, domain: string, taken: readonly Taken[]): Promise<NotTaken[]> {
    const standing = await shelf.known(tx, domain, taken.map(({ document }) => document.id)) // prettier-ignore
    const bad: NotTaken[] = []
    for (const one of taken) {
      const { id } = one.document
      const before = standing.get(id)
      standing.set(id, before ?? one.sha256)
      if (before === undefined) await shelf.add(tx, domain, one, clock.now())
      // Two things under one address: the first stays.
      else if (before !== one.sha256) bad.push({ seq: one.seq, code: 'changed', id, problem: `${one.sha256} under the address of ${before}` }) // prettier-ignore
    }
    return bad
  }

  return {
    /** Takes in what a peer said since the last time. Safe to run twice. Gives how many came. */
    take: feeds.catchUp,
    /** How far it has come with each. */
    links: (domains: readonly string[]) => shelf.takings(db, domains),
    of: feeds.of,
  }
}

function textsIn(content: PracticeDocument['content']): Record<string, string> {
  const found: Record<string, string> = {}
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'string') found[path] = value
    else if (typeof value === 'object' && value !== null) for (const [name, inner] of Object.entries(value)) walk(inner, `${path}.${name}`) // prettier-ignore
  }
  walk(content, 'practice')
  return found
}
