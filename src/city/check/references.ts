/** What refers to something refers to what exists; what has a name has it alone. */
import { access, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Part, Parts } from '../parts.ts'
import type { Area, Problem } from '../types.ts'

type Path = readonly PropertyKey[]
/** Undefined where the file that should name them could not be read: then nothing is said about references to it. */
type Names = ReadonlySet<string> | undefined
type AnyPart = Pick<Part<unknown>, 'problem'>

export async function referenceProblems(folder: string, parts: Parts): Promise<Problem[]> {
  const { info, places, sources, measures, indicators, datasets, targets } = parts
  const names = {
    areas: idsOf(places.data?.areas),
    sources: idsOf(sources.data?.sources),
    via: idsOf(sources.data?.via),
    measures: idsOf(measures.data?.measures),
    indicators: idsOf(indicators.data?.indicators),
  }
  return [
    ...twice(info, ['doors'], info.data?.doors),
    ...twice(info, ['facts'], info.data?.facts),
    ...twice(info, ['strategies'], info.data?.strategies),
    ...twice(info, ['peers'], info.data?.peers),
    ...twice(info, ['links'], info.data?.links),
    ...twice(places, ['areas'], places.data?.areas),
    ...twice(sources, ['sources'], sources.data?.sources),
    ...twice(sources, ['via'], sources.data?.via),
    ...twice(measures, ['measures'], measures.data?.measures),
    ...twice(indicators, ['indicators'], indicators.data?.indicators),
    ...twice(datasets, ['datasets'], datasets.data?.datasets),
    ...twice(targets, ['targets'], targets.data?.targets),
    ...ofInfo(info, names),
    ...ofPlaces(places, names),
    ...ofMeasures(measures, names),
    ...ofIndicators(indicators, names),
    ...ofDatasets(datasets, names),
    ...ofOwn(parts),
    ...ofTargets(targets, names),
    ...(await absentFiles(folder, parts)),
  ]
}

type AllNames = Record<'areas' | 'sources' | 'via' | 'measures' | 'indicators', Names>

function ofInfo(part: Parts['info'], { areas, sources, indicators }: AllNames): Problem[] {
  const { data } = part
  if (!data) return []
  const facts = idsOf(data.facts)
  const source = (path: Path, id: string) => refer(part, path, id, sources, 'a source of sources.json')
  return [
    ...refer(part, ['area'], data.area, areas, 'an area of places.json'),
    ...refer(part, ['country'], data.country, areas, 'an area of places.json'),
    ...data.doors.flatMap((door, i) =>
      door.facts.flatMap((fact, j) => refer(part, ['doors', i, 'facts', j], fact, facts, 'a fact of this file')),
    ),
    ...data.headlines.flatMap((id, i) =>
      refer(part, ['headlines', i], id, indicators, 'an indicator of indicators.json'),
    ),
    ...(data.likeness ?? []).flatMap(({ indicator }, i) =>
      refer(part, ['likeness', i, 'indicator'], indicator, indicators, 'an indicator of indicators.json'),
    ),
    ...(data.map
      ? refer(part, ['map', 'indicator'], data.map.indicator, indicators, 'an indicator of indicators.json')
      : []),
    ...data.peers.flatMap((peer, i) =>
      peer.areas.flatMap((id, j) => refer(part, ['peers', i, 'areas', j], id, areas, 'an area of places.json')),
    ),
    ...data.strategies.flatMap(({ from, to }, i) =>
      from > to ? [part.problem(['strategies', i, 'to'], `a year after ${from}`)] : [],
    ),
    ...data.strategies.flatMap((one, i) => source(['strategies', i, 'source'], one.source)),
    ...data.facts.flatMap((one, i) => source(['facts', i, 'source'], one.source)),
  ]
}

