/** The catalogue, one dataset of it, one distribution: each as a document of its own. Pure. */
import { LANGUAGES, type Dataset } from '../../types.ts'
import { iri, texts, thing, type Thing } from '../tree.ts'
import { documentAt, languageOf, themeTaxonomy } from '../vocabularies.ts'
import type { World } from '../world.ts'
import { datasetOf } from './datasets.ts'
import { agentOf } from './people.ts'
import { servicesFor } from './services.ts'

export type Page = { number: number; size: number; addressOf: (page: number) => string }

/** The catalogue with the datasets of one page; without a page, with all. `only` keeps those of one kind, as of high value. */
export function describeCatalogue(
  world: World,
  page?: Page,
  only: (dataset: Dataset) => boolean = () => true,
): Thing[] {
  const { catalogue, at } = world
  const all = [...world.datasets.values()].filter(only)
  const told = page ? all.slice((page.number - 1) * page.size, page.number * page.size) : all
  const services = servicesFor(world, told)
  return [
    thing(page ? ['Catalog', 'Collection'] : 'Catalog', at.catalogue, {
      title: texts(catalogue.title),
      description: texts(catalogue.description),
      publisher: agentOf(world, catalogue.publisher),
      homepage: documentAt(catalogue.homepage),
      language: LANGUAGES.map(languageOf),
      issued: catalogue.issued.toISOString(),
      modified: catalogue.modified.toISOString(),
      themeTaxonomy: themeTaxonomy(),
      ...(page && paging(page, all.length)),
      service: services,
      dataset: told.map((dataset) => datasetOf(world, dataset, { services, history: false })),
    }),
  ]
}

function paging({ number, size, addressOf }: Page, total: number) {
  const last = Math.max(1, Math.ceil(total / size))
  const address = (page: number) => (page >= 1 && page <= last ? iri(addressOf(page)) : undefined)
  return {
    totalItems: total,
    view: thing('PartialCollectionView', iri(addressOf(number)), {
      firstPage: address(1),
      previousPage: address(number - 1),
      nextPage: address(number + 1),
      lastPage: address(last),
    }),
  }
}

/** One dataset, with all its versions. */
export function describeDataset(world: World, dataset: Dataset): Thing[] {
  return [datasetOf(world, dataset, { services: servicesFor(world, [dataset]), history: true })]
}

/** One distribution: what is said of its dataset, and nothing of the dataset's other distributions. */
export function describeDistribution(world: World, dataset: Dataset, slug: string): Thing[] {
  const distributions = dataset.distributions.filter((one) => one.slug === slug)
  return describeDataset(world, { ...dataset, distributions })
}
