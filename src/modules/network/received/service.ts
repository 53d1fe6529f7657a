/** The verbs on what other cities state: the house catches up and checks by itself; it is shown as theirs, beside the city's own. */
import type { Tx } from '#platform/db'
import type { PublicKey } from '#platform/integrity'
import { createPool } from '#platform/threads'
import { recomputeBundle } from '#indicators'
import { statementHash, StatementEvidence, verifyStatement, type StatementReport } from '#verify/statement'
import type { Needs } from '../needs.ts'
import type { Believed, Peers } from '../peers/service.ts'
import { failureOf } from '../peers/visiting.ts'
import { refuse as refusePeer } from '../peers/rules.ts'
import type { Failure } from '../peers/types.ts'
import { afterOf } from '../feeds/pages.ts'
import { createFeeds, type FeedPeers } from '../feeds/service.ts'
import type { From, NotTaken } from '../feeds/types.ts'
import { createReader, type LedgerAsked } from './entering.ts'
import { differencesOf, inUnit, refuse, standardsOf } from './rules.ts'
import * as store from './store.ts'
import { readPage, type PageRead, type PageTask, type Taken } from './weighing.ts'
import { CATCH_UPS_AT_ONCE, CHARS_AT_ONCE, CHECKED_AT_ONCE, PAGE, type Difference, type Received } from './types.ts'

const COMPARED_MAX = 5_000
const CATCH_UP = 'network.catchUp'

type Outside = FeedPeers & Pick<Peers, 'sight'> & { outside: Pick<Peers['outside'], 'json' | 'text'> & LedgerAsked } // prettier-ignore
/** Shared by all: pages wait their turn. */
const pages = createPool<PageTask, PageRead>(new URL('./weighing-worker.ts', import.meta.url))

export type ReceivedRoom = ReturnType<typeof createReceived>
/** An indicator of the city that others state too. */
export type Compared = { id: string; cities: number; at: Date }
/** A value of another city beside the city's own of the same number. */
export type Beside = Received & { differences: Difference[]; valueInOurUnit?: number }
export type BesideOwn = {
  own?: { period: string; value: number; unit: string; status: string }
  /** Of which the city has a value, the newest first. */
  periods: string[]
  others: Beside[]
}
const isKnown = <P extends { value: number | null }>(point: P): point is P & { value: number } => point.value !== null

