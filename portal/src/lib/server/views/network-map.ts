/** What the page of the network seen shows: a drawing of cities and what flows between them, and the same in words. */
import { said } from '#strategy'
import type { LinkHealth, LinkPart, NetworkLink, NetworkMap } from '#network'
import { sentence, type Lang } from '#words'
import { FLOW_KINDS, networkChart, type FlowKind, type NetworkDrawing } from '../charts/network.ts'
import type { City } from '../city.ts'
import { learnedRows } from './exchange.ts'
import { saying, type Say } from './projects.ts'

const TONES = { works: 'good', behind: 'warning', silent: 'bad', new: 'plain' } as const satisfies Record<LinkHealth, string> // prettier-ignore

type Place = NonNullable<NetworkLink['place']>
const nameOf = ({ lang }: Say, place: Place | undefined, domain: string) => place ? said(place.names, lang).text : domain // prettier-ignore

/** How far it has come with one thing that is asked for at each visit, and what went wrong with it. */
function partSaid(
  { t, format, lang }: Say,
  host: string,
  part: LinkPart['part'],
  { wholeAt, failure }: Omit<LinkPart, 'part'>,
): string {
  const until = wholeAt ? format.moment(wholeAt) : ''
  const reason = failure ? sentence(lang, failure.code, { host, ...failure.details }) : ''
  return t('network.map.part', { part, until: until || 'never', moment: until, failed: failure ? 'yes' : 'no', reason })
}

function rowOf(say: Say, link: NetworkLink, { own, flows }: Pick<NetworkMap, 'own' | 'flows'>) {
  const { t, format } = say
  const { domain, shown, place, health, goodAt, failures, parts, kept, recomputed, cards } = link
  const practices = (from: string, to: string) =>
    flows.find((one) => one.from === from && one.to === to)?.practices ?? 0
  const [learned, taught] = [practices(domain, own.domain), practices(own.domain, domain)]
  return {
    ...{ domain, shown, name: nameOf(say, place, shown), isNamed: place !== undefined },
    people: place?.people === undefined ? '' : t('exchange.people', { people: format.number(place.people) }),
    where: place?.point ? '' : t('network.map.nowhere'),
    health: { tone: TONES[health], text: t(`network.map.healths.${health}`) },
    answers: [
      goodAt ? t('peers.good', { moment: format.moment(goodAt) }) : t('peers.never'),
      ...(failures > 0 ? [t('peers.failing', { n: failures })] : []),
      ...parts.map(({ part, wholeAt, failure }) => partSaid(say, domain, part, { wholeAt, failure })),
    ],
    taken: [
      t('peers.kept', { n: kept }),
      ...(kept > 0 ? [t('network.map.recomputed', { n: recomputed })] : []),
      t('network.map.cards', { n: cards }),
    ],
    practices: [
      ...(learned > 0 ? [t('network.map.learned', { n: learned })] : []),
      ...(taught > 0 ? [t('network.map.taught', { n: taught })] : []),
    ],
  }
}

type Flowing = NetworkDrawing['flows'][number] & { way: string; what: string }

/** What flows between cities, in words: what each stated and was checked here, who asked whom for values, who learned from whom. */
function flowsOf(say: Say, { own, links, flows, requests }: NetworkMap): Flowing[] {
  const { t } = say
  const names = new Map([[own.domain, nameOf(say, own.place, own.domain)], ...links.map(({ domain, shown, place }) => [domain, nameOf(say, place, shown)] as const)]) // prettier-ignore
  const flow = (kind: FlowKind, from: string, to: string, what: string): Flowing => {
    const way = `${names.get(from) ?? from} → ${names.get(to) ?? to}`
    return { kind, from, to, way, what, said: `${way}: ${what}` }
  }
  return [
    ...flows.map(({ from, to, practices, results }) => flow('practices', from, to, t('network.map.flows.practices', { n: practices, results }))),
    ...requests.map(({ from, to, asked, answered }) => flow('requests', from, to, t('network.map.flows.requests', { n: asked, answered }))),
    ...links.filter(({ kept }) => kept > 0).map(({ domain, kept, recomputed }) => flow('statements', domain, own.domain, t('network.map.flows.statements', { n: kept, checked: recomputed }))),
  ] // prettier-ignore
}

/** The cities that say where they are, this one first, then the largest; undefined where this one alone would stand there. */
function drawingOf(say: Say, { own, links }: NetworkMap, flows: Flowing[]): NetworkDrawing | undefined {
  const { t, format } = say
  const bySize = links.toSorted((a, b) => (b.place?.people ?? 0) - (a.place?.people ?? 0))
  const cities = [{ ...own, shown: own.domain }, ...bySize].flatMap(({ domain, shown, place }) => {
    if (!place?.point) return []
    const name = nameOf(say, place, shown)
    return [{ id: domain, name, point: place.point, said: domain === own.domain ? name : `${name} (${shown})` }]
  })
  if (cities.length < 2 || cities[0]!.id !== own.domain) return undefined
  const names = new Map(cities.map(({ id, name }) => [id, name]))
  return {
    ...{ title: t('network.map.drawing'), description: t('network.map.drawingText', { n: cities.length }), cities },
    links: links.map(({ domain: to, health }) => ({ to, isGood: health === 'works', said: `${names.get(to)}: ${t(`network.map.healths.${health}`)}` })), // prettier-ignore
    flows,
    km: (kilometres) => format.value(kilometres, 'km'),
  }
}

/** More arrows at once say nothing: then one kind is shown at first. */
const ARROWS_MAX = 24
const ROWS_MAX = 100

/** `asked`: which kind of flows is meant, by the address. */
export async function networkMapOf(city: City, lang: Lang, asked: string | null) {
  const say = saying(city, lang)
  const map = await city.network.map()
  const all = flowsOf(say, map)
  const kinds = FLOW_KINDS.toReversed().filter((kind) => all.some((one) => one.kind === kind))
  const first = all.length > ARROWS_MAX ? kinds[0] : undefined
  const chosen = asked === 'all' ? undefined : (kinds.find((kind) => kind === asked) ?? first)
  const shown = all.filter(({ kind }) => chosen === undefined || kind === chosen)
  const drawing = drawingOf(say, map, shown)
  return {
    drawing: drawing && { wide: networkChart(drawing, 'wide'), narrow: networkChart(drawing, 'narrow') },
    ...{
      kinds,
      kind: chosen ?? 'all',
      flows: shown.slice(0, ROWS_MAX),
      moreFlows: Math.max(0, shown.length - ROWS_MAX),
    },
    placeless: map.links.filter(({ place }) => !place?.point).length,
    ...{ more: map.more, links: map.links.map((link) => rowOf(say, link, map)) },
    learned: learnedRows(say, map.learned),
  }
}