function ofPlaces(part: Parts['places'], { areas, sources }: AllNames): Problem[] {
  const all = part.data?.areas ?? []
  const byId = new Map(all.map((area) => [area.id, area]))
  const owners = new Map<string, string>()
  return all.flatMap((area, i) => [
    ...(area.validFrom && area.validTo && area.validFrom > area.validTo
      ? [part.problem(['areas', i, 'validTo'], `a day after ${area.validFrom}`)]
      : []),
    ...(area.parent ? refer(part, ['areas', i, 'parent'], area.parent, areas, 'an area of this file') : []),
    ...(isOwnAncestor(area, byId)
      ? [part.problem(['areas', i, 'parent'], 'an area that does not lie in this one')]
      : []),
    ...(area.outline
      ? refer(part, ['areas', i, 'outline', 'source'], area.outline.source, sources, 'a source of sources.json')
      : []),
    ...ofBreaks(part, ['areas', i, 'breaks'], area.breaks, areas, sources),
    ...(area.identifiers ?? []).flatMap(({ scheme, code }, j) => {
      const owner = owners.get(`${scheme} ${code}`)
      owners.set(`${scheme} ${code}`, area.id)
      const path = ['areas', i, 'identifiers', j]
      return owner ? [part.problem(path, `a code that no other area has; "${owner}" has it`)] : []
    }),
  ])
}

function isOwnAncestor(area: Area, byId: ReadonlyMap<string, Area>): boolean {
  const seen = new Set<string>()
  for (let parent = area.parent; parent && !seen.has(parent); parent = byId.get(parent)?.parent) {
    if (parent === area.id) return true
    seen.add(parent)
  }
  return false
}

type Breaks = { areas?: string[] | undefined; source: string }[] | undefined

function ofBreaks(part: AnyPart, path: Path, breaks: Breaks, areas: Names, sources: Names): Problem[] {
  return (breaks ?? []).flatMap((one, i) => [
    ...refer(part, [...path, i, 'source'], one.source, sources, 'a source of sources.json'),
    ...(one.areas ?? []).flatMap((id, j) => refer(part, [...path, i, 'areas', j], id, areas, 'an area of places.json')),
  ])
}

function ofMeasures(part: Parts['measures'], { areas, sources }: AllNames): Problem[] {
  return [
    ...(part.data?.measures ?? []).flatMap(({ dimensions = [], breaks }, i) => [
      ...twice(part, ['measures', i, 'dimensions'], dimensions),
      ...dimensions.flatMap(({ values }, j) => twice(part, ['measures', i, 'dimensions', j, 'values'], values)),
      ...ofBreaks(part, ['measures', i, 'breaks'], breaks, areas, sources),
    ]),
  ]
}

function ofIndicators(part: Parts['indicators'], { areas, sources }: AllNames): Problem[] {
  return (part.data?.indicators ?? []).flatMap(({ breaks, thresholds = [] }, i) => [
    ...ofBreaks(part, ['indicators', i, 'breaks'], breaks, areas, sources),
    ...thresholds.flatMap(({ source }, j) =>
      refer(part, ['indicators', i, 'thresholds', j, 'source'], source, sources, 'a source of sources.json'),
    ),
  ])
}

/** Datasets of the catalogue that the house makes by itself. */
const OURS = /^(indicators-.*|city-figures)$/

