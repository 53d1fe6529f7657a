/** A set of indicators as a dataset: the table of its values, the same as JSON-stat and SDMX-CSV, and the API. Pure. */
import type { HouseDraft } from '#catalog'
import type { CsvCell } from '#tables'
import { fieldsOf, inEach, temporalOf } from '../sourcing/rules.ts'
import { placesOf, type Sets } from '../sets.ts'
import type { Definition, Source, Texts } from '../types.ts'

export const TABLE = 'values'
export const COLUMNS = [
  ...(['indicator', 'code', 'name', 'area', 'area_name', 'period'] as const),
  ...(['value', 'unit', 'status', 'reason', 'vintage'] as const),
  // Those without a language are Polish, and were there first.
  ...(['name_en', 'name_uk', 'area_name_en', 'area_name_uk'] as const),
]
/** What is about no single person. */
export const FIGURES = { columns: ['value', 'vintage'], fields: fieldsOf(COLUMNS) }

export const slugOf = (set: string): string => `indicators-${set.replace(/[^a-z0-9]+/g, '-')}`

export type OpenSet = { id: string; name: Texts; members: { definition: Definition; code: string }[] }

/**
 * The sets in which any of these stands, each with what stands in it. A set of which nothing is defined has no values: as a
 * dataset it would promise what is not there, and is one from its first value on.
 */
export function openSets(definitions: Definition[], sets: Sets): OpenSet[] {
  return [...sets.standards, ...sets.strategies].flatMap(({ id, name }) => {
    const members = definitions.flatMap((definition) => {
      const place = placesOf(definition, sets).find(({ set }) => set === id)
      return place ? [{ definition, code: place.entry?.code ?? place.theme.code }] : []
    })
    return members.length > 0 ? [{ id, name, members }] : []
  })
}

/** A set's dataset; `defined`: so many indicators of it are. */
export type SetDataset = { set: string; slug: string; defined: number }
export const setDatasets = (definitions: Definition[], sets: Sets): SetDataset[] => {
  const open = new Map(openSets(definitions, sets).map(({ id, members }) => [id, members.length]))
  return [...sets.standards, ...sets.strategies].map(({ id }) => ({ set: id, slug: slugOf(id), defined: open.get(id) ?? 0 })) // prettier-ignore
}

export type Row = { indicator: string; area: string; period: string; value: number | null; status: string; reason: { code: string } | null; seq: number } // prettier-ignore

export const cellsOf = ({ definition, code }: OpenSet['members'][number], row: Row, areaNames: Texts): CsvCell[] => {
  const { area, period, value, status, reason, seq } = row
  const { id, names, unit } = definition
  const figure = [period, value, unit, status, reason?.code, seq]
  return [id, code, names.pl, area, areaNames.pl, ...figure, names.en, names.uk, areaNames.en, areaNames.uk]
}

/** So many sources are named in a description. */
const SOURCES_MAX = 20
type About = {
  baseUrl: string
  home: string
  own: { asset: string; terms: string }
  sources: Source[]
  periods: string[]
}

export function draftOf({ id, name }: OpenSet, { baseUrl, home, own, sources, periods }: About): HouseDraft {
  const values = `${baseUrl}/api/v1/values`
  const file = (slug: string, ending: string, mediaType: string, title: string) => ({
    ...{ slug, kind: 'service' as const, title: { pl: title, en: title, uk: title } },
    endpoint: { url: `${values}.${ending}?set=${id}`, protocol: title, mediaType },
  })
  return {
    ...{ slug: slugOf(id), asset: own.asset },
    description: {
      title: inEachOf('downloads.open.set', name),
      description: inEachOf('downloads.open.setAbout', name),
      provenance: inEach('downloads.open.setProvenance'),
      ...{ licence: own.terms, frequency: 'IRREG', themes: ['GOVE', 'REGI'], spatial: [home] },
      temporal: temporalOf(periods),
      sources: sources.slice(0, SOURCES_MAX).map(({ names, url }) => ({ title: names, url })),
      ...{ landingPage: `${baseUrl}/indicators#${id}`, documentation: [`${baseUrl}/indicators/methodology`] },
    },
    distributions: [
      { slug: TABLE, kind: 'table', title: inEach('downloads.open.values') },
      file('json-stat', 'jsonstat.json', 'application/json', 'JSON-stat'),
      file('sdmx-csv', 'sdmx.csv', 'text/csv', 'SDMX-CSV'),
      {
        ...{ slug: 'api', kind: 'service', title: inEach('downloads.open.api') },
        endpoint: { url: `${values}?set=${id}`, description: `${baseUrl}/api/v1/openapi.json`, protocol: 'HTTP' },
      },
    ],
  }
}

const inEachOf = (key: 'downloads.open.set' | 'downloads.open.setAbout', name: Texts): Texts => ({
  pl: inEach(key, { name: name.pl }).pl,
  en: inEach(key, { name: name.en }).en,
  uk: inEach(key, { name: name.uk }).uk,
})
