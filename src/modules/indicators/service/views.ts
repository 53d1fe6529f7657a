/** What people come to see: how complete a standard is, an indicator with its series, what can be found. Published data only. */
import { found, indexOf } from '#platform/text'
import * as rules from '../rules.ts'
import { catalogue, definitions, observations, publications, values } from '../store/index.ts'
import type { Dataset, DefinitionDraft, Measure, Source, Texts, Value, Via } from '../types.ts'
import { isStated, standingOf, type Standing } from '../omissions/rules.ts'
import { current as currentOmissions, gone as omissionsGone } from '../omissions/store.ts'
import type { Stated } from '../omissions/types.ts'
import { entriesOfStandard, entriesOfStrategy, placesOf, type Entry, type Place, type Strategy } from '../sets.ts'
import type { Certificate, Standard } from '../standards.ts'
import { findable, type Findings } from './findable.ts'
import { createMemory } from './memory.ts'
import type { Needs } from './needs.ts'

type Count = { reported: number; total: number }
export type ThemeCompleteness = { id: string; code: string; names: Texts; core: Count; supporting: Count; all: Count }
export type StandardCompleteness = {
  id: string
  names: Texts
  edition?: string
  all: Count
  core: Count
  supporting: Count
  themes: ThemeCompleteness[]
  /** How far it would reach, by others' levels. */
  certificate?: Pick<Certificate, 'names' | 'edition' | 'note' | 'source' | 'of' | 'levels'> & Standing
}
export type ThemeLine = Entry & {
  value?: Value
  /** Why it is not reported, where somebody said so. */
  omission?: Stated
}
export type Point = Pick<Value, 'period' | 'value' | 'status' | 'reason' | 'seq'>
export type Series = { area: string; points: Point[] }
export type Counts = {
  observations: number
  values: number
  measures: number
  datasets: number
  areas: number
  definitions: number
}

