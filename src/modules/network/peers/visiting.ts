/**
 * A visit to a peer: are its keys those that are believed, did its ledger only grow since the last visit, and which ledgers
 * did it see. Everything it says is asked for first; then one transaction keeps it.
 */
import { hash } from 'node:crypto'
import { system } from '#platform/actor'
import type { Tx } from '#platform/db'
import { Refusal } from '#platform/errors'
import { didOf, ledgerKeyOf } from '#platform/integrity'
import { Malformed } from '#platform/ledger'
import type { Needs } from '../needs.ts'
import { sightOf, type Outside } from './outside.ts'
import { isVisited, keyringOf, nextVisit, revokedOf, type Keyring } from './rules.ts'
import * as store from './store.ts'
import type { Failure, Move, Sight, Split, Viewed } from './types.ts'

/** What others showed of one log and is still to be compared with it. */
const UNPROVED_MAX = 200
const UNPROVED_AT_ONCE = 20
const BY = system('network').id

type Caught = Pick<Split, 'domain' | 'kind' | 'older' | 'newer'>
type Found = { document: unknown; keyring: Keyring; newest?: Sight; proved: Sight[]; caught: Caught[]; views: Sight[] }

/** In the same order whoever showed them, so that a pair is one pair. */
export const fingerprintOf = ({ older, newer }: Pick<Split, 'older' | 'newer'>): string =>
  hash('sha256', JSON.stringify([older.note, newer.note].toSorted()))

const side = ({ note, vkey, by }: Sight) => ({ note, vkey, by })
const kindOf = (a: Sight, b: Sight): Split['kind'] => (a.size === b.size ? 'fork' : 'rewritten')

