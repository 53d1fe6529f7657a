/** The verbs on peers. Whoever organises the network decides; the house visits, and stops whom it catches. */
import { demand, type Actor } from '#platform/actor'
import type { Db, Tx } from '#platform/db'
import { didOf, ledgerKeyOf, type PublicKey } from '#platform/integrity'
import type { Needs } from '../needs.ts'
import { placeIn } from '../place/rules.ts'
import { likenessesOf, shownOf } from './likeness.ts'
import { createOutside } from './outside.ts'
import { believed, formerKeys, signingAgain } from './keyring.ts'
import * as rules from './rules.ts'
import * as store from './store.ts'
import * as types from './types.ts'
import { createVisiting } from './visiting.ts'
import { createVisits } from '../visits/service.ts'
import type { Visit } from '../visits/types.ts'

const { refuse } = rules
const VISIT_JOB = 'network.visit'
/** Looks for those whose time has come. */
export const PEER_VISITS = { job: 'network.visits', cron: '*/5 * * * *' } as const
const DUE_AT_ONCE = 500
/** One that is dead keeps only its own turn. */
const VISITS_AT_ONCE = 4
const SPLITS_SHOWN = 500

export type Peers = ReturnType<typeof createPeers>
/** A peer that is believed: where it is, and by which keys. */
export type Believed = {
  domain: string
  did: string
  document: unknown
  keys: PublicKey[]
  /** When its document was last read. */
  seenAt?: Date
}

