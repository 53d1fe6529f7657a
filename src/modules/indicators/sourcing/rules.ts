/** Of which dataset an import's file is a version, and what the catalogue says of it. Pure. */
import { nameOf, type HouseDraft } from '#catalog'
import { words, type Key } from '#words'
import { firstDay, lastDay } from '../periods.ts'
import { TIDY, type Layout } from '../reading/index.ts'
import type { Dataset, Import, Source, Texts } from '../types.ts'

/** The dataset of what names no dataset, was entered by hand, or was taken back. */
export const OWN = 'city-figures'
const FIGURES = 'value'

export const inEach = (key: Key, values?: Record<string, string | number>): Texts => ({
  pl: words.pl.t(key, values),
  en: words.en.t(key, values),
  uk: words.uk.t(key, values),
})

/** A file that holds a figure a row is laid down as it came; of any other, what was read of it. */
export const isPlain = ({ container, roles, remarks }: Layout): boolean =>
  container !== 'json' && roles.value !== undefined && !remarks.some(({ code }) => code === 'spread')

/** Files of one name are versions of one distribution; what the house wrote itself is gathered in one. */
export const distributionOf = ({ origin, fileName }: Pick<Import, 'origin' | 'fileName'>) =>
  origin === 'file'
    ? { slug: nameOf(baseOf(fileName)), title: { pl: baseOf(fileName) } }
    : { slug: origin, title: inEach(origin === 'entry' ? 'downloads.open.entered' : 'downloads.open.withdrawn') }

const baseOf = (fileName: string): string => fileName.split('/').at(-1)!

export type Part = ReturnType<typeof distributionOf>
type Own = { asset: string; terms: string; home: string }

/** What is said of a dataset with these distributions. */
export function draftOf(
  dataset: Dataset | undefined,
  parts: Part[],
  { own, sources, periods }: { own: Own; sources: Source[]; periods: string[] },
): HouseDraft {
  const distributions = parts.map((part) => ({ ...part, kind: 'table' as const }))
  const { asset } = own
  if (!dataset?.open)
    return {
      ...{ slug: OWN, asset, distributions },
      description: {
        ...{ title: inEach('downloads.open.own'), description: inEach('downloads.open.ownAbout') },
        ...{ licence: own.terms, frequency: 'IRREG', themes: ['GOVE'], spatial: [own.home] },
      },
    }
  const { id, names, note, open } = dataset
  const named = sources.filter((source) => dataset.sources.includes(source.id))
  return {
    ...{ slug: id, asset, distributions },
    description: {
      ...{ title: names, description: open.descriptions, licence: open.terms, frequency: open.frequency },
      ...{
        themes: open.themes,
        spatial: open.spatial,
        temporal: temporalOf(periods),
        ...(note && { provenance: note }),
      },
      sources: named.map(({ names, url }) => ({ title: names, url })),
    },
  }
}

/** From the first day of the earliest period to the last day of the latest. */
export function temporalOf(periods: string[]): { from?: string; to?: string } {
  const from = periods.flatMap((period) => firstDay(period) ?? []).sort()[0]
  const to = periods.flatMap((period) => lastDay(period) ?? []).sort().at(-1) // prettier-ignore
  return { ...(from !== undefined && { from }), ...(to !== undefined && { to }) }
}

/** What the columns of figures are called. What is no number is text: periods are no years, codes no numbers. */
const TITLES: Partial<Record<string, Key>> = {
  ...{ area: 'downloads.open.column.area', measure: 'downloads.open.column.measure' },
  ...{ dimension: 'downloads.open.column.dimension', period: 'downloads.open.column.period' },
  ...{ value: 'downloads.open.column.value', unit: 'downloads.open.column.unit' },
  ...{ status: 'downloads.open.column.status', reason: 'downloads.open.column.reason' },
  ...{ note: 'downloads.open.column.note', via: 'downloads.open.column.via' },
  ...{ indicator: 'downloads.open.column.indicator', code: 'downloads.open.column.code' },
  ...{ name: 'downloads.open.column.name', area_name: 'downloads.open.column.areaName' },
  ...{ name_en: 'downloads.open.column.nameEn', name_uk: 'downloads.open.column.nameUk' },
  ...{ area_name_en: 'downloads.open.column.areaNameEn', area_name_uk: 'downloads.open.column.areaNameUk' },
  vintage: 'downloads.open.column.vintage',
}
const TYPES: Partial<Record<string, 'number' | 'integer'>> = { value: 'number', vintage: 'integer' }
export const fieldsOf = (columns: readonly string[]) =>
  Object.fromEntries(
    columns.flatMap((name) => {
      const title = TITLES[name]
      return title ? [[name, { title: inEach(title), type: TYPES[name] ?? ('string' as const) }]] : []
    }),
  )

/** Of a file as it came: where its figures stand. */
export const figuresIn = ({ columns, roles }: Layout) => ({
  columns: [columns[roles.value!]!],
  fields: fieldsOf(columns),
})
/** Of a file that the house wrote. */
export const TIDY_FIGURES = { columns: [FIGURES], fields: fieldsOf(TIDY) }
