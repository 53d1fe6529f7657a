/** The catalogue in the reader's language: lists, datasets, their distributions and versions. */
import type { Dataset, Distribution, Version } from '#catalog'
import { addressesAt, starsOf } from '#catalog'
import { formatsFor } from '#words/format'
import { words, type Lang } from '#words'
import type { City } from '#lib/server/city.ts'
import { qualityFor } from './quality.ts'

export const SHOWN = 20
const FACET_SHOWN = 8
export const FACETS = ['theme', 'publisher', 'format', 'tag', 'hvd', 'stars', 'licence', 'frequency', 'area', 'series'] as const // prettier-ignore
export type Facet = (typeof FACETS)[number]
export const SORTS = ['relevance', 'modified', 'issued', 'title'] as const

type Said = { pl: string; en?: string; uk?: string }
/** What is said in a language, else in Polish; `lang` where it is not the page's own. */
export const say = (text: Said, lang: Lang) => ({ text: text[lang] ?? text.pl, ...(text[lang] === undefined && { lang: 'pl' as const }) }) // prettier-ignore

/** The name of a value of a facet, in words. */
async function namesOf({ places, catalog }: City, lang: Lang) {
  const { t, has } = words[lang]
  const { datasets, series } = await catalog.catalogue()
  const publishers = new Map(datasets.map(({ publisher }) => [publisher.id, publisher.names[lang]]))
  const areas = new Map((await places.areas()).map(({ id, names }) => [id, names[lang]]))
  const titles = new Map(series.map(({ slug, title }) => [slug, say(title, lang).text]))
  const word = (key: string, value: string) => (has(key) ? t(key) : value)
  return (facet: Facet, value: string): string => {
    switch (facet) {
      case 'publisher':
        return publishers.get(value) ?? value
      case 'area':
        return areas.get(value) ?? value
      case 'series':
        return titles.get(value) ?? value
      case 'stars':
        return t('opendata.stars', { n: Number(value) })
      case 'format':
        return value === 'service' ? t('opendata.service') : value.toUpperCase()
      case 'tag':
        return value
      default:
        return word(`vocabulary.${facet}.${value}`, value)
    }
  }
}

export type Asked = { q: string; sort: (typeof SORTS)[number]; page: number; chosen: [Facet, string][] }

/** What an address asks for; what it cannot mean is left out. */
export function askedIn(query: URLSearchParams): Asked {
  const q = (query.get('q') ?? '').trim().slice(0, 200)
  return {
    q,
    sort: SORTS.find((sort) => sort === query.get('sort')) ?? (q === '' ? 'modified' : 'relevance'),
    page: Math.min(Math.max(Number.parseInt(query.get('page') ?? '1', 10) || 1, 1), 100_000),
    chosen: FACETS.flatMap((facet) =>
      query
        .getAll(facet)
        .slice(0, 20)
        .map((value): [Facet, string] => [facet, value]),
    ),
  }
}

export async function listOf(city: City, lang: Lang, { q, sort, page, chosen }: Asked) {
  const { catalog } = city
  const filters: Partial<Record<Facet, string[]>> = {}
  for (const [facet, value] of chosen) (filters[facet] ??= []).push(value)
  const [found, { datasets }, nameOf] = await Promise.all([
    catalog.search({ q, sort, lang, filters, facets: FACETS, facetLimit: FACET_SHOWN, widening: true, rows: SHOWN, start: (page - 1) * SHOWN }), // prettier-ignore
    catalog.catalogue(),
    namesOf(city, lang),
  ])
  const byId = new Map(datasets.map((dataset) => [dataset.id, dataset]))
  return {
    count: found.count,
    instead: found.instead,
    whole: datasets.length,
    lines: found.ids.flatMap((id) => byId.get(id) ?? []).map((dataset) => lineOf(dataset, lang)),
    facets: FACETS.map((facet) => ({
      facet,
      values: (found.facets[facet] ?? []).map(({ value, count }) => ({ value, count, name: nameOf(facet, value) })),
    })).filter(({ values }) => values.length > 0),
    chosen: chosen.map(([facet, value]) => ({ facet, value, name: nameOf(facet, value) })),
  }
}

const formatsOf = (distributions: readonly Distribution[]) => [
  ...new Set(distributions.flatMap(({ current, formats }) => (current ? formats : []))),
]

export function lineOf(dataset: Dataset, lang: Lang) {
  const { slug, publisher, description, modified, distributions } = dataset
  return {
    ...{ slug, modified, title: say(description.title, lang), publisher: publisher.names[lang] },
    about: say(description.description, lang),
    formats: formatsOf(distributions).map((format) => format.toUpperCase()),
    stars: starsOf(dataset),
  }
}

function versionOf(dataset: Dataset, one: Distribution, version: Version, lang: Lang, baseUrl: string) {
  const { number, publishedAt, rows, bytes, note, withdrawal } = version
  const at = addressesAt(baseUrl)
  return {
    ...{ number, publishedAt, rows, bytes, note: note && say(note, lang), withdrawal },
    href: new URL(at.version(dataset, one, number)).pathname,
  }
}