export function createReceived({ db, clock, events, indicators }: Needs, peers: Outside) {
  const feeds = createFeeds<Taken, PageRead>({ db, clock }, peers, {
    ...{ job: CATCH_UP, tables: store.FEED, ask: askPage },
    // Each is in its feed for ever.
    isAnew: async () => true,
    weighing(domain) {
      const enter = entering(domain)
      return async (peer, page) => {
        const taken = await enter(page.taken)
        return { taken, refused: [...page.refused, ...(await takeLate(peer, { taken, late: await enter(page.late) }))] }
      }
    },
    ...{ keep, check: checkSome },
  })
  events.on<{ domain: string }>('network.peerVisited', CATCH_UP, ({ domain }) => feeds.catchUp(domain), CATCH_UPS_AT_ONCE) // prettier-ignore

  /** Finds when statements were entered in the peer's ledger; where that cannot be read, each is asked for by itself later. */
  function entering(domain: string) {
    let reading: Promise<ReturnType<typeof createReader> | undefined> | undefined
    return async (taken: Taken[]): Promise<Taken[]> => {
      if (taken.every(({ index }) => index === undefined)) return taken
      reading ??= peers.sight(domain).then((sight) => sight && createReader(peers.outside, domain, sight))
      try {
        return (await (await reading)?.(taken)) ?? taken
      } catch (error) {
        const failure = failureOf(error)
        if (!failure || isOfNow(failure)) throw error
        reading = Promise.resolve(undefined)
        return taken
      }
    }
  }

  /** Of what a key signed before it was revoked that is taken which the ledger had by then. Gives the rest. */
  async function takeLate(peer: Believed, { late, taken }: Pick<PageRead, 'late' | 'taken'>): Promise<NotTaken[]> {
    const refused: NotTaken[] = []
    for (const one of late) {
      if (isBefore(peer, one) || (await wasBefore(peer, one))) taken.push(one)
      else refused.push({ seq: one.seq, code: 'revoked', id: one.id, problem: 'its key was revoked, and the ledger does not show that it was there before' }) // prettier-ignore
    }
    return refused
  } // prettier-ignore

  async function askPage({ domain, did, keys, seenAt }: Believed, from: From, limit = PAGE): Promise<PageRead> {
    const text = await peers.outside.text(domain, `/network/statements?after=${afterOf(from)}&limit=${limit}`)
    const task = { text, domain, did, ...from, keys, seenAt, now: clock.now() }
    return text.length > CHARS_AT_ONCE ? pages.ask(task) : readPage(task)
  } // prettier-ignore

  /** Where some stood already, two things under one address are one too many: the first stays. */
  async function keep(tx: Tx, domain: string, taken: readonly Taken[]): Promise<NotTaken[]> {
    const at = clock.now()
    const added = await store.add(tx, domain, taken, at)
    const standing = added.count === taken.length ? undefined : await store.known(tx, domain, taken.map(({ id }) => id)) // prettier-ignore
    const bad = taken.filter(({ id, sha256 }) => standing !== undefined && standing.get(id) !== sha256)
    await store.mean(tx, domain, taken.filter((one) => !bad.includes(one)), at) // prettier-ignore
    await store.more(tx, domain, added)
    await events.emit(tx, 'network.received', { domain, count: taken.length })
    return bad.map(({ seq, id, sha256 }) => ({ seq, code: 'changed', id, problem: `${sha256} under the address of ${standing!.get(id)}` })) // prettier-ignore
  }

  /** What the peer gives to check a statement by, checked offline; only of this very statement. */
  async function examine(
    { domain, did, document, keys }: Believed,
    id: string,
    sha256: string,
  ): Promise<StatementReport> {
    // prettier-ignore
    const given = await peers.outside.json(domain, `${new URL(id).pathname}/evidence`)
    const { data } = StatementEvidence.safeParse(given)
    if (
      !data ||
      typeof data.statement !== 'object' ||
      data.statement === null ||
      statementHash(data.statement) !== sha256
    )
      // prettier-ignore
      throw refusePeer.badAnswer({ host: domain, problem: `${id} is proved by something else` })
    return verifyStatement(given, { did: believedDocument(did, document, keys), now: clock.now(), recompute: recomputeBundle, id }) // prettier-ignore
  }

  /** Whether the ledger had it before its key was revoked, as was proved with the page. */
  const isBefore = ({ keys }: Believed, { key, enteredAt }: Taken): boolean => {
    const since = keys.find(({ id }) => id === key)?.revoked
    return enteredAt !== undefined && since !== undefined && enteredAt < new Date(since)
  }

  async function wasBefore(peer: Believed, { id, sha256 }: Taken): Promise<boolean> {
    try {
      const { parts } = await examine(peer, id, sha256)
      return parts.signature.state === 'holds' && parts.ledger.state === 'holds'
    } catch (error) {
      if (failureOf(error)?.code !== 'peers.badAnswer') throw error
      return false
    }
  }

  async function checkSome(domain: string): Promise<void> {
    for (const id of await store.unchecked(db, domain, CHECKED_AT_ONCE)) {
      if (!(await peers.believed(domain))) return
      try {
        await check(domain, id)
      } catch (error) {
        const failure = failureOf(error)
        if (!failure) throw error
        // It will be asked another time; what proves something else, or nothing, is not asked for again and again.
        if (isOfNow(failure)) return
        await db.transaction().execute((tx) => store.check(tx, domain, id, { state: 'signed', report: NOTHING_PROVED, at: clock.now() })) // prettier-ignore
      }
    }
  }

  /** Signature, ledger and formula once more, from what the peer publishes now. Throws `received.unknown`, `peers.…`, `net.…`. */
  async function check(domain: string, id: string): Promise<Received> {
    const found = await store.find(db, domain, id)
    const peer = await peers.believed(domain)
    if (!found || !peer) throw refuse.unknown({ domain, id })
    const report = await examine(peer, id, statementHash(found.statement))
    const said = Object.fromEntries(Object.entries(report.parts).map(([part, { state }]) => [part, state]))
    const isWhole = Object.values(report.parts).every(({ state }) => state === 'holds')
    await db.transaction().execute((tx) => store.check(tx, domain, id, { state: isWhole ? 'recomputed' : 'signed', report: said, at: clock.now() })) // prettier-ignore
    return one(domain, id)
  }

  async function one(domain: string, id: string): Promise<Received> {
    const found = await store.find(db, domain, id)
    if (!found) throw refuse.unknown({ domain, id })
    return (await withDoubts([found]))[0]!
  }

  /** What came after others may have had its key could be anybody's. */
  async function withDoubts(found: readonly store.Found[]): Promise<Received[]> {
    const domains = [...new Set(found.map(({ domain }) => domain))]
    const revoked = new Map<string, Date>()
    for (const domain of domains)
      for (const { id, revoked: since } of (await peers.believed(domain))?.keys ?? [])
        if (since !== undefined) revoked.set(id, new Date(since))
    return found.map(({ key, enteredAt, ...received }) => {
      const since = revoked.get(key)
      const isProved = received.report?.ledger === 'holds' && !(since && enteredAt && enteredAt >= since)
      return { ...received, isDoubtful: since !== undefined && received.receivedAt >= since && !isProved } // prettier-ignore
    })
  }

  return {
    catchUp: feeds.catchUp,
    check,
    one,

    /** How far it has come with each. */
    links: (domains: readonly string[]) => store.takings(db, domains),

    /** How far it has come with a peer, and what it did not take. */
    of: async (domain: string) => ({ ...(await feeds.of(domain)), ...(await store.kept(db, domain)) }),

    /** Which of the city's indicators others state too: how many cities do, and when the newest came. */
    async compared(): Promise<Compared[]> {
      const offers = Map.groupBy(await store.offers(db), ({ standard }) => standard)
      return (await indicators.definitions()).flatMap(({ id, standards }) => {
        const found = standardsOf(standards).flatMap((one) => offers.get(one) ?? [])
        if (found.length === 0) return []
        const at = found.reduce((newest, one) => (one.at > newest ? one.at : newest), found[0]!.at)
        return [{ id, cities: new Set(found.map(({ domain }) => domain)).size, at }]
      })
    },

    /**
     * What others stated of the numbers that one of the city's indicators has in standards, each with all that differs from
     * the city's own value of that period, or else its newest. They stay theirs: nothing here becomes a figure of the city.
     * With a period, one value of each: of that period where there is one.
     */
    async beside(indicator: string, period?: string): Promise<BesideOwn> {
      const moment = await indicators.moment()
      const then = moment && indicators.asOf(moment.seq)
      const definition = (await then?.definitions())?.find(({ id }) => id === indicator)
      if (!then || !definition) throw refuse.unknown({ id: indicator })
      const [series] = (await then.series([indicator], [indicators.home])).get(indicator) ?? []
      const known = (series?.points ?? []).filter(isKnown)
      const newest = known.at(-1)
      const own = known.find((one) => one.period === period) ?? newest
      const { version, unit, formula } = definition
      const asked = { period, limit: COMPARED_MAX }
      const received = await withDoubts(await store.ofStandards(db, standardsOf(definition.standards), asked))
      const others = received.map((each): Beside => {
        const { credentialSubject: theirs } = each.statement
        const same = known.find((one) => one.period === theirs.period) ?? newest
        const ours = { version, unit, formula, period: same?.period ?? theirs.period, status: same?.status ?? 'A' }
        // Beside a chosen period, a value of another one is of another one, whatever the city has of that.
        const beside = period === undefined ? ours : { ...ours, period }
        return { ...each, differences: differencesOf(beside, theirs, each), valueInOurUnit: inUnit(theirs.value, theirs.indicator.unit, unit) } // prettier-ignore
      })
      const periods = known.map((one) => one.period).toReversed()
      return {
        ...(own && { own: { period: own.period, value: own.value, unit, status: own.status } }),
        periods,
        others,
      }
    },
  }
}

const NOTHING_PROVED: NonNullable<Received['report']> = {
  signature: 'absent',
  ledger: 'absent',
  recomputation: 'absent',
}

/** Whether it may be otherwise the next time: silence, haste, a statement of this very second. */
const isOfNow = ({ code, details }: Failure): boolean =>
  code.startsWith('net.') || code === 'peers.overLimit' || (code === 'peers.answered' && details.status !== 404)

/** The issuer's document with no keys but those that are believed. */
function believedDocument(did: string, document: unknown, keys: readonly PublicKey[]): object {
  const methods = keys.map(({ id, multibase, ...until }) => ({ id, type: 'Multikey', controller: did, publicKeyMultibase: multibase, ...until })) // prettier-ignore
  const assertionMethod = keys.filter(({ revoked }) => revoked === undefined).map(({ id }) => id)
  return { ...(document as object), verificationMethod: methods, assertionMethod }
}