export function createViews({ db, home, gate, places, standards, strategies }: Needs) {
  const memory = createMemory(
    async () => `${await publications.stamp(db)}.${await omissionsGone(db, gate)}.${await places.stamp()}`,
  )

  const allDefinitions = () => memory('definitions', () => definitions.all(db))
  const allMeasures = () => memory('measures', () => catalogue.measures(db))

  /** The current values of indicators in every area, each as a series in order of time; all that is not known yet in one reading. */
  async function seriesOfMany(ids: string[]): Promise<Map<string, Value[]>[]> {
    const units = new Map((await allDefinitions()).map(({ id, unit }) => [id, unit]))
    for (const id of ids) if (!units.has(id)) throw rules.refuse.unknown({ id })
    return memory.many(
      ids.map((id) => `series ${id}`),
      async (missing) => {
        const asked = missing.map((key) => key.slice('series '.length))
        const found = rules.bySeries(await values.current(db, asked), units)
        return new Map(asked.map((id) => [`series ${id}`, found.get(id) ?? new Map<string, Value[]>()]))
      },
    )
  }
  const seriesOf = async (id: string) => (await seriesOfMany([id]))[0]!

  async function latest(id: string, area: string): Promise<Value | undefined> {
    const all = (await seriesOf(id)).get(area) ?? []
    return all.findLast((value) => value.value !== null) ?? all.at(-1)
  }

  function standardOf(id: string): Standard {
    const standard = standards.find((one) => one.id === id)
    if (!standard) throw rules.refuse.unknownStandard({ standard: id })
    return standard
  }

  const strategyOf = (id: string): Strategy | undefined => strategies.find((one) => one.id === id)

  /** Every indicator of a standard or a strategy with what the area reports for it. */
  const lines = (id: string, area: string): Promise<ThemeLine[]> =>
    memory(`lines ${id} ${area}`, async () => {
      const all = await allDefinitions()
      const strategy = strategyOf(id)
      const found = strategy ? entriesOfStrategy(strategy, all) : entriesOfStandard(standardOf(id), all)
      await seriesOfMany(found.flatMap(({ definition }) => definition?.id ?? []))
      const omissions = new Map(
        (await memory('omissions', () => currentOmissions(db, gate)))
          .filter(isStated)
          .flatMap((one) => (one.standard === id ? [[one.code, one] as const] : [])),
      )
      return Promise.all(
        found.map(async (line) => {
          const value = line.definition && (await latest(line.definition.id, area))
          return { ...line, value, omission: isReported(value) || area !== home ? undefined : omissions.get(line.code) }
        }),
      )
    })

  return {
    /** Changes whenever anything published changes; pages may be kept until it does. */
    stamp: () => memory.stamp(),

    /** How much of each standard, and of each of the city's own strategies, the area reports. */
    completeness: (area: string): Promise<StandardCompleteness[]> =>
      memory(`completeness ${area}`, async () =>
        Promise.all([...standards, ...strategies].map(async (set) => completenessOf(set, await lines(set.id, area)))),
      ),

    /** One theme of a standard, or area of a strategy, indicator by indicator. Throws `indicators.unknownStandard`. */
    async theme(
      standard: string,
      theme: string,
      area: string,
    ): Promise<{ standard: Standard | Strategy; theme: Standard['themes'][number]; lines: ThemeLine[] }> {
      const found = strategyOf(standard) ?? standardOf(standard)
      const one = found.themes.find(({ id, code }) => id === theme || code === theme)
      if (!one) throw rules.refuse.unknownStandard({ standard: `${standard}/${theme}` })
      return {
        standard: found,
        theme: one,
        lines: (await lines(standard, area)).filter((line) => line.theme === one.id),
      }
    },

    standards: (): Standard[] => standards,
    strategies: (): Strategy[] => strategies,
    /** Where a definition stands, in standards and in the city's own strategies. */
    placesOf: (definition: Pick<DefinitionDraft, 'standards' | 'strategies'>): Place[] =>
      placesOf(definition, { standards, strategies }),
    standard: standardOf,
    latest,
    definitions: allDefinitions,
    measures: allMeasures,
    datasets: (): Promise<Dataset[]> => memory('datasets', () => catalogue.datasets(db)),
    sources: (): Promise<{ sources: Source[]; via: Via[] }> => memory('sources', () => catalogue.sources(db)),

    async measure(id: string): Promise<Measure> {
      const found = (await allMeasures()).find((measure) => measure.id === id)
      if (!found) throw rules.refuse.unknown({ id })
      return found
    },

    seriesOfMany,

    /** The series of an indicator, in the named areas or in all. Throws `indicators.unknown`. */
    async series(id: string, areas?: string[]): Promise<Series[]> {
      const all = await seriesOf(id)
      return [...all].filter(([area]) => !areas || areas.includes(area)).map(([area, points]) => ({ area, points }))
    },

    /** Live counts of what is published. */
    counts: (): Promise<Counts> =>
      memory('counts', async () => ({
        ...(await observations.counts(db)),
        values: await values.count(db),
        datasets: (await catalogue.datasets(db)).length,
        definitions: (await allDefinitions()).length,
      })),

    /** Indicators, standards, measures, areas and datasets, by their names and what is said of them, in any of the languages. */
    async search(query: string, limit = 30): Promise<Findings> {
      const index = await memory('findable', async () =>
        indexOf(
          findable({
            definitions: await allDefinitions(),
            ...{ standards, strategies },
            measures: await allMeasures(),
            areas: await places.areas(),
            datasets: await catalogue.datasets(db),
          }),
        ),
      )
      return found(index, query, limit)
    },
  }
}
export type Views = ReturnType<typeof createViews>

const isReported = (value: Value | undefined): boolean => value !== undefined && value.value !== null

function completenessOf(set: Standard | Strategy, lines: ThemeLine[]): StandardCompleteness {
  const count = (some: ThemeLine[], kind?: string): Count => {
    const counted = some.filter((line) => kind === undefined || line.kind === kind)
    return { reported: counted.filter((line) => isReported(line.value)).length, total: counted.length }
  }
  // A theme that only holds other themes has no indicators of its own.
  const parents = new Set(set.themes.map(({ parent }) => parent))
  const themes = set.themes
    .filter(({ id }) => !parents.has(id))
    .map(({ id, code, names }) => {
      const own = lines.filter((line) => line.theme === id)
      return { id, code, names, core: count(own, 'core'), supporting: count(own, 'supporting'), all: count(own) }
    })
  const { certificate, edition } = 'edition' in set ? set : { edition: `${set.from}–${set.to}` }
  const counting = lines.filter(({ kind }) => kind && certificate?.counts.includes(kind))
  return {
    ...(certificate && { certificate: { ...certificate, ...standingOf(certificate, count(counting).reported) } }),
    ...{ id: set.id, names: set.name, edition },
    all: count(lines),
    core: count(lines, 'core'),
    supporting: count(lines, 'supporting'),
    themes,
  }
}
