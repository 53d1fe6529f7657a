/** What a visit found is kept in one transaction: keys, sights of ledgers, and who was caught. */
import { hash } from 'node:crypto'
import { system } from '#platform/actor'
import type { Tx } from '#platform/db'
import { didOf, ledgerKeyOf } from '#platform/integrity'
import type { Needs } from '../needs.ts'
import { side, type Caught, type Found } from './looking.ts'
import { remember } from './keyring.ts'
import { isVisited, nextVisit } from './rules.ts'
import * as store from './store.ts'
import type { Move, Sight, Split } from './types.ts'

/** What others showed of one log and is still to be compared with it. */
const UNPROVED_MAX = 200
const BY = system('network').id

/** In the same order whoever showed them, so that a pair is one pair. */
const fingerprintOf = ({ older, newer }: Pick<Split, 'older' | 'newer'>): string =>
  hash('sha256', JSON.stringify([older.note, newer.note].toSorted()))

export function createKeeping({ clock, ledger, events }: Pick<Needs, 'clock' | 'ledger' | 'events'>) {
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

  async function keep(tx: Tx, { domain, state }: Pick<store.Row, 'domain' | 'state'>, found: Found): Promise<void> {
    const peer = await store.lock(tx, domain)
    // Where somebody decided while it was asked, what was found is weighed by what held before, and it is asked anew.
    if (!peer || !isVisited(peer.state) || peer.state !== state) return
    const { document, made, keyring, isOther, newest, proved, caught, views } = found
    const memory = remember(store.memoryOf(peer), document, didOf(domain), clock.now())
    await store.keepDocument(tx, domain, { document, seen: keyring.current, made, memory })
    await store.good(
      tx,
      domain,
      clock.now(),
      nextVisit(0, clock.now()),
      caught.some((one) => one.domain === domain) ? undefined : newest?.size,
    )
    if (isOther) return move(tx, domain, { state: 'quarantined', cause: 'otherKeys', by: BY })
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
    // It was let go after it was caught: from before that it has another ledger, and everybody can see so.
    if (view.size <= (await store.caughtUpTo(tx, view.domain))) return
    const same = await store.ofSize(tx, view.domain, view.size)
    const other = same.find(({ root }) => root !== view.root)
    if (other) return catchSplit(tx, { domain: view.domain, kind: 'fork', older: side(other), newer: side(view) })
    if (same.length > 0 || (await store.countUnproved(tx, view.domain)) >= UNPROVED_MAX) return
    await store.see(tx, view, false)
  }

  return { move, keep }
}
