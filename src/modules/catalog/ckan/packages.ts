/** Datasets, distributions, publishers, themes and keywords as CKAN writes them. Pure. */
import { translate, type Lang } from '#words'
import type { Catalogue, Dataset, Distribution, Publisher, Theme, Title } from '../types.ts'
import { LANGUAGES, THEMES } from '../types.ts'
import { addressesAt } from '../rdf/index.ts'
import { FORMAT } from '../rdf/vocabularies.ts'

type Dict = Record<string, unknown>

/** CKAN writes moments without a zone, in UTC, to the microsecond. */
export const moment = (at: Date): string => `${at.toISOString().slice(0, -1)}000`
const ORIGINAL: Lang = 'pl'

const translated = (text: Title): Dict =>
  Object.fromEntries(LANGUAGES.flatMap((lang) => (text[lang] ? [[lang, text[lang]]] : [])))

/** What a name is in addresses: letters without their marks, hyphens between words. */
export const nameOf = (title: string): string =>
  title
    .toLowerCase()
    .replaceAll('ł', 'l')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 90) || 'x'

/** The publishers of a catalogue under names that none of them shares. */
export function namedPublishers({
  datasets,
  publisher,
}: Pick<Catalogue, 'datasets' | 'publisher'>): Map<string, Named> {
  const all = new Map([publisher, ...datasets.map((one) => one.publisher)].map((one) => [one.id, one]))
  const named = new Map<string, Named>()
  const taken = new Set<string>()
  for (const one of [...all.values()].sort((a, b) => (a.id < b.id ? -1 : 1))) {
    const plain = nameOf(one.names[ORIGINAL])
    const name = taken.has(plain) ? `${plain}-${one.id.slice(-8)}` : plain
    taken.add(name)
    named.set(one.id, { ...one, name, count: datasets.filter(({ publisher: { id } }) => id === one.id).length })
  }
  return named
}
export type Named = Publisher & { name: string; count: number }

const LICENCE_URLS: Record<string, string> = {
  'CC0-1.0': 'https://creativecommons.org/publicdomain/zero/1.0/',
  'CC-BY-4.0': 'https://creativecommons.org/licenses/by/4.0/',
  'CC-BY-SA-4.0': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'ODbL-1.0': 'https://opendatacommons.org/licenses/odbl/1-0/',
  'PL-REUSE': 'https://eli.gov.pl/eli/DU/2021/1641/ogl',
}
/** Licences that the house knows by name, as `license_list` gives them. */
export const licences = (): Dict[] =>
  Object.entries(LICENCE_URLS).map(([id, url]) => ({
    ...{ id, url, title: licenceTitle(id), status: 'active', maintainer: '', family: '' },
    ...{ is_okd_compliant: true, is_osi_compliant: false, od_conformance: 'approved', osd_conformance: 'not reviewed' },
    ...{ domain_content: true, domain_data: true, domain_software: false, is_generic: false },
  }))
const licenceTitle = (id: string): string =>
  id in LICENCE_URLS ? translate(ORIGINAL, `vocabulary.licence.${id as 'CC0-1.0'}`) : id

const brief = (one: Named): Dict => ({
  ...{ id: one.id, name: one.name, title: one.names[ORIGINAL], description: '', image_url: '' },
  ...{
    type: 'organization',
    is_organization: true,
    approval_status: 'approved',
    state: 'active',
    created: moment(new Date(0)),
  },
})
export const organizationOf = (one: Named): Dict => ({
  ...brief(one),
  ...{ display_name: one.names[ORIGINAL], title_translated: translated(one.names), image_display_url: '' },
  ...{
    package_count: one.count,
    num_followers: 0,
    groups: [],
    tags: [],
    users: [],
    extras: [{ key: 'kind', value: one.kind }],
  },
})

