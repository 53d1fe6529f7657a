/** The house takes in what accepted peers tell of their practices, and computes their evaluations once more. */
import { exclusively, type Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import type { Needs } from '../needs.ts'
import { refuse as refusePeer } from '../peers/rules.ts'
import type { Peers } from '../peers/service.ts'
import { failureOf } from '../peers/visiting.ts'
import { createChecking } from './checking.ts'
import * as shelf from './store/shelf.ts'
import { FeedPage, PAGE_DEFAULT, type PracticeDocument, type Refused } from './types.ts'
import { pageProblem, weigh, type Taken } from './weighing.ts'

const PAGES_AT_ONCE = 200

export type Taking = ReturnType<typeof createTaking>
export type Outside = Pick<Peers, 'believed' | 'demandRoom' | 'spend' | 'isAccepted'> & { outside: Pick<Peers['outside'], 'json'> } // prettier-ignore

export function createTaking({ db, clock, events, gate }: Needs, peers: Outside) {
  const checkSome = createChecking({ db, clock }, peers)
  events.on<{ domain: string }>('network.peerVisited', 'network.takePractices', ({ domain }) => take(domain))

  /** Takes in what a peer said since the last time. Safe to run twice. Gives how many came. */
  const take = (domain: string): Promise<number> =>
    exclusively(db, `network.takePractices ${domain}`, async () => {
      let came = 0
      try {
        for (let pages = 0; pages < PAGES_AT_ONCE; pages++) {
          const got = await nextPage(domain)
          came += got?.count ?? 0
          if (!got?.isMore) break
        }
        await checkSome(domain)
      } catch (error) {
        const failure = failureOf(error)
        if (!failure) throw error
        await shelf.advance(db, domain, { cursor: 0, at: clock.now(), isWhole: false, failure })
      }
      return came
    })

  async function nextPage(domain: string): Promise<{ count: number; isMore: boolean } | undefined> {
    const peer = await peers.believed(domain)
    if (!peer) return undefined
    const { cursor } = await shelf.feed(db, domain)
    const given = await peers.outside.json(domain, `/network/practices?after=${cursor}&limit=${PAGE_DEFAULT}`)
    const { data: page, error } = FeedPage.safeParse(given)
    const problem = error ? `${error.issues[0]!.path.join('.')} ${error.issues[0]!.message}` : pageProblem(page, peer.did, cursor) // prettier-ignore
    if (problem !== undefined) throw refusePeer.badAnswer({ host: domain, problem })
    const count = page!.practices.length
    await peers.demandRoom(domain, { objects: count })
    const { taken, refused } = weigh(page!, { did: peer.did, domain, keys: peer.keys, now: clock.now(), isFit })
    await db.transaction().execute(async (tx) => {
      // A person may have blocked it, or the house stopped it, while it was asked.
      if (!(await peers.isAccepted(tx, domain))) return
      await keep(tx, domain, taken, refused)
      await shelf.advance(tx, domain, {
        cursor: page!.practices.at(-1)?.seq ?? cursor,
        at: clock.now(),
        isWhole: page!.next === undefined,
      })
      await peers.spend(tx, domain, count)
    })
    return { count: taken.length, isMore: page!.next !== undefined }
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

  async function keep(tx: Tx, domain: string, taken: readonly Taken[], refused: readonly Omit<Refused, 'at'>[]) {
    const standing = await shelf.known(tx, domain, taken.map(({ document }) => document.id)) // prettier-ignore
    const bad = [...refused]
    for (const one of taken) {
      const { id } = one.document
      const before = standing.get(id)
      standing.set(id, before ?? one.sha256)
      if (before === undefined) await shelf.add(tx, domain, one, clock.now())
      // Two things under one address: the first stays.
      else if (before !== one.sha256) bad.push({ seq: one.seq, code: 'changed', id, problem: `${one.sha256} under the address of ${before}` }) // prettier-ignore
    }
    await shelf.refused(tx, domain, bad.map((one) => ({ ...one, at: clock.now() }))) // prettier-ignore
  }

  return {
    take,
    /** How far it has come with each. */
    links: (domains: readonly string[]) => shelf.takings(db, domains),
    /** How far it has come with a peer, and what it did not take. */
    of: async (domain: string) => ({ ...(await shelf.feed(db, domain)), refused: await shelf.refusals(db, domain) }),
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
