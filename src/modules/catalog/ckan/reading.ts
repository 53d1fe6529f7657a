/** The actions that read what is said of the data: packages, resources, organizations, groups, tags, licences. */
import { z } from 'zod'
import type { Catalogue, Dataset } from '../types.ts'
import { THEMES } from '../types.ts'
import type { Reading } from '../versions/service/reading.ts'
import { reading, type Action } from './actions.ts'
import { flag, int, list, object, orDefault, orNothing, text } from './arguments.ts'
import { invalid, notFound } from './errors.ts'
import { search, type Words } from './finding.ts'
import * as packages from './packages.ts'
import { packageOf, type Named } from './packages.ts'

/** The release of CKAN whose API this one is like. */
const CKAN_VERSION = '2.10.4'
const ROWS_MAX = 1000
const ALL = 1_000_000
const HELPS_MAX = 100

type World = { catalogue: Catalogue; publishers: Map<string, Named> }
export type Needs = { catalog: Pick<Reading, 'catalogue'>; words: Words }

const byId = orNothing(text)
const page = { limit: int(0, ALL, ALL), offset: int(0, ALL, 0) }
const taken = <One>(all: readonly One[], { limit, offset }: { limit: number; offset: number }): One[] =>
  all.slice(offset, offset + limit)

export function readingActions({ catalog, words }: Needs): Record<string, Action> {
  const worlds = new WeakMap<Catalogue, World>()
  async function world(): Promise<World> {
    const catalogue = await catalog.catalogue()
    const known = worlds.get(catalogue) ?? { catalogue, publishers: packages.namedPublishers(catalogue) }
    worlds.set(catalogue, known)
    return known
  }
  return {
    ...packageActions(world, words),
    ...organizationActions(world),
    ...groupActions(world),
    ...otherActions(world),
  }
}
type InWorld = () => Promise<World>

const placeOf = ({ catalogue: { baseUrl }, publishers }: World) => ({ baseUrl, publishers })
const packagesOf = (world: World, datasets: readonly Dataset[]) =>
  datasets.map((dataset) => packageOf(dataset, placeOf(world)))
const newestFirst = (a: Dataset, b: Dataset) => b.modified.getTime() - a.modified.getTime() || (a.id < b.id ? -1 : 1)

function packageActions(world: InWorld, words: Words): Record<string, Action> {
  return {
    package_list: reading({
      help: 'The names of the published datasets.',
      takes: z.object(page),
      run: async (args) => taken((await world()).catalogue.datasets.map(({ slug }) => slug).sort(), args),
    }),
    current_package_list_with_resources: reading({
      help: 'Published datasets with their resources, the newest change first.',
      takes: z.object({ ...page, page: int(1, ALL, 1) }),
      run: async ({ limit, offset, page }) => {
        const now = await world()
        const sorted = [...now.catalogue.datasets].sort(newestFirst)
        return packagesOf(now, taken(sorted, { limit, offset: offset || (page - 1) * limit }))
      },
    }),
    package_show: reading({
      help: 'One dataset, by id or name.',
      takes: z.object({ id: byId, name_or_id: byId }),
      run: async ({ id, name_or_id = id }) => {
        if (name_or_id === undefined) throw invalid({ id: ['Missing value'] })
        const now = await world()
        const found = now.catalogue.datasets.find((one) => one.id === name_or_id || one.slug === name_or_id)
        if (!found) throw notFound()
        return packageOf(found, placeOf(now))
      },
    }),
    ...searchActions(world, words),
    resource_show: reading({
      help: 'One resource, by id.',
      takes: z.object({ id: text }),
      run: async ({ id }) => {
        const { catalogue } = await world()
        for (const dataset of catalogue.datasets) {
          const position = dataset.distributions.findIndex((one) => one.id === id)
          if (position >= 0) return packages.resourceOf(dataset, dataset.distributions[position]!, position, catalogue)
        }
        throw notFound()
      },
    }),
  }
}

function searchActions(world: InWorld, words: Words): Record<string, Action> {
  return {
    package_search: reading({
      help: 'Datasets by words (q), by fields (fq), sorted, with facets.',
      takes: z.object({
        q: byId,
        fq: byId,
        fq_list: list.default([]),
        sort: orDefault(text, 'score desc, metadata_modified desc'),
        rows: int(0, ROWS_MAX, 10),
        start: int(0, ALL, 0),
        'facet.field': list.default([]),
        'facet.limit': int(-1, ALL, 50),
        'facet.mincount': int(0, ALL, 1),
        facet: flag.default(true),
      }),
      run: async ({ q, fq, fq_list, sort, rows, start, facet, ...facets }) =>
        search(
          await world(),
          {
            ...{ q, fq: [...(fq ? [fq] : []), ...fq_list], sort, rows, start },
            facets: facet ? facets['facet.field'] : [],
            ...{ facetLimit: facets['facet.limit'], facetMinCount: facets['facet.mincount'] },
          },
          words,
        ),
    }),
    package_autocomplete: reading({
      help: 'Datasets whose name or title holds what was typed.',
      takes: z.object({ q: text, limit: int(0, ROWS_MAX, 10) }),
      run: async ({ q, limit }) => {
        const { catalogue } = await world()
        const found = new Map(catalogue.datasets.map((one) => [one.id, one]))
        return (await words(q)).slice(0, limit).flatMap((id) => {
          const one = found.get(id)
          const title = one?.description.title.pl
          return one ? [{ name: one.slug, title, match_field: 'title', match_displayed: title }] : []
        })
      },
    }),
  }
}

const listed = {
  ...page,
  all_fields: flag.default(false),
  sort: orDefault(text, 'title asc'),
  include_dataset_count: flag.default(true),
}
const shown = { id: text, include_datasets: flag.default(false), include_dataset_count: flag.default(true) }
type Dict = Record<string, unknown>

