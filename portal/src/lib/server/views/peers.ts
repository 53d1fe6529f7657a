/** What the pages of other cities show: their state and its reasons, their keys, how they answer, what was refused of them. */
import type { Peer, PeerMove, Split } from '#network'
import type { City } from '#lib/server/city.ts'
import { said } from '#strategy'
import { sentence, type Lang } from '#words'
import { saying, type Say } from './projects.ts'

const PAGE = 50
const MEGABYTE = 1_000_000
/** Those that wait for somebody come first, then those from which something is taken. */
const ORDER = ['quarantined', 'stopped', 'accepted', 'blocked']
const TONES = { quarantined: 'warning', accepted: 'good', blocked: 'plain', stopped: 'bad' } as const
const REFUSED = [
  'malformed',
  'wrongSignature',
  'retired',
  'otherKey',
  'revoked',
  'future',
  'expired',
  'changed',
  'personal',
] as const

/** Its own word for itself in the reader's language, or else its domain. */
const titleOf = ({ lang }: Pick<Say, 'lang'>, { place, shown }: Peer): string =>
  place ? said(place.names, lang).text : shown

export function peerCard(say: Say, peer: Peer) {
  const { t, format } = say
  const { domain, shown, state, cause, since, goodAt } = peer
  return {
    ...{ title: titleOf(say, peer), isNamed: peer.place !== undefined },
    ...{ domain, shown, state, tone: TONES[state], name: t(`peers.states.${state}`), text: t(`peers.statesText.${state}`) },
    ...{ why: t(`peers.causes.${cause}`), since: t('peers.since', { day: format.day(since) }), failures: peer.failures },
    good: goodAt ? t('peers.good', { moment: format.moment(goodAt) }) : t('peers.never'),
  } // prettier-ignore
}

/** One page of the list, and how many there are of each state. */
export async function peersOf(city: City, lang: Lang, url: URL) {
  const say = saying(city, lang)
  const all = (await city.network.peers.list()).toSorted(
    (a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || (a.shown < b.shown ? -1 : 1),
  )
  const pages = Math.max(1, Math.ceil(all.length / PAGE))
  const page = Math.min(pages, Math.max(1, Math.trunc(Number(url.searchParams.get('page'))) || 1))
  const shown = all.slice((page - 1) * PAGE, page * PAGE)
  const kept = await city.network.received.links(shown.map(({ domain }) => domain))
  return {
    ...{ page, pages, count: all.length, waiting: all.filter(({ state }) => state === 'quarantined').length },
    peers: shown.map((peer) => ({ ...peerCard(say, peer), kept: kept.get(peer.domain)?.count ?? 0 })),
  }
}

const splitOf = ({ t, format }: Say, { domain, kind, older, newer, at }: Split) => ({
  ...{ domain, kind: t(`peers.splits.${kind}`), caught: t('peers.splits.caught', { day: format.day(at) }) },
  notes: [older, newer].map(({ note, by }) => ({
    note,
    by: by === domain ? t('peers.splits.own') : t('peers.splits.shown', { domain: by }),
  })),
})

/** Who was caught; of one domain, where it is given. */
export async function splitsOf(city: City, lang: Lang, domain?: string) {
  const splits = await city.network.peers.splits()
  return splits.filter((one) => domain === undefined || one.domain === domain).map((one) => splitOf(saying(city, lang), one)) // prettier-ignore
}

const formerOf = ({ t, format }: Say, { key, from, until, revoked }: Peer['former'][number]) => {
  const day = (at: Date) => format.day(at)
  if (revoked) return { key, isRevoked: true, text: t('peers.former.revoked', { since: format.moment(revoked) }) }
  const text = until && from ? t('peers.former.span', { from: day(from), until: day(until) }) : until ? t('peers.former.until', { until: day(until) }) : '' // prettier-ignore
  return { key, isRevoked: false, text }
}

const moveOf = ({ t, format }: Say, { state, cause, at, by, grounds }: PeerMove) => ({
  ...{ state: t(`peers.states.${state}`), tone: TONES[state], moment: format.moment(at), grounds },
  why: t(`peers.causes.${cause}`),
  by: by.startsWith('system') ? t('peers.byHouse') : t('peers.byPerson'),
})

/** Everything of one city. Throws `peers.unknown`. */
export async function peerOf(city: City, lang: Lang, domain: string) {
  const say = saying(city, lang)
  const { t, format } = say
  const { peer, moves, likenesses, usedToday } = await city.network.peers.one(domain)
  const [feed, practices] = await Promise.all([city.network.received.of(domain), city.network.exchange.taking.of(domain)]) // prettier-ignore
  const because = (failure: { code: string; details: Record<string, unknown> }) => sentence(lang, failure.code, { host: domain, ...failure.details }) // prettier-ignore
  return {
    card: peerCard(say, peer),
    ...{ domain, keys: peer.keys, seen: peer.seen, former: peer.former.map((one) => formerOf(say, one)), limits: peer.limits, isFamiliar: likenesses.every(({ kind }) => kind === 'near') }, // prettier-ignore
    moves: moves.map((move) => moveOf(say, move)),
    likenesses: likenesses.map(({ kind, domain: other }) => t(`peers.likeness.${kind}`, { other })),
    health: [
      peer.goodAt ? t('peers.good', { moment: format.moment(peer.goodAt) }) : t('peers.never'),
      ...(peer.failures > 0 ? [t('peers.failing', { n: peer.failures })] : []),
      ...(peer.failure && peer.failures > 0 ? [because(peer.failure)] : []),
      ...(peer.state === 'accepted' || peer.state === 'quarantined' ? [t('peers.next', { moment: format.moment(peer.nextAt) })] : []), // prettier-ignore
      ...(peer.size === undefined ? [] : [t('peers.size', { n: peer.size })]),
      t('peers.kept', { n: feed.count }),
      ...(feed.entered > 0 ? [t('peers.entered', { n: feed.entered })] : []),
      ...(peer.state !== 'accepted' ? [] : [feed.wholeAt && !feed.failure ? t('peers.whole', { moment: format.moment(feed.wholeAt) }) : t('peers.partly')]), // prettier-ignore
      ...(feed.anewAt ? [t('peers.anew', { moment: format.moment(feed.anewAt) })] : []),
      ...(feed.failure ? [because(feed.failure)] : []),
      ...(practices.anewAt ? [t('peers.practicesAnew', { moment: format.moment(practices.anewAt) })] : []),
      ...(practices.failure ? [t('peers.practicesFail', { why: because(practices.failure) })] : []),
    ],
    used: t('peers.used', { ...usedToday, megabytes: Math.round((usedToday.bytes / MEGABYTE) * 10) / 10 }),
    refused: [
      ...feed.refused.map((one) => ({ ...one, of: 'statement' })),
      ...practices.refused.map((one) => ({ ...one, of: 'practice' })),
    ].map(({ seq, code, problem, at, of }) => ({
      // prettier-ignore
      ...{ seq: `${of} ${seq}`, moment: format.moment(at), number: t(of === 'practice' ? 'peers.refused.practice' : 'peers.refused.number', { n: seq }), problem },
      why: t(`peers.refused.codes.${REFUSED.find((one) => one === code) ?? 'other'}`),
    })),
    splits: await splitsOf(city, lang, domain),
  }
}
export type ShownPeer = Awaited<ReturnType<typeof peerOf>>
export type ShownSplit = Awaited<ReturnType<typeof splitsOf>>[number]