export function createVisiting(
  { db, clock, ledger, events, baseUrl }: Pick<Needs, 'db' | 'clock' | 'ledger' | 'events' | 'baseUrl'>,
  outside: Outside,
) {
  const host = new URL(baseUrl).host

  /** Keeps how a peer came to its state, in the ledger too. */
  async function move(tx: Tx, domain: string, to: Omit<Move, 'at'>): Promise<void> {
    const payload = { domain, state: to.state, cause: to.cause }
    const entryId = await ledger.append(tx, { kind: 'network.peer', actor: to.by, subject: `network/peers/${domain}`, grounds: to.grounds, payload }) // prettier-ignore
    await store.move(tx, domain, { ...to, at: clock.now(), entryId })
    await events.emit(tx, 'network.peerMoved', { domain, state: to.state })
  }

  /** Two ledgers of one city: everybody may see both, and nothing more is taken from it. */
  async function catchSplit(tx: Tx, caught: Caught): Promise<void> {
    const { domain, kind, older, newer } = caught
    const fingerprint = fingerprintOf(caught)
    if (await store.hasSplit(tx, domain, fingerprint)) return
    const payload = { domain, kind, older: older.note, newer: newer.note }
    const entryId = await ledger.append(tx, { kind: 'network.split', actor: BY, subject: `network/peers/${domain}`, payload }) // prettier-ignore
    if (!(await store.addSplit(tx, { ...caught, at: clock.now() }, fingerprint, entryId))) return
    await events.emit(tx, 'network.split', { domain })
    const peer = await store.lock(tx, domain)
    if (peer && isVisited(peer.state)) await move(tx, domain, { state: 'stopped', cause: 'split', by: BY })
  }

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
    const own = before && (await compare(domain, before, newest))
    if (own) return { newest, proved: [], caught: [own] }
    const [proved, caught]: [Sight[], Caught[]] = [[newest], []]
    for (const sight of await store.unproved(db, domain, UNPROVED_AT_ONCE)) {
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
      return readView(viewed, peer.domain, isOwn ? vkey : undefined)
    })
  }

  function readView(viewed: Viewed, by: string, own: string | undefined): Sight[] {
    const { domain, note } = viewed
    try {
      return [sightOf({ domain, note, vkey: own ?? viewed.vkey, by, at: clock.now() })]
    } catch (error) {
      // Anybody can claim that somebody signed something.
      if (error instanceof Malformed) return []
      throw error
    }
  }

  async function look(peer: store.Row): Promise<Found> {
    const { domain } = peer
    const { document, introductions } = await outside.identity(domain)
    const keyring = keyringOf(peer.trusted, { did: didOf(domain), document, introductions, now: clock.now() })
    const isOther = peer.state === 'accepted' && !keyring.follows
    // Whoever has the domain now, their ledger is not compared with that of the one before.
    if (isOther) return { document, keyring, proved: [], caught: [], views: [] }
    const { newest, proved, caught } = await watch(peer, document)
    const seen = await viewsOf(peer)
    const own = (await Promise.all(seen.filter((view) => view.domain === host).map(compareOwn))).filter((one) => one !== undefined) // prettier-ignore
    const views = seen.filter((view) => view.domain !== host)
    return { document, keyring, newest, proved, caught: [...caught, ...own], views }
  }

  /** Somebody has a checkpoint by this city's own key: either it is one of this ledger, or there is another of it. */
  async function compareOwn(view: Sight): Promise<Caught | undefined> {
    const note = (await ledger.checkpoint(view.size)) ?? (await ledger.checkpoint())
    const own = note === undefined ? undefined : sightOf({ ...view, note, by: host })
    if (!own || (own.size === view.size && own.root === view.root)) return undefined
    const [older, newer] = own.size <= view.size ? [own, view] : [view, own]
    return { domain: host, kind: kindOf(own, view), older: side(older), newer: side(newer) }
  }

  async function keep(tx: Tx, domain: string, found: Found): Promise<void> {
    const peer = await store.lock(tx, domain)
    if (!peer || !isVisited(peer.state)) return
    const { document, keyring, newest, proved, caught, views } = found
    const revoked = revokedOf(document, didOf(domain), peer.revoked)
    await store.keepDocument(tx, domain, { document, seen: keyring.current, revoked })
    await store.good(
      tx,
      domain,
      clock.now(),
      nextVisit(0, clock.now()),
      caught.some((one) => one.domain === domain) ? undefined : newest?.size,
    )
    if (peer.state === 'accepted' && !keyring.follows)
      return move(tx, domain, { state: 'quarantined', cause: 'otherKeys', by: BY })
    if (peer.state === 'accepted') await store.trust(tx, domain, keyring.trusted)
    for (const sight of proved) await store.see(tx, sight, true)
    for (const one of caught) await catchSplit(tx, one)
    for (const view of views.toSorted((a, b) => (a.domain < b.domain ? -1 : 1))) await keepView(tx, view)
    if (peer.state === 'accepted' && !caught.some((one) => one.domain === domain))
      await events.emit(tx, 'network.peerVisited', { domain })
  }

  /** Of a log that is watched, compared now where it can be, and at its next visit where its tiles must be asked. */
  async function keepView(tx: Tx, view: Sight): Promise<void> {
    const peer = await store.find(tx, view.domain)
    const own = peer?.document && ledgerKeyOf(peer.document)
    // By another key than the log's own, it proves nothing against it.
    if (own !== view.vkey) return
    const same = await store.ofSize(tx, view.domain, view.size)
    const other = same.find(({ root }) => root !== view.root)
    if (other) return catchSplit(tx, { domain: view.domain, kind: 'fork', older: side(other), newer: side(view) })
    if (same.length > 0 || (await store.countUnproved(tx, view.domain)) >= UNPROVED_MAX) return
    await store.see(tx, view, false)
  }

  async function failed(domain: string, failure: Failure): Promise<void> {
    await db.transaction().execute(async (tx) => {
      const peer = await store.lock(tx, domain)
      if (peer) await store.bad(tx, domain, failure, nextVisit(peer.failures + 1, clock.now()))
    })
  }

  /** Safe to run twice. What goes wrong with a peer is kept with it, and it is visited again later. */
  async function visit(domain: string): Promise<void> {
    const peer = await store.find(db, domain)
    if (!peer || !isVisited(peer.state)) return
    try {
      const found = await look(peer)
      await db.transaction().execute((tx) => keep(tx, domain, found))
    } catch (error) {
      const failure = failureOf(error)
      if (!failure) throw error
      await failed(domain, failure)
    }
  }

  return { visit, move }
}

/** What a peer did wrong, or did not do; undefined for what is wrong here. */
export function failureOf(error: unknown): Failure | undefined {
  if (error instanceof Refusal && /^(peers|net)\./.test(error.code)) return { code: error.code, details: error.details }
  if (error instanceof Malformed) return { code: 'peers.badAnswer', details: { problem: error.message.slice(0, 500) } }
  return undefined
}