/** `name asc`, `package_count desc`, as CKAN lists organizations and groups. */
function sorted(dicts: readonly Dict[], sort: string): Dict[] {
  const [field = 'title', direction = 'asc'] = sort.trim().split(/\s+/)
  const sign = direction.toLowerCase() === 'desc' ? -1 : 1
  const by = field === 'packages' ? 'package_count' : field
  const collator = new Intl.Collator('pl', { numeric: true })
  return [...dicts].sort((a, b) => sign * collator.compare(String(a[by] ?? ''), String(b[by] ?? '')))
}
const namesOr = (allFields: boolean, dicts: Dict[]): unknown[] => (allFields ? dicts : dicts.map(({ name }) => name))

function organizationActions(world: InWorld): Record<string, Action> {
  return {
    organization_list: reading({
      help: 'The publishers of the catalogue.',
      takes: z.object({ ...listed, organizations: orNothing(list) }),
      run: async ({ all_fields, sort, organizations, ...page }) => {
        const all = [...(await world()).publishers.values()]
        const wanted = all.filter(({ name, id }) => !organizations || organizations.includes(name) || organizations.includes(id)) // prettier-ignore
        return namesOr(all_fields, taken(sorted(wanted.map(packages.organizationOf), sort), page))
      },
    }),
    organization_show: reading({
      help: 'One publisher, by id or name.',
      takes: z.object(shown),
      run: async ({ id, include_datasets }) => {
        const now = await world()
        const found = [...now.publishers.values()].find((one) => one.id === id || one.name === id)
        if (!found) throw notFound()
        const own = now.catalogue.datasets.filter(({ publisher }) => publisher.id === found.id)
        return { ...packages.organizationOf(found), ...(include_datasets && { packages: packagesOf(now, own) }) }
      },
    }),
    organization_list_for_user: reading({
      help: 'The publishers for which whoever asks may publish.',
      takes: z.object({ permission: byId }),
      run: async (_, { actor }) =>
        [...(await world()).publishers.values()]
          .filter(({ id }) => actor.can('catalog.describe', id))
          .map(packages.organizationOf),
    }),
  }
}

function groupActions(world: InWorld): Record<string, Action> {
  const countOf = ({ catalogue }: World, code: (typeof THEMES)[number]) =>
    catalogue.datasets.filter(({ description: { themes } }) => themes.includes(code)).length
  return {
    group_list: reading({
      help: 'The themes of the EU data portals.',
      takes: z.object({ ...listed, groups: orNothing(list) }),
      run: async ({ all_fields, sort, groups, ...page }) => {
        const now = await world()
        const all = THEMES.filter((code) => !groups || groups.includes(code.toLowerCase()))
        const dicts = all.map((code) => packages.groupOf(code, countOf(now, code)))
        return namesOr(all_fields, taken(sorted(dicts, sort), page))
      },
    }),
    group_show: reading({
      help: 'One theme, by name.',
      takes: z.object(shown),
      run: async ({ id, include_datasets }) => {
        const [now, code] = [await world(), packages.themeNamed(id)]
        if (!code) throw notFound()
        const own = now.catalogue.datasets.filter(({ description: { themes } }) => themes.includes(code))
        return { ...packages.groupOf(code, own.length), ...(include_datasets && { packages: packagesOf(now, own) }) }
      },
    }),
  }
}

function otherActions(world: InWorld): Record<string, Action> {
  const tags = async () => {
    const { catalogue } = await world()
    return [...new Set(catalogue.datasets.flatMap(({ description }) => description.keywords.map(({ pl }) => pl)))].sort(
      new Intl.Collator('pl').compare,
    )
  }
  return {
    tag_list: reading({
      help: 'The keywords of the published datasets.',
      takes: z.object({ query: byId, all_fields: flag.default(false) }),
      run: async ({ query = '', all_fields }) => {
        const found = (await tags()).filter((tag) => tag.toLowerCase().includes(query.toLowerCase()))
        return all_fields ? found.map(packages.tagOf) : found
      },
    }),
    tag_show: reading({
      help: 'One keyword.',
      takes: z.object({ id: text, include_datasets: flag.default(false) }),
      run: async ({ id, include_datasets }) => {
        if (!(await tags()).includes(id)) throw notFound()
        const now = await world()
        const own = now.catalogue.datasets.filter(({ description }) => description.keywords.some(({ pl }) => pl === id))
        return { ...packages.tagOf(id), ...(include_datasets && { packages: packagesOf(now, own) }) }
      },
    }),
    license_list: reading({ help: 'Terms of reuse.', takes: z.object({}), run: packages.licences }),
    vocabulary_list: reading({ help: 'Vocabularies of tags: none.', takes: z.object({}), run: () => [] }),
    site_read: reading({ help: 'Whether the catalogue may be read.', takes: z.object({}), run: () => true }),
    status_show: reading({
      help: 'What answers here.',
      takes: z.object({ params: orNothing(object) }),
      run: async () => {
        const { catalogue } = await world()
        return {
          ...{ ckan_version: CKAN_VERSION, site_url: catalogue.baseUrl, site_title: catalogue.title.pl },
          ...{ site_description: catalogue.description.pl, error_emails_to: null, locale_default: 'pl' },
          extensions: ['datastore'],
        }
      },
    }),
  }
}

/** What an action is for, in a line. */
export const helpAction = (actions: Record<string, Action>): Action =>
  reading({
    help: 'What an action is for.',
    takes: z.object({ name: text.pipe(z.string().max(HELPS_MAX)) }),
    run: ({ name }) => {
      if (!Object.hasOwn(actions, name)) throw notFound()
      return actions[name]!.help
    },
  })
