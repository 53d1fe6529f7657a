/** The catalogue and its datasets as schema.org, for the search engines that read pages. Pure. */
import { LANGUAGES, type Dataset, type Publisher } from '../types.ts'
import { versionOf } from './describe/datasets.ts'
import { clean, iri } from './tree.ts'
import { FORMAT, licenceOf } from './vocabularies.ts'
import type { World } from './world.ts'

type Lang = (typeof LANGUAGES)[number]
type Said = { pl: string; en?: string; uk?: string }

/** Search engines read no more of a description. */
const DESCRIPTION_CHARS_MAX = 5000

const inLang = (lang: Lang, text: Said): string => clean(text[lang] ?? text.pl)

const organisation = (world: World, { id, names }: Publisher, lang: Lang) => ({
  '@type': 'Organization',
  '@id': world.at.publisher(id),
  name: inLang(lang, names),
})

export function schemaOrgCatalogue(world: World, lang: Lang): object {
  const { catalogue, at } = world
  return {
    '@context': 'https://schema.org',
    '@type': 'DataCatalog',
    '@id': at.catalogue,
    url: at.catalogue,
    name: inLang(lang, catalogue.title),
    description: inLang(lang, catalogue.description),
    publisher: organisation(world, catalogue.publisher, lang),
    dateModified: catalogue.modified.toISOString(),
  }
}

export function schemaOrgDataset(world: World, dataset: Dataset, lang: Lang): object {
  const { at, catalogue } = world
  const about = dataset.description
  const { from, to } = about.temporal ?? {}
  return {
    '@context': 'https://schema.org',
    '@type': 'Dataset',
    '@id': at.dataset(dataset),
    url: at.dataset(dataset),
    identifier: [at.dataset(dataset), dataset.id],
    name: inLang(lang, about.title),
    description: inLang(lang, about.description).slice(0, DESCRIPTION_CHARS_MAX).toWellFormed(),
    keywords: about.keywords.map((keyword) => inLang(lang, keyword)),
    license: licenceOf(about.licence)['@id'],
    isAccessibleForFree: true,
    creator: organisation(world, dataset.publisher, lang),
    publisher: organisation(world, dataset.publisher, lang),
    datePublished: dataset.issued.toISOString(),
    dateModified: dataset.modified.toISOString(),
    version: versionOf(dataset),
    temporalCoverage: from === undefined && to === undefined ? undefined : `${from ?? '..'}/${to ?? '..'}`,
    spatialCoverage: about.spatial.flatMap((id) => place(world, id, lang)),
    includedInDataCatalog: { '@type': 'DataCatalog', '@id': at.catalogue, name: inLang(lang, catalogue.title) },
    distribution: dataset.distributions.flatMap((one) =>
      one.current
        ? one.formats.map((format) => ({
            '@type': 'DataDownload',
            name: [inLang(lang, one.title), FORMAT[format].name].filter(Boolean).join(' · '),
            contentUrl: iri(at.download(dataset, one, format)),
            encodingFormat: FORMAT[format].mediaType ?? one.current!.mediaType,
            dateModified: one.current!.publishedAt.toISOString(),
          }))
        : [],
    ),
  }
}

function place({ areas }: World, id: string, lang: Lang): object[] {
  const area = areas.get(id)
  if (!area) return []
  const [west, south, east, north] = area.bbox ?? []
  const geo = north === undefined ? {} : { geo: { '@type': 'GeoShape', box: `${south} ${west} ${north} ${east}` } }
  return [{ '@type': 'Place', name: inLang(lang, area.names), ...geo }]
}

/** JSON as it may stand inside a `script` element, whatever it says. */
export const inScript = (json: object): string => JSON.stringify(json).replaceAll('<', '\\u003c')
