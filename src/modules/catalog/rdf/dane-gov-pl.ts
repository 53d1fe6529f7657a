/** The catalogue as dane.gov.pl harvests it: XML by its schema 1.10. Pure. */
import { createHash } from 'node:crypto'
import type { Dataset, Distribution, Frequency, Licence, Theme } from '../types.ts'
import { clean, iri } from './tree.ts'
import { wordOf } from './vocabularies.ts'
import type { World } from './world.ts'
import { escaped } from './xml.ts'

const NAMESPACE = 'urn:otwarte-dane:harvester:1.10'
const TITLE_CHARS_MAX = 300
const DESCRIPTION_CHARS_MAX = 1000
const ADDRESS_CHARS_MAX = 2000
const DATASET_ADDRESS_CHARS_MAX = 1000
const CONDITION_CHARS_MAX = 4000
const SUPPLEMENTS_MAX = 10
const REGIONS_MAX = 20
/** A dataset must have a category, also where nobody gave it one. */
const CATEGORY_UNSAID: Theme = 'REGI'

const FREQUENCY: Partial<Record<Frequency, string>> = {
  ...{ CONT: 'daily', UPDATE_CONT: 'daily', HOURLY: 'daily', DAILY: 'daily', WEEKLY: 'weekly' },
  ...{ MONTHLY: 'monthly', QUARTERLY: 'quarterly', ANNUAL_2: 'everyHalfYear', ANNUAL: 'yearly' },
}
/** What changes while it is read. */
const DYNAMIC: readonly Frequency[] = ['CONT', 'UPDATE_CONT', 'HOURLY']
const LICENCE: Partial<Record<string, string>> = { 'CC-BY-4.0': 'CC BY 4.0', 'CC-BY-SA-4.0': 'CC BY-SA 4.0' }

/** Undefined where there is nothing to harvest: the schema knows no empty catalogue. */
export function daneGovPl(world: World): string | undefined {
  const datasets = [...world.datasets.values()].flatMap((dataset) => datasetOf(world, dataset) ?? [])
  if (datasets.length === 0) return undefined
  return `<?xml version="1.0" encoding="UTF-8"?>\n<datasets xmlns="${NAMESPACE}">\n${datasets.join('')}</datasets>\n`
}

/** What stands in the `.md5` beside the file. */
export const md5Of = (text: string): string => createHash('md5').update(text).digest('hex')

/** The schema takes no other scheme for a resource, and a house that is harvested answers at this one. */
const overTls = (address: string): string => iri(address).replace(/^http:/, 'https:')

/** By characters as XML counts them. */
function shortened(text: string, charsMax: number): string {
  const characters = [...clean(text)]
  return characters.length <= charsMax ? characters.join('') : `${characters.slice(0, charsMax - 1).join('')}…`
}

const element = (name: string, text: string | number | boolean | undefined): string =>
  text === undefined ? '' : `<${name}>${escaped(String(text))}</${name}>\n`
const group = (name: string, inner: string): string => (inner === '' ? '' : `<${name}>\n${inner}</${name}>\n`)

type Said = { pl: string; en?: string }
const inLanguages = (name: string, said: Said, charsMax: number): string =>
  group(
    name,
    element('polish', shortened(said.pl, charsMax)) +
      element('english', said.en === undefined ? undefined : shortened(said.en, charsMax)),
  )

function datasetOf(world: World, dataset: Dataset): string | undefined {
  const { at } = world
  const about = dataset.description
  const resources = dataset.distributions.map((one) => resourcesOf(world, dataset, one)).join('')
  if (resources === '') return undefined
  const address = overTls(at.dataset(dataset))
  const categories = about.themes.length > 0 ? about.themes : [CATEGORY_UNSAID]
  return group(
    'dataset',
    element('extIdent', dataset.id) +
      inLanguages('title', about.title, TITLE_CHARS_MAX) +
      inLanguages('description', about.description, DESCRIPTION_CHARS_MAX) +
      element('url', address.length <= DATASET_ADDRESS_CHARS_MAX ? address : undefined) +
      element('updateFrequency', FREQUENCY[about.frequency] ?? 'notApplicable') +
      group('categories', categories.map((code) => element('category', code)).join('')) +
      group('conditions', conditionsOf(about.licence)) +
      group('resources', resources) +
      group('tags', tagsOf(dataset, categories[0]!)) +
      element('lastUpdateDate', dataset.modified.toISOString()) +
      element('hasDynamicData', DYNAMIC.includes(about.frequency)) +
      element('hasHighValueData', about.hvdCategories.length > 0) +
      group('supplements', supplementsOf(dataset)),
  )
}

