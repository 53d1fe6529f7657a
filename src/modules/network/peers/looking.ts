/** Asking a peer who it is, whether its ledger only grew, and which ledgers it saw. Keeps nothing. */
import { didOf, ledgerKeyOf } from '#platform/integrity'
import { Malformed } from '#platform/ledger'
import type { Needs } from '../needs.ts'
import { sightOf, type Outside } from './outside.ts'
import { keyringOf, type Keyring } from './keyring.ts'
import * as store from './store.ts'
import type { Sight, Split, Viewed } from './types.ts'

/** What others showed of one log is compared with it so many at a time. */
const UNPROVED_AT_ONCE = 20

/** Who it is, its ledger, what it saw of others. */
export const STEPS = 3

export type Caught = Pick<Split, 'domain' | 'kind' | 'older' | 'newer'>
export type Found = {
  document: unknown
  /** Since when each of its keys signs, by its own word. */
  made: Record<string, string>
  keyring: Keyring
  /** Somebody else may have the domain: neither keys nor ledger are those that were believed. */
  isOther: boolean
  newest?: Sight
  proved: Sight[]
  caught: Caught[]
  views: Sight[]
}

export const side = ({ note, vkey, by }: Sight) => ({ note, vkey, by })
const kindOf = (a: Sight, b: Sight): Split['kind'] => (a.size === b.size ? 'fork' : 'rewritten')

export function createLooking(
  { db, clock, ledger, baseUrl }: Pick<Needs, 'db' | 'clock' | 'ledger' | 'baseUrl'>,
  outside: Outside,
) {
  // prettier-ignore
  const host = new URL(baseUrl).host

  /** Compares two sights of a log, by its tiles where they are of two sizes. Undefined where they agree. */
  async function compare(domain: string, a: Sight, b: Sight): Promise<Caught | undefined> {
    const [older, newer] = a.size <= b.size ? [a, b] : [b, a]
    // A log begins empty, whatever it becomes.
    if (older.size === 0 && newer.size > 0) return undefined
    const root = older.size === newer.size ? newer.root : Buffer.from(await outside.grown(domain, older.size, newer)).toString('base64') // prettier-ignore
    if (root === older.root) return undefined
    return { domain, kind: kindOf(older, newer), older: side(older), newer: side(newer) }
  }

  async function watch(peer: store.Row, document: unknown): Promise<Pick<Found, 'newest' | 'proved' | 'caught'>> {
    const { domain } = peer
    const newest = await outside.checkpoint(domain, document, clock.now())
    if (!newest) return { proved: [], caught: [] }
    const before = await store.proved(db, domain)
    // By another key it is another ledger, which a person looks at.
    const own = before?.vkey === newest.vkey && (await compare(domain, before, newest))
    if (own) return { newest, proved: [], caught: [own] }
    const [proved, caught]: [Sight[], Caught[]] = [[newest], []]
    for (const sight of await store.unproved(db, domain, UNPROVED_AT_ONCE)) {
      if (sight.vkey !== newest.vkey) continue
      const found = await compare(domain, sight, newest)
      if (found) caught.push(found)
      else proved.push(sight)
    }
    return { newest, proved, caught }
  }

  /** What a peer saw of others and of this city, where the note is what it says it is. */
  async function viewsOf(peer: store.Row): Promise<Sight[]> {
    if (peer.state !== 'accepted') return []
    const vkey = await ledger.vkey()
    const known = new Map((await store.all(db)).map((one) => [one.domain, one]))
    return (await outside.views(peer.domain)).flatMap((viewed) => {
      const isOwn = viewed.domain === host
      if (viewed.domain === peer.domain || (!isOwn && !known.has(viewed.domain))) return []
      return readView(viewed, peer.domain, isOwn ? vkey : undefined, clock.now())
    })
  }

  /** Somebody has a checkpoint by this city's own key: either it is one of this ledger, or there is another of it. */
  async function compareOwn(view: Sight): Promise<Caught | undefined> {
    const note = (await ledger.checkpoint(view.size)) ?? (await ledger.checkpoint())
    const own = note === undefined ? undefined : sightOf({ ...view, note, by: host })
    if (!own || (own.size === view.size && own.root === view.root)) return undefined
    const [older, newer] = own.size <= view.size ? [own, view] : [view, own]
    return { domain: host, kind: kindOf(own, view), older: side(older), newer: side(newer) }
  }

  /** `step` is told how many of its steps are done. */
  async function look(peer: store.Row, step: (done: number) => Promise<void>): Promise<Found> {
    const { domain } = peer
    const { document, introductions, made } = await outside.identity(domain)
    await step(1)
    const keyring = keyringOf(peer.trusted, store.memoryOf(peer), {
      did: didOf(domain),
      document,
      introductions,
      now: clock.now(),
    })
    const ledgerKey = (await store.proved(db, domain))?.vkey
    const isOther = peer.state === 'accepted' && (!keyring.follows || (ledgerKey !== undefined && ledgerKey !== ledgerKeyOf(document))) // prettier-ignore
    // Whoever has the domain now, their ledger is not compared with that of the one before.
    if (isOther) return { document, made, keyring, isOther, proved: [], caught: [], views: [] }
    const { newest, proved, caught } = await watch(peer, document)
    await step(2)
    const seen = await viewsOf(peer)
    await step(3)
    const own = (await Promise.all(seen.filter((view) => view.domain === host).map(compareOwn))).filter((one) => one !== undefined) // prettier-ignore
    const views = seen.filter((view) => view.domain !== host)
    return { document, made, keyring, isOther, newest, proved, caught: [...caught, ...own], views }
  }

  return look
}

function readView(viewed: Viewed, by: string, own: string | undefined, at: Date): Sight[] {
  const { domain, note } = viewed
  try {
    return [sightOf({ domain, note, vkey: own ?? viewed.vkey, by, at })]
  } catch (error) {
    // Anybody can claim that somebody signed something.
    if (error instanceof Malformed) return []
    throw error
  }
}
