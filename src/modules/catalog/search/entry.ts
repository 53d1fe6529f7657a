/** What of a dataset is searched, and where it belongs. Pure. */
import { LANGUAGES, type Dataset, type Format } from '../types.ts'
import type { Entry } from './types.ts'

/** Openness as dane.gov.pl counts it by the format: 3 from CSV on, 4 and 5 for linked data, which no format here is. */
const STARS: Record<Format, number> = {
  ...{ csv: 3, tsv: 3, json: 3, ndjson: 3, geojson: 3, parquet: 3, ods: 3, xlsx: 2, file: 1 },
}

/** The best that it can be had in. */
export const starsOf = ({ distributions }: Pick<Dataset, 'distributions'>): number =>
  Math.max(
    0,
    ...distributions.flatMap(({ current, formats }) => (current ? formats.map((format) => STARS[format]) : [])),
  )

type Said = { pl: string; en?: string; uk?: string }
const spoken = (texts: readonly (Said | undefined)[]): string[] =>
  texts.flatMap((text) => LANGUAGES.flatMap((lang) => text?.[lang] ?? []))

/** `areaNames`: of the areas that it is about. */
export function entryOf(dataset: Dataset, areaNames: readonly Said[] = []): Entry {
  const { id, slug, publisher, series, distributions, modified, issued } = dataset
  const about = dataset.description
  const formats = distributions.flatMap((one) =>
    one.kind === 'service' ? ['service'] : one.current ? one.formats : [],
  )
  return {
    id,
    title: about.title,
    keywords: spoken(about.keywords),
    more: [
      slug,
      ...spoken([about.description, publisher.names, about.provenance, ...areaNames]),
      ...spoken(distributions.flatMap(({ title, description }) => [title, description])),
      ...spoken(about.sources.map(({ title }) => title)),
    ],
    facets: {
      publisher: [publisher.id],
      theme: about.themes,
      format: formats,
      licence: [about.licence],
      hvd: about.hvdCategories,
      frequency: [about.frequency],
      tag: about.keywords.map(({ pl }) => pl),
      stars: [String(starsOf(dataset))],
      area: about.spatial,
      series: series === undefined ? [] : [series],
    },
    modified,
    issued,
  }
}