export function distributionOf(dataset: Dataset, one: Distribution, lang: Lang, baseUrl: string) {
  const { id, slug, kind, title, description, formats, current, endpoint, versions } = one
  return {
    ...{ id, slug, kind, endpoint, title: say(title, lang), about: description && say(description, lang) },
    current: current && versionOf(dataset, one, current, lang, baseUrl),
    downloads: current
      ? formats.flatMap((format) => {
          const href = new URL(addressesAt(baseUrl).download(dataset, one, format)).pathname
          const name = format === 'file' ? words[lang].t('opendata.original') : format.toUpperCase()
          const ofSheets = { name: words[lang].t('opendata.spreadsheet'), href: `${href}?dialect=spreadsheet` }
          return format === 'csv' ? [{ name, href }, ofSheets] : [{ name, href }]
        })
      : [],
    examples: kind === 'table' ? examplesOf(`${baseUrl}/api/v1/catalog/distributions/${id}/rows`) : [],
    /** Versions that stand and have another standing before them. */
    comparable: versions
      .filter(({ withdrawal }) => !withdrawal)
      .slice(1)
      .map(({ number }) => number),
    versions: versions.map((version) => versionOf(dataset, one, version, lang, baseUrl)).reverse(),
  }
}

/** All that a page says of one dataset. */
export async function datasetOf(city: City, lang: Lang, dataset: Dataset, baseUrl: string, timezone: string) {
  const { t } = words[lang]
  const format = formatsFor(lang, words[lang], timezone)
  const [nameOf, assets, { datasets }] = await Promise.all([
    namesOf(city, lang),
    city.governance.assets.list(),
    city.catalog.catalogue(),
  ])
  const { slug, description: said, publisher, issued, modified } = dataset
  const asset = assets.find((one) => one.slug === dataset.asset.slug)
  const title = say(said.title, lang)
  const url = addressesAt(baseUrl).dataset(dataset)
  const newest = Math.max(1, ...dataset.distributions.map(({ current }) => current?.number ?? 0))
  const named = (facet: Facet) => (value: string) => ({ value, name: nameOf(facet, value) })
  return {
    ...{
      slug,
      title,
      about: say(said.description, lang),
      publisher: { id: publisher.id, name: publisher.names[lang] },
    },
    ...{ issued, modified, stars: starsOf(dataset), contact: said.contact, temporal: said.temporal },
    licence: { ...named('licence')(said.licence), href: /^https?:/.test(said.licence) ? said.licence : undefined },
    frequency: nameOf('frequency', said.frequency),
    ...{ themes: said.themes.map(named('theme')), hvd: said.hvdCategories.map(named('hvd')) },
    tags: said.keywords.map((keyword) => ({ value: keyword.pl, name: say(keyword, lang).text })),
    areas: said.spatial.map(named('area')),
    series: dataset.series === undefined ? undefined : named('series')(dataset.series),
    provenance: said.provenance && say(said.provenance, lang),
    landingPage: said.landingPage,
    sources: said.sources.map(({ title, url }) => ({ name: say(title, lang).text, url })),
    asset: asset && { slug: asset.slug, name: asset.names[lang] },
    related: datasets
      .filter((other) => said.related.includes(other.slug))
      .map((other) => ({ slug: other.slug, title: say(other.description.title, lang).text })),
    quality: await qualityFor(city, lang, dataset),
    distributions: dataset.distributions.map((one) => distributionOf(dataset, one, lang, baseUrl)),
    citation: t('opendata.citation', {
      ...{ publisher: publisher.names[lang], title: title.text, version: t('opendata.version', { n: newest }), url },
      ...{ day: format.day(modified), licence: nameOf('licence', said.licence) },
    }),
    bibtex: bibtexOf({ slug, publisher: publisher.names[lang], title: title.text, version: newest, modified, url }),
  }
}

type Cited = { slug: string; publisher: string; title: string; version: number; modified: Date; url: string }

/** The same for those who write papers; what BibTeX would read as its own is left out. */
function bibtexOf({ slug, publisher, title, version, modified, url }: Cited): string {
  const plain = (text: string) => text.replace(/[{}\\\n]/g, ' ').replace(/[&%#_$]/g, '\\$&')
  const day = modified.toISOString().slice(0, 10)
  const fields = {
    author: `{${plain(publisher)}}`,
    title: plain(title),
    year: day.slice(0, 4),
    version,
    date: day,
    url,
  }
  const lines = Object.entries(fields).map(([name, value]) => `  ${name} = {${value}}`)
  return `@dataset{${slug},\n${lines.join(',\n')}\n}`
}

/** How programs read the rows. */
const examplesOf = (rows: string) => [
  { name: 'curl', code: `curl '${rows}?limit=10'\ncurl -o data.csv '${rows}.csv'` },
  {
    name: 'JavaScript',
    code: `const { rows } = await (await fetch('${rows}?limit=1000')).json()\nconsole.table(rows)`,
  },
  { name: 'Python', code: `import pandas as pd\n\ndata = pd.read_csv("${rows}.csv")\nprint(data.describe())` },
  { name: 'R', code: `data <- read.csv("${rows}.csv", encoding = "UTF-8")\nsummary(data)` },
]
