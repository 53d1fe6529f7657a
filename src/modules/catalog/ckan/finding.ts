/** `package_search`: the forgiving search for words, Solr's fields for the rest, and facets over all that was found. */
import type { Catalogue, Dataset } from '../types.ts'
import { badSearch, invalid } from './errors.ts'
import { moment, packageOf, type Named } from './packages.ts'
import * as solr from './solr.ts'
import type { Said } from './solr.ts'
import { FORMAT } from '../rdf/vocabularies.ts'

type World = { catalogue: Catalogue; publishers: Map<string, Named> }
/** The ids of all datasets that a search for words finds, best first. */
export type Words = (words: string) => Promise<string[]>

export const FACETS = ['organization', 'owner_org', 'groups', 'tags', 'res_format', 'license_id', 'frequency'] as const
const isFacet = (field: string): boolean => (FACETS as readonly string[]).includes(field)

/** Fields of which a word is enough; of all others the whole value is asked for. */
const TEXTS = new Set(['title', 'notes', 'text', 'res_name', 'res_description'])

const formatsOf = ({ distributions }: Dataset): string[] => [
  ...new Set(
    distributions.flatMap(({ formats, endpoint }) =>
      endpoint ? [endpoint.protocol] : formats.map((format) => FORMAT[format].name).filter((name) => name !== ''),
    ),
  ),
]

type Values = (dataset: Dataset, publishers: Map<string, Named>) => readonly (string | undefined)[]
const titleOf = ({ description: { title } }: Dataset) => [title.pl, title.en, title.uk]
const notesOf = ({ description: { description } }: Dataset) => [description.pl, description.en, description.uk]
const FIELDS: Record<string, Values> = {
  id: ({ id }) => [id],
  name: ({ slug }) => [slug],
  title: titleOf,
  title_string: titleOf,
  notes: notesOf,
  text: (one) => [...titleOf(one), ...notesOf(one), one.slug, ...one.description.keywords.map(({ pl }) => pl)],
  organization: ({ publisher: { id } }, publishers) => [publishers.get(id)?.name],
  owner_org: ({ publisher: { id } }) => [id],
  groups: ({ description: { themes } }) => themes.map((code) => code.toLowerCase()),
  tags: ({ description: { keywords } }) => keywords.map(({ pl }) => pl),
  res_format: formatsOf,
  res_name: ({ distributions }) => distributions.map(({ title }) => title.pl),
  res_description: ({ distributions }) => distributions.map(({ description }) => description?.pl),
  license_id: ({ description: { licence } }) => [licence],
  frequency: ({ description: { frequency } }) => [frequency],
  author: ({ description: { contact } }) => [contact.name],
  maintainer: ({ description: { contact } }) => [contact.name],
  metadata_created: ({ issued }) => [moment(issued)],
  metadata_modified: ({ modified }) => [moment(modified)],
  state: () => ['active'],
  type: () => ['dataset'],
  dataset_type: () => ['dataset'],
  capacity: () => ['public'],
  private: () => ['false'],
}
const fieldOf = (field: string): string => field.replace(/^extras_/, '').replace(/^vocab_.*$/, 'tags')

const saidBy =
  (dataset: Dataset, publishers: Map<string, Named>): Said =>
  (field) => {
    const known = fieldOf(field)
    if (!Object.hasOwn(FIELDS, known)) return undefined
    const values = FIELDS[known]!(dataset, publishers).filter((value) => value !== undefined)
    return { values, isText: TEXTS.has(known) }
  }

type By = 'score' | 'name' | 'title_string' | 'metadata_created' | 'metadata_modified'
const SORTS: Record<string, By> = {
  ...{ score: 'score', relevance: 'score', name: 'name', title: 'title_string', title_string: 'title_string' },
  ...{ metadata_created: 'metadata_created', metadata_modified: 'metadata_modified' },
}
const keyOf: Record<Exclude<By, 'score'>, (dataset: Dataset) => string> = {
  name: ({ slug }) => slug,
  title_string: ({ description }) => description.title.pl,
  metadata_created: ({ issued }) => moment(issued),
  metadata_modified: ({ modified }) => moment(modified),
}

/** `metadata_modified desc, name`. Throws a search error for what cannot be sorted by. */
function orderOf(sort: string, rank: ReadonlyMap<string, number>): (a: Dataset, b: Dataset) => number {
  const collator = new Intl.Collator('pl')
  const orders = sort.split(',').map((part) => {
    const [field = '', direction = 'asc', ...more] = part.trim().split(/\s+/)
    const by = SORTS[field]
    if (!by || more.length > 0 || !/^(asc|desc)$/i.test(direction)) throw badSearch(`cannot sort by “${part.trim()}”`)
    const sign = direction.toLowerCase() === 'desc' ? -1 : 1
    // The best has the highest score, and stands first when it is sorted downwards.
    if (by === 'score') return (a: Dataset, b: Dataset) => sign * (rank.get(b.id)! - rank.get(a.id)!)
    const key = keyOf[by]
    return (a: Dataset, b: Dataset) => sign * collator.compare(key(a), key(b))
  })
  return (a, b) => orders.reduce((found, order) => found || order(a, b), 0) || (a.id < b.id ? -1 : 1)
}

export type Asked = {
  q?: string
  fq: readonly string[]
  sort: string
  rows: number
  start: number
  facets: readonly string[]
  facetLimit: number
  facetMinCount: number
}

export async function search({ catalogue, publishers }: World, asked: Asked, words: Words) {
  const { words: free, rest } = solr.split(solr.parse(asked.q ?? ''))
  const queries = [rest, ...asked.fq.map(solr.parse)]
  const byId = new Map(catalogue.datasets.map((dataset) => [dataset.id, dataset]))
  const ids = free === '' ? [...byId.keys()] : await words(free)
  const rank = new Map(ids.map((id, position) => [id, position]))
  const found = ids
    .flatMap((id) => byId.get(id) ?? [])
    .filter((dataset) => {
      const said = saidBy(dataset, publishers)
      return queries.every((query) => solr.holds(query, said))
    })
    .sort(orderOf(asked.sort, rank))
  const place = { baseUrl: catalogue.baseUrl, publishers }
  const counts = facetsOf(found, asked, publishers)
  return {
    count: found.length,
    sort: asked.sort,
    results: found.slice(asked.start, asked.start + asked.rows).map((dataset) => packageOf(dataset, place)),
    facets: Object.fromEntries(counts.map(({ field, items }) => [field, Object.fromEntries(items.map(({ name, count }) => [name, count]))])), // prettier-ignore
    search_facets: Object.fromEntries(counts.map(({ field, items }) => [field, { title: field, items }])),
  }
}

function facetsOf(
  found: readonly Dataset[],
  { facets, facetLimit, facetMinCount }: Asked,
  publishers: Map<string, Named>,
) {
  const unknown = facets.filter((field) => !isFacet(field))
  if (unknown.length > 0) throw invalid({ 'facet.field': [`Unknown facet: ${unknown.join(', ')}`] })
  const shown = new Map([...publishers.values()].flatMap((one) => [[one.name, one.names.pl], [one.id, one.names.pl]])) // prettier-ignore
  return facets.map((field) => {
    const counts = new Map<string, number>()
    for (const dataset of found)
      for (const value of new Set(FIELDS[field]!(dataset, publishers)))
        if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
    const items = [...counts]
      .filter(([, count]) => count >= facetMinCount)
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
      .slice(0, facetLimit < 0 ? undefined : facetLimit)
      .map(([name, count]) => ({ count, display_name: shown.get(name) ?? name, name }))
    return { field, items }
  })
}