const groupBrief = (code: Theme): Dict => {
  const title = translate(ORIGINAL, `vocabulary.theme.${code}`)
  const name = code.toLowerCase()
  return { id: name, name, title, display_name: title, description: '', image_display_url: '' }
}
/** A theme of the EU data portals is a group. */
export const groupOf = (code: Theme, count: number): Dict => ({
  ...groupBrief(code),
  title_translated: Object.fromEntries(LANGUAGES.map((lang) => [lang, translate(lang, `vocabulary.theme.${code}`)])),
  ...{ type: 'group', is_organization: false, approval_status: 'approved', state: 'active', image_url: '' },
  ...{
    created: moment(new Date(0)),
    package_count: count,
    num_followers: 0,
    groups: [],
    tags: [],
    users: [],
    extras: [],
  },
})
export const themeNamed = (name: string): Theme | undefined => THEMES.find((code) => code === name.toUpperCase())

export const tagOf = (name: string): Dict => ({
  ...{ id: name, name, display_name: name, vocabulary_id: null, state: 'active' },
})

type Place = { baseUrl: string; publishers: Map<string, Named> }

export function resourceOf(
  dataset: Dataset,
  one: Distribution,
  position: number,
  { baseUrl }: Pick<Place, 'baseUrl'>,
): Dict {
  const { current, versions, endpoint } = one
  const at = addressesAt(baseUrl)
  const format = one.formats[0]
  const created = versions[0]?.publishedAt ?? dataset.issued
  const modified = current?.publishedAt ?? dataset.modified
  const known = format && FORMAT[format]
  return {
    ...{ id: one.id, package_id: dataset.id, position, state: 'active', url_type: null, resource_type: null },
    ...{
      name: one.title[ORIGINAL],
      name_translated: translated(one.title),
      description: one.description?.[ORIGINAL] ?? '',
    },
    url: endpoint?.url ?? at.download(dataset, one, format ?? 'file'),
    format: endpoint ? endpoint.protocol : known && known.name !== '' ? known.name : '',
    mimetype: (known?.mediaType ?? (format ? current?.mediaType : undefined)) || null,
    ...{ mimetype_inner: null, cache_url: null, cache_last_updated: null },
    ...{ hash: current ? current.sha256 : '', size: current?.bytes ?? null },
    ...{ created: moment(created), last_modified: moment(modified), metadata_modified: moment(modified) },
    datastore_active: one.kind === 'table' && current !== undefined,
    ...(current && { version: current.number }),
  }
}

const extra = (key: string, value: string | undefined): Dict[] =>
  value === undefined || value === '' ? [] : [{ key, value }]

export function packageOf(dataset: Dataset, place: Place): Dict {
  const { id, slug, publisher, description: said, issued, modified, distributions } = dataset
  const named = place.publishers.get(publisher.id)!
  const resources = distributions.map((one, position) => resourceOf(dataset, one, position, place))
  const tags = said.keywords.map(({ pl }) => tagOf(pl))
  return {
    ...{ id, name: slug, title: said.title[ORIGINAL], notes: said.description[ORIGINAL], url: said.landingPage ?? '' },
    ...{ title_translated: translated(said.title), notes_translated: translated(said.description) },
    ...{ author: said.contact.name, author_email: said.contact.email ?? '' },
    ...{ maintainer: said.contact.name, maintainer_email: said.contact.email ?? '' },
    ...{ license_id: said.licence, license_title: licenceTitle(said.licence), isopen: true },
    license_url: LICENCE_URLS[said.licence] ?? said.licence,
    ...{ metadata_created: moment(issued), metadata_modified: moment(modified), version: '' },
    ...{ private: false, state: 'active', type: 'dataset', creator_user_id: null },
    ...{ owner_org: publisher.id, organization: brief(named) },
    ...{ groups: said.themes.map(groupBrief), tags, num_tags: tags.length, resources, num_resources: resources.length },
    extras: [
      ...extra('frequency', said.frequency),
      ...extra('asset', dataset.asset.slug),
      ...extra('series', dataset.series),
      ...extra('hvd_categories', said.hvdCategories.join(', ')),
      ...extra('temporal_start', said.temporal?.from),
      ...extra('temporal_end', said.temporal?.to),
      ...extra('spatial_areas', said.spatial.join(', ')),
      ...extra('conforms_to', said.conformsTo.join(', ')),
      ...extra('provenance', said.provenance?.[ORIGINAL]),
    ],
    ...{ relationships_as_subject: [], relationships_as_object: [] },
  }
}
