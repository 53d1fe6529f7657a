/** Data services: the catalogue's own APIs, and endpoints that a distribution stands for. Pure. */
import type { Dataset, Distribution } from '../../types.ts'
import { iri, texts, thing, type Thing } from '../tree.ts'
import { documentAt, HVD_REGULATION, hvdOf, lawOf, licenceOf, standardAt, wordsOf } from '../vocabularies.ts'
import type { World } from '../world.ts'
import { agentOf, contactOf } from './people.ts'

/** The action API whose calls it answers as they are documented there. */
const CKAN_API = 'https://docs.ckan.org/en/2.11/api/'

/** None where nothing that is told of can be asked for its rows. */
export type Services = Thing[]

/** What is of high value must be said of the service as of the dataset. */
export const hvdMarks = (datasets: readonly Dataset[]) => {
  const categories = [...new Set(datasets.flatMap(({ description }) => description.hvdCategories))]
  return {
    hvdCategory: categories.map(hvdOf),
    applicableLegislation: categories.length > 0 ? [lawOf(HVD_REGULATION)] : [],
  }
}

/** The two ways in which programs ask for everything; they serve the datasets that are told of here. */
export function servicesFor(world: World, datasets: readonly Dataset[]): Services {
  const { at, catalogue } = world
  const served = datasets.filter(({ distributions }) => distributions.some(({ kind, current }) => kind === 'table' && current)) // prettier-ignore
  if (served.length === 0) return []
  const common = {
    publisher: agentOf(world, catalogue.publisher),
    contactPoint: contactOf({ name: catalogue.publisher.names.pl, url: catalogue.homepage }),
    servesDataset: served.map(at.dataset),
    ...hvdMarks(served),
  }
  return [
    thing('DataService', at.service('ckan'), {
      title: wordsOf('vocabulary.service.ckan'),
      description: wordsOf('vocabulary.service.ckanAbout'),
      endpointURL: iri(at.ckan),
      endpointDescription: iri(at.docs),
      page: documentAt(at.docs),
      conformsTo: standardAt(CKAN_API),
      ...common,
    }),
    thing('DataService', at.service('rest'), {
      title: wordsOf('vocabulary.service.rest'),
      description: wordsOf('vocabulary.service.restAbout'),
      endpointURL: iri(at.rest),
      endpointDescription: iri(at.openapi),
      page: documentAt(at.docs),
      ...common,
    }),
  ]
}

/** The service that a distribution is. */
export function endpointOf(world: World, dataset: Dataset, distribution: Distribution): Thing | undefined {
  const { endpoint, title, description } = distribution
  if (!endpoint) return undefined
  const { at } = world
  const about = dataset.description
  const described = endpoint.description
  return thing('DataService', at.distributionAs(dataset, distribution, 'service'), {
    title: texts(title),
    description: texts(description),
    endpointURL: iri(endpoint.url),
    endpointDescription: described === undefined ? undefined : iri(described),
    page: [described ?? at.distribution(dataset, distribution), ...about.documentation].map(documentAt),
    license: licenceOf(about.licence),
    publisher: agentOf(world, dataset.publisher),
    contactPoint: contactOf(about.contact),
    servesDataset: at.dataset(dataset),
    ...hvdMarks([dataset]),
  })
}