export function createPeers(needs: Needs) {
  const { db, clock, ids, ledger, jobs, net, gate, baseUrl } = needs
  const host = new URL(baseUrl).host
  const day = () => clock.now().toISOString().slice(0, 10)
  const outsideUntil = (signal?: AbortSignal) =>
    createOutside({ net, baseUrl, purse: { demand: demandRoom, pay }, signal })
  const outside = outsideUntil()
  const { visit, move } = createVisiting(needs, outsideUntil)
  const visits = createVisits(needs, 'peer', visit)

  jobs.define<{ domain: string }>(VISIT_JOB, ({ data }) => visit(data.domain), VISITS_AT_ONCE)
  jobs.define(PEER_VISITS.job, () => visitDue())

  async function visitDue(): Promise<number> {
    const due = await store.due(db, clock.now(), DUE_AT_ONCE)
    for (const domain of due) await jobs.enqueue(db, VISIT_JOB, { domain }, { key: domain })
    return due.length
  }

  const limitsOf = ({ state, limits }: store.Row): types.Limits =>
    state === 'accepted' ? (limits ?? types.LIMITS) : types.LIMITS_QUARANTINED

  /** Whether so much more of a peer may be kept today. Throws `peers.overLimit`. */
  async function demandRoom(domain: string, more: Partial<rules.Used> = { requests: 1 }): Promise<void> {
    const limits = limitsOf(await found(db, domain))
    const used = (await store.used(db, domain, day())) ?? rules.NOTHING
    const asked = { bytes: more.requests === undefined ? 0 : 1, ...more }
    if (!rules.fits(used, asked, limits)) throw refuse.overLimit({ host: domain, day: day() })
  }
  async function pay(domain: string, bytes: number): Promise<void> {
    await store.spend(db, domain, day(), { requests: 1, bytes })
  }

  async function found(within: Db | Tx, domain: string): Promise<store.Row> {
    const row = await store.find(within, domain)
    if (!row) throw refuse.unknown({ domain })
    return row
  }
  async function locked(tx: Tx, domain: string): Promise<store.Row> {
    const row = await store.lock(tx, domain)
    if (!row) throw refuse.unknown({ domain })
    return row
  }

  const former = (row: store.Row): types.FormerKey[] =>
    row.document === null ? [] : formerKeys(row.document, didOf(row.domain), store.memoryOf(row), row.made, row.seen)

  const peerOf = (row: store.Row): types.Peer => ({
    ...{ domain: row.domain, shown: shownOf(row.domain), did: didOf(row.domain), state: row.state, cause: row.cause },
    ...{ since: row.since, addedAt: row.added_at, keys: row.trusted, seen: row.seen, size: row.size ?? undefined },
    ...{
      former: former(row),
      goodAt: row.good_at ?? undefined,
      failures: row.failures,
      failure: row.failure ?? undefined,
    },
    ...{ nextAt: row.next_at, limits: limitsOf(row), place: placeIn(row.document) },
  })

  /** Which of the others, and of this city's own names, it could be taken for. */
  async function likenesses(domain: string): Promise<types.Likeness[]> {
    return likenessesOf(domain, [host, ...(await store.all(db)).map((row) => row.domain)])
  }

  const said = (given: string): string => {
    const grounds = types.Grounds.parse(given)
    gate.demandFit({ grounds })
    return grounds
  }

  async function setState(
    actor: Actor,
    domain: string,
    state: 'quarantined' | 'blocked',
    given: string,
  ): Promise<void> {
    demand(actor, 'network.organise')
    const grounds = said(given)
    await db.transaction().execute(async (tx) => {
      const { state: before } = await locked(tx, domain)
      if (before === state) throw refuse.already({ domain, state })
      // Its ledger is watched anew: what it was caught at stays, and would else be caught at every visit.
      if (before === 'stopped') await store.forgetSights(tx, domain)
      await move(tx, domain, { state, cause: 'person', by: actor.id, grounds })
      if (state === 'quarantined') await jobs.enqueue(tx, VISIT_JOB, { domain }, { key: domain })
    })
  }

  return {
    /** Known from now on, in quarantine, and visited at once. Throws `peers.badDomain`, `peers.ownDomain`, `peers.known`, `net.…`. */
    async add(actor: Actor, given: string, why: string): Promise<types.Peer> {
      demand(actor, 'network.organise')
      const domain = rules.domainOf(given)
      if (domain === host) throw refuse.ownDomain({ domain })
      net.check(rules.originOf(domain, baseUrl))
      const grounds = said(why)
      return db.transaction().execute(async (tx) => {
        if ((await store.count(tx)) >= types.PEERS_MAX) throw refuse.tooMany({ most: types.PEERS_MAX })
        if (!(await store.add(tx, { domain, at: clock.now() }))) throw refuse.known({ domain })
        await move(tx, domain, { state: 'quarantined', cause: 'new', by: actor.id, grounds })
        await jobs.enqueue(tx, VISIT_JOB, { domain }, { key: domain })
        return peerOf(await found(tx, domain))
      })
    },

    list: async (): Promise<types.Peer[]> => (await store.all(db)).map(peerOf),

    /** With how it came to its state, and what it could be taken for. Throws `peers.unknown`. */
    async one(domain: string) {
      const peer = peerOf(await found(db, domain))
      return { peer, moves: await store.moves(db, domain), likenesses: await likenesses(domain), usedToday: (await store.used(db, domain, day())) ?? rules.NOTHING } // prettier-ignore
    },

    likenesses,

    /**
     * Believed from now on by the keys that were looked at: all by which it signs now, and of those that it gave up whichever
     * are to count for what they signed. They must still be among those that were last seen. One that could be taken for
     * another is accepted only by who says that they know (`despite`).
     * Throws `peers.unseen`, `peers.otherKeys`, `peers.lookAlike`, `peers.already`.
     */
    async accept(
      actor: Actor,
      domain: string,
      given: { keys: string[]; grounds: string; despite?: boolean },
    ): Promise<void> {
      // prettier-ignore
      demand(actor, 'network.organise')
      const grounds = said(given.grounds)
      const [alike] = (await likenesses(domain)).filter(({ kind }) => kind !== 'near')
      if (alike && !given.despite) throw refuse.lookAlike({ domain: shownOf(domain), other: alike.domain, kind: alike.kind }) // prettier-ignore
      await db.transaction().execute(async (tx) => {
        const row = await locked(tx, domain)
        if (row.state !== 'quarantined') throw refuse.already({ domain, state: row.state })
        if (row.seen.length === 0) throw refuse.unseen({ domain })
        const keys = [...new Set(given.keys)]
        const givenUp = former(row).flatMap(({ key, revoked }) => (revoked ? [] : [key]))
        const isSeen = keys.every((key) => row.seen.includes(key) || givenUp.includes(key))
        if (!isSeen || !row.seen.every((key) => keys.includes(key))) throw refuse.otherKeys({ domain })
        await store.trust(tx, domain, keys)
        await store.recall(tx, domain, signingAgain(store.memoryOf(row), row.seen))
        await store.forgetSights(tx, domain, ledgerKeyOf(row.document))
        await move(tx, domain, { state: 'accepted', cause: 'person', by: actor.id, grounds })
        await jobs.enqueue(tx, VISIT_JOB, { domain }, { key: domain })
      })
    },
    block: (actor: Actor, domain: string, grounds: string) => setState(actor, domain, 'blocked', grounds),
    /** Looked at anew: one that was blocked or stopped, or accepted and in doubt. */
    release: (actor: Actor, domain: string, grounds: string) => setState(actor, domain, 'quarantined', grounds),

    /**
     * A visit at once, as it is made by itself; followed by `visited`. Throws `peers.notVisited` for one that is asked nothing,
     * `visits.underWay`, `visits.tooSoon`.
     */
    async visitNow(actor: Actor, domain: string): Promise<void> {
      demand(actor, 'network.organise')
      await db.transaction().execute(async (tx) => {
        const { state } = await locked(tx, domain)
        if (!rules.isVisited(state)) throw refuse.notVisited({ domain, state })
        await visits.begin(tx, domain, actor.id)
      })
    },
    /** Throws `visits.over`. */
    async cancelVisit(actor: Actor, domain: string): Promise<void> {
      demand(actor, 'network.organise')
      await visits.cancel(domain)
    },
    /** The last visit that somebody asked for, if anybody ever did. */
    async visited(actor: Actor, domain: string): Promise<Visit | undefined> {
      demand(actor, 'network.organise')
      return visits.of(domain)
    },

    async limit(actor: Actor, domain: string, given: types.Limits): Promise<void> {
      demand(actor, 'network.organise')
      const limits = types.Limits.parse(given)
      await db.transaction().execute(async (tx) => {
        await locked(tx, domain)
        await store.limit(tx, domain, limits)
        await ledger.append(tx, { kind: 'network.peerLimits', actor: actor.id, subject: `network/peers/${domain}`, payload: limits }) // prettier-ignore
      })
    },

    /** What somebody with an account has against a peer, for who organises. Throws `peers.tooManyReports`. */
    async report(actor: Actor, domain: string, given: string): Promise<string> {
      if (actor.kind === 'visitor') demand(actor, 'network.report')
      const [text, id] = [said(given), ids.uuid()]
      await db.transaction().execute(async (tx) => {
        await found(tx, domain)
        if ((await store.openReportsBy(tx, actor.id)) >= types.REPORTS_OPEN_MAX)
          throw refuse.tooManyReports({ most: types.REPORTS_OPEN_MAX })
        await store.addReport(tx, { id, domain, text, by: actor.id, at: clock.now() })
      })
      return id
    },
    async reports(actor: Actor, domain: string): Promise<types.Report[]> {
      demand(actor, 'network.organise')
      return store.reports(db, domain)
    },
    async settle(actor: Actor, domain: string, id: string, given: string): Promise<void> {
      demand(actor, 'network.organise')
      const settled = { at: clock.now(), by: actor.id, answer: said(given) }
      await db.transaction().execute(async (tx) => {
        if (!(await store.settleReport(tx, domain, id, settled))) throw refuse.unknownReport({ id })
      })
    },

    /** The newest tree of its ledger that was proved to have only grown. */
    sight: (domain: string): Promise<types.Sight | undefined> => store.proved(db, domain),

    /** Done by jobs. */
    ...{ visit, visitDue },

    /** What anybody may see of ledgers: the city's own checkpoint, those it saw of others, and who was caught. */
    async checkpoints() {
      const note = await ledger.checkpoint()
      const seen = (await store.sights(db, types.SIGHTS_MAX)).map(({ root: _, ...sight }) => sight)
      return {
        ...{ format: types.CHECKPOINTS_FORMAT, own: note === undefined ? undefined : { domain: host, note, vkey: await ledger.vkey() } }, // prettier-ignore
        ...{ seen, caught: await store.splits(db, SPLITS_SHOWN) },
      }
    },

    /** Who was caught showing different ledgers, the newest first. */
    splits: (): Promise<types.Split[]> => store.splits(db, SPLITS_SHOWN),

    /** Reports that nobody has answered yet, by peer. */
    async openReports(actor: Actor): Promise<Map<string, number>> {
      demand(actor, 'network.organise')
      return store.openReports(db)
    },

    /** How it is asked, within its limits; for rooms that take in what it says. */
    outside,
    demandRoom,
    spend: (tx: Tx, domain: string, objects: number): Promise<void> => store.spend(tx, domain, day(), { objects }),

    /** By which keys it is believed now; undefined for whom nothing is taken from. */
    async believed(domain: string): Promise<Believed | undefined> {
      const row = await store.find(db, domain)
      if (row?.state !== 'accepted' || row.document === null) return undefined
      const did = didOf(domain)
      return {
        domain,
        did,
        seenAt: row.good_at ?? undefined,
        document: row.document,
        keys: believed(row.document, did, row.trusted, store.memoryOf(row)),
      }
    },
    /** Who a letter is from, in which state it is until the transaction ends, and by which keys it signs; before it was accepted those that it shows. */
    async sender(tx: Tx, domain: string): Promise<(Believed & { state: types.PeerState }) | undefined> {
      const row = await store.lock(tx, domain)
      if (!row) return undefined
      const did = didOf(domain)
      const trusted = row.state === 'accepted' ? row.trusted : row.seen
      const keys = row.document === null ? [] : believed(row.document, did, trusted, store.memoryOf(row))
      return { domain, did, state: row.state, document: row.document, keys }
    },
    /** Still accepted, and so until the transaction ends. */
    isAccepted: async (tx: Tx, domain: string): Promise<boolean> =>
      (await store.lock(tx, domain))?.state === 'accepted',
  }
}