/** A table is offered as CSV, which the portal reads, and as GeoJSON where it has places. */
function resourcesOf(world: World, dataset: Dataset, distribution: Distribution): string {
  const { at } = world
  const { current, kind, endpoint, formats, id } = distribution
  if (kind === 'service') {
    const address = endpoint?.url.startsWith('https:') ? endpoint.url : at.distribution(dataset, distribution)
    return resourceOf(world, dataset, distribution, { id, address })
  }
  if (!current) return ''
  if (kind === 'file')
    return resourceOf(world, dataset, distribution, {
      id,
      address: at.download(dataset, distribution, formats[0] ?? distribution.format),
    })
  const csv = { id, address: at.download(dataset, distribution, 'csv') }
  const geo = { id: `${id.replaceAll('-', '')}-geo`, address: at.download(dataset, distribution, 'geojson') }
  const offered = formats.includes('geojson') ? [csv, geo] : [csv]
  return offered.map((offer) => resourceOf(world, dataset, distribution, offer)).join('')
}

type Offer = { id: string; address: string }
function resourceOf(world: World, dataset: Dataset, distribution: Distribution, { id, address }: Offer): string {
  const { title, description, current } = distribution
  const about = dataset.description
  const url = overTls(address)
  if (url.length > ADDRESS_CHARS_MAX) return ''
  return group(
    'resource',
    element('extIdent', id) +
      element('url', url) +
      inLanguages('title', title, TITLE_CHARS_MAX) +
      inLanguages('description', description ?? title, DESCRIPTION_CHARS_MAX) +
      // A copy of its own would outlive a withdrawal here.
      element('availability', distribution.kind === 'service' ? undefined : 'remote') +
      element(
        'dataDate',
        about.temporal?.to ?? (current ?? { publishedAt: dataset.modified }).publishedAt.toISOString().slice(0, 10),
      ) + // prettier-ignore
      element('lastUpdateDate', current?.publishedAt.toISOString()) +
      element('hasDynamicData', DYNAMIC.includes(about.frequency)) +
      element('hasHighValueData', about.hvdCategories.length > 0) +
      group('regions', regionsOf(world, dataset)),
  )
}

function regionsOf({ areas }: World, { description: { spatial } }: Dataset): string {
  const codes = spatial.flatMap((id) =>
    (areas.get(id)?.identifiers ?? []).flatMap(({ scheme, code }) =>
      scheme === 'teryt' && /^\d{2,7}$/.test(code) ? [code] : [],
    ),
  )
  return [...new Set(codes)]
    .slice(0, REGIONS_MAX)
    .map((code) => element('terytIdent', code))
    .join('')
}

/** A word for it must be there; where there is none, its category is one. */
function tagsOf({ description: { keywords } }: Dataset, category: Theme): string {
  const words = keywords.length > 0 ? keywords : [{ pl: wordOf('pl', `vocabulary.theme.${category}`) }]
  const tag = (lang: 'pl' | 'en', text: string | undefined) =>
    text === undefined ? '' : `<tag lang="${lang}">${escaped(clean(text))}</tag>\n`
  return words.map((word: Said) => tag('pl', word.pl) + tag('en', word.en)).join('')
}

function conditionsOf(licence: Licence): string {
  if (licence === 'CC0-1.0') return ''
  const chosen = LICENCE[licence]
  const isAct = licence === 'PL-REUSE'
  const otherwise = licence === 'ODbL-1.0' ? wordOf('pl', 'vocabulary.licence.ODbL-1.0') : licence
  return (
    element('source', true) +
    element('modification', true) +
    element('dbOrCopyrighted', chosen || isAct ? undefined : shortened(otherwise, CONDITION_CHARS_MAX)) +
    element('dbOrCopyrightedLicenseChosen', chosen)
  )
}

function supplementsOf({ description: { documentation } }: Dataset): string {
  return documentation
    .map(iri)
    .filter((address) => address.startsWith('https:') && address.length <= ADDRESS_CHARS_MAX)
    .slice(0, SUPPLEMENTS_MAX)
    .map((address) =>
      group(
        'supplement',
        element('url', address) +
          inLanguages('name', { pl: decoded(address) }, TITLE_CHARS_MAX) +
          element('language', 'pl'),
      ),
    )
    .join('')
}

/** The last part of an address, as a person would read it. */
function decoded(address: string): string {
  const { host, pathname } = new URL(address)
  try {
    return decodeURIComponent(pathname.split('/').findLast(Boolean) ?? host)
  } catch {
    return host
  }
}
