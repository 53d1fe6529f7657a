/** What the city's things would be refused for, told before it is loaded: names that no context knows, days that two prices claim, feeds of what is not there. */
import { isShipped, shippedIri } from '#infrastructure'
import { knownFrom } from '#indicators'
import type { Parts } from '../parts.ts'
import type { Rate, Things } from '../things/types.ts'
import { AREA_KINDS, type Problem } from '../types.ts'

const NAME_RIGHT = 'a name that a context of "contexts" knows, or an IRI'
const SOURCE_RIGHT = 'a source of sources.json'
type Path = readonly PropertyKey[]
type Part = Parts['things']

export function thingProblems(parts: Parts): Problem[] {
  const part = parts.things
  const things = part.data
  if (!things) return []
  return [
    ...things.contexts.flatMap((address, i) => (address === '' || isShipped(address) ? [] : [part.problem(['contexts', i], 'a context that is in the program')])), // prettier-ignore
    ...ofPolicies(part, things),
    ...ofRates(parts, things),
    ...things.feeds.flatMap((_, i) => ofFeed(parts, things, i)),
    ...things.live.flatMap((_, i) => ofLive(parts, things, i)),
    ...again(part, 'live', things.live.map(({ id }) => id), 'id'), // prettier-ignore
    ...again(part, 'feeds', things.feeds.map(({ id }) => id), 'id'), // prettier-ignore
  ]
}

const named = (part: Part, { contexts }: Things, path: Path, name: string): Problem[] =>
  name === '' || shippedIri(name, contexts) !== undefined ? [] : [part.problem(path, NAME_RIGHT)]

const again = (part: Part, list: string, keys: string[], field: string): Problem[] =>
  keys.flatMap((key, i) => (key === '' || keys.indexOf(key) === i ? [] : [part.problem([list, i, field], 'a name used once')])) // prettier-ignore

function ofPolicies(part: Part, things: Things): Problem[] {
  const keys = things.policies.map(({ type, attribute = '' }) => (type ? `${type} ${attribute}` : ''))
  return [
    ...things.policies.flatMap(({ type, attribute = '' }, i) => [
      ...named(part, things, ['policies', i, 'type'], type),
      ...named(part, things, ['policies', i, 'attribute'], attribute),
    ]),
    ...again(part, 'policies', keys, 'type'),
  ]
}

const meets = (a: Rate, b: Rate) =>
  a.kind === b.kind && a.carrier === b.carrier && (!a.to || b.from < a.to) && (!b.to || a.from < b.to)

function ofRates({ things: part, sources }: Parts, { rates }: Things): Problem[] {
  const known = sources.data && new Set(sources.data.sources.map(({ id }) => id))
  return rates.flatMap((rate, i) => {
    const { from, to, source, kind, unit } = rate
    const other = rates.slice(0, i).find((one) => one.from !== '' && from !== '' && meets(rate, one))
    const isFit = kind === 'tariff' ? unit.startsWith('PLN') : unit.startsWith('kg')
    return [
      ...(to && to <= from ? [part.problem(['rates', i, 'to'], `a day after ${from}`)] : []),
      ...(other ? [part.problem(['rates', i, 'from'], `days that "${other.name}" does not claim`)] : []),
      ...(isFit || !unit || !kind ? [] : [part.problem(['rates', i, 'unit'], kind === 'tariff' ? 'PLN/kWh or PLN/GJ' : 'kg/kWh or kg/GJ')]), // prettier-ignore
      ...(source === '' || !known || known.has(source) ? [] : [part.problem(['rates', i, 'source'], SOURCE_RIGHT)]),
    ]
  })
}

const { unitFactor } = knownFrom([], [])

function ofFeed({ things: part, sources, measures, places, datasets }: Parts, things: Things, i: number): Problem[] {
  const { id, of, attribute, measure, unit, completeness, areas, ...feed } = things.feeds[i]!
  const at = (...path: PropertyKey[]) => ['feeds', i, ...path]
  const refer = (path: Path, id: string, known: readonly { id: string }[] | undefined, right: string) =>
    id === '' || !known || known.some((one) => one.id === id) ? [] : [part.problem(path, right)]
  const found = measures.data?.measures.find((one) => one.id === measure)
  const isUnfit = found && unit !== '' && found.unit !== '' && unitFactor(unit, found.unit) === undefined
  const own = Object.hasOwn(areas, 'all') ? (areas as { all: string }).all : undefined
  const { kind } = areas as { kind?: string }
  return [
    ...named(part, things, at('of', 'type'), of.type),
    ...named(part, things, at('attribute'), attribute),
    ...refer(at('measure'), measure, measures.data?.measures, 'a measure of measures.json'),
    ...(isUnfit ? [part.problem(at('unit'), `a unit comparable with "${found.unit}"`)] : []),
    ...refer(at('completeness', 'source'), completeness.source ?? '', sources.data?.sources, SOURCE_RIGHT),
    ...feed.sources.flatMap((one, j) => refer(at('sources', j), one, sources.data?.sources, SOURCE_RIGHT)),
    ...feed.open.spatial.flatMap((one, j) => refer(at('open', 'spatial', j), one, places.data?.areas, 'an area of places.json')), // prettier-ignore
    ...(own === undefined ? [] : refer(at('areas', 'all'), own, places.data?.areas, 'an area of places.json')),
    ...(!kind || AREA_KINDS.some((one) => one === kind) ? [] : [part.problem(at('areas', 'kind'), `one of ${AREA_KINDS.join(', ')}`)]), // prettier-ignore
    ...(datasets.data?.datasets.some((one) => one.id === id && id !== '') ? [part.problem(at('id'), 'a name that no dataset of datasets.json has')] : []), // prettier-ignore
  ]
}

function ofLive({ things: part, assets, places, datasets }: Parts, things: Things, i: number): Problem[] {
  const { id, type, asset, spatial } = things.live[i]!
  const open = assets.data?.assets.filter(({ openness }) => openness.state === 'open').map(({ slug }) => slug)
  const taken = [...(datasets.data?.datasets ?? []), ...things.feeds].some((one) => id !== '' && one.id === id)
  const areas = places.data && new Set(places.data.areas.map((one) => one.id))
  return [
    ...named(part, things, ['live', i, 'type'], type),
    ...(asset === '' || !open || open.includes(asset) ? [] : [part.problem(['live', i, 'asset'], 'an open asset of assets.json')]), // prettier-ignore
    ...spatial.flatMap((one, j) => (one === '' || !areas || areas.has(one) ? [] : [part.problem(['live', i, 'spatial', j], 'an area of places.json')])), // prettier-ignore
    ...(taken ? [part.problem(['live', i, 'id'], 'a name that no other dataset has')] : []),
  ]
}