function ofDatasets(part: Parts['datasets'], { areas, sources, via, measures }: AllNames): Problem[] {
  return (part.data?.datasets ?? []).flatMap((dataset, i) => {
    const { mapping, format } = dataset
    const path = ['datasets', i]
    const measure = (where: Path, id: string | null) =>
      id === null ? [] : refer(part, where, id, measures, 'a measure of measures.json')
    const mapped =
      typeof mapping?.measure === 'string'
        ? measure([...path, 'mapping', 'measure'], mapping.measure)
        : Object.entries(mapping?.measure?.values ?? {}).flatMap(([word, id]) =>
            measure([...path, 'mapping', 'measure', 'values', word], id),
          )
    return [
      ...dataset.sources.flatMap((id, j) =>
        refer(part, [...path, 'sources', j], id, sources, 'a source of sources.json'),
      ),
      ...(dataset.via ?? []).flatMap((id, j) =>
        refer(part, [...path, 'via', j], id, via, 'a copy listed under "via" in sources.json'),
      ),
      ...mapped,
      ...(OURS.test(dataset.id) ? [part.problem([...path, 'id'], 'a name that the house does not use itself')] : []),
      ...dataset.open.spatial.flatMap((id, j) =>
        refer(part, [...path, 'open', 'spatial', j], id, areas, 'an area of places.json'),
      ),
      ...(format === 'bdl' && !mapping
        ? [part.problem([...path, 'mapping'], 'a mapping of the columns of the BDL export')]
        : []),
      ...(format === 'tidy' && mapping ? [part.problem([...path, 'mapping'], 'no mapping for a tidy file')] : []),
    ]
  })
}

/** Figures are open, and so is what they hang on. */
function ofOwn({ datasets, assets }: Parts): Problem[] {
  const asset = datasets.data?.own.asset
  if (!asset || !assets.data) return []
  const isOpen = assets.data.assets.some(
    ({ slug, securityClass, openness }) => slug === asset && securityClass === 'public' && openness.state === 'open',
  )
  return isOpen ? [] : [datasets.problem(['own', 'asset'], 'an open asset of assets.json of the class "public"')]
}

function ofTargets(part: Parts['targets'], { areas, sources, indicators }: AllNames): Problem[] {
  return (part.data?.targets ?? []).flatMap(({ indicator, area, source }, i) => [
    ...refer(part, ['targets', i, 'indicator'], indicator, indicators, 'an indicator of indicators.json'),
    ...refer(part, ['targets', i, 'area'], area, areas, 'an area of places.json'),
    ...refer(part, ['targets', i, 'source'], source, sources, 'a source of sources.json'),
  ])
}

async function absentFiles(folder: string, { info, datasets }: Parts): Promise<Problem[]> {
  const wanted = [
    ...(info.data ? [{ part: info as AnyPart, path: ['arms', 'file'] as Path, file: info.data.arms.file }] : []),
    ...(datasets.data?.datasets ?? []).map(({ file }, i) => ({ part: datasets, path: ['datasets', i, 'file'], file })),
  ]
  const problems = await Promise.all(
    wanted.map(async ({ part, path, file }) => {
      const exists = await access(join(folder, file)).then(
        () => true,
        () => false,
      )
      return exists ? [] : [part.problem(path, 'a file that the pack has')]
    }),
  )
  return [...problems.flat(), ...(await unlistedFiles(folder, datasets))]
}

/** Files of figures that no dataset names would be left out in silence. */
async function unlistedFiles(folder: string, { data }: Parts['datasets']): Promise<Problem[]> {
  if (!data) return []
  const named = new Set(data.datasets.map(({ file }) => file))
  const present = await readdir(join(folder, 'data')).catch(() => [])
  return present
    .map((name) => `data/${name}`)
    .filter((file) => file.endsWith('.csv') && !named.has(file))
    .map((file) => ({ file, line: 1, column: 1, field: '', found: file, right: 'a dataset of datasets.json for it' }))
}

function idsOf(things: readonly { id: string }[] | undefined): Names {
  return things && new Set(things.map(({ id }) => id))
}

function refer(part: AnyPart, path: Path, id: string, names: Names, right: string): Problem[] {
  return id === '' || !names || names.has(id) ? [] : [part.problem(path, right)]
}

function twice<T>(
  part: AnyPart,
  path: Path,
  things: readonly T[] = [],
  nameOf: (thing: T) => string = (thing) => (thing as { id: string }).id,
  field = 'id',
): Problem[] {
  const seen = new Set<string>()
  return things.flatMap((thing, i) => {
    const name = nameOf(thing)
    if (name !== '' && seen.has(name)) return [part.problem([...path, i, field], 'a name used once')]
    seen.add(name)
    return []
  })
}
