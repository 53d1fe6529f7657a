/** What a client of CKAN says of a dataset, as a description by DCAT-AP. Pure. */
import { z } from 'zod'
import type { DatasetDraft } from '../datasets/types.ts'
import { Description, FREQUENCIES, LANGUAGES, LICENCES, type Frequency, type Title } from '../types.ts'
import { flag, list, object, orNothing, text } from './arguments.ts'
import { invalid } from './errors.ts'
import { themeNamed } from './packages.ts'

const named = z.looseObject({ name: text })
const dicts = z.preprocess(
  (value) => (typeof value === 'string' ? (JSON.parse(value) as unknown) : value),
  z.array(z.record(z.string(), z.unknown()), { error: 'Not a list of dictionaries' }).max(1000),
)

/** The parameters of `package_create`, `package_update` and `package_patch`. */
export const Package = z.object({
  id: orNothing(text),
  name: orNothing(text),
  title: orNothing(text),
  title_translated: orNothing(object),
  notes: orNothing(text),
  notes_translated: orNothing(object),
  owner_org: orNothing(text),
  private: flag.default(false),
  license_id: orNothing(text),
  author: orNothing(text),
  author_email: orNothing(text),
  maintainer: orNothing(text),
  maintainer_email: orNothing(text),
  url: orNothing(text),
  tags: z.preprocess((value) => value, z.array(named)).optional(),
  tag_string: orNothing(list),
  groups: z.array(z.looseObject({ name: orNothing(text), id: orNothing(text) })).optional(),
  extras: dicts.optional(),
  asset: orNothing(text),
})
export type Package = z.output<typeof Package>

function translatedOf(plain: string, translations: Record<string, unknown> | undefined): Title {
  const others = LANGUAGES.flatMap((lang) => {
    const said = translations?.[lang]
    return lang !== 'pl' && typeof said === 'string' && said.trim() !== '' ? [[lang, said] as const] : []
  })
  return { pl: plain, ...Object.fromEntries(others) }
}

const extraOf = ({ extras = [] }: Package, key: string): string | undefined => {
  const value = extras.find((one) => one['key'] === key)?.['value']
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined
}
const listOf = (value: string | undefined): string[] => value?.split(',').map((word) => word.trim()).filter(Boolean) ?? [] // prettier-ignore

/** What CKAN calls licences, by what the house calls them. */
const LICENCE_NAMES: Record<string, string> = {
  'cc-zero': 'CC0-1.0',
  'cc-by': 'CC-BY-4.0',
  'cc-by-4.0': 'CC-BY-4.0',
  'cc-by-sa': 'CC-BY-SA-4.0',
  'odc-odbl': 'ODbL-1.0',
}
const licenceOf = (id: string): string =>
  LICENCE_NAMES[id.toLowerCase()] ?? LICENCES.find((known) => known.toLowerCase() === id.toLowerCase()) ?? id

/** `assets`: what the publisher's organisation holds; the only one of them need not be named. */
type World = { organisation: string; organisationName: string; assets: readonly string[] }

/** Throws a validation error in CKAN's own terms. */
export function draftOf(given: Package, { organisation, organisationName, assets }: World): DatasetDraft {
  const { name, title = name, notes = title, license_id } = given
  const asset = given.asset ?? extraOf(given, 'asset') ?? (assets.length === 1 ? assets[0] : undefined)
  const missing = Object.entries({ name, license_id, asset }).filter(([, value]) => value === undefined)
  if (missing.length > 0) throw invalid(Object.fromEntries(missing.map(([field]) => [field, ['Missing value']])))
  const contact = { name: given.maintainer ?? given.author ?? organisationName, email: given.maintainer_email ?? given.author_email } // prettier-ignore
  const [from, to] = [extraOf(given, 'temporal_start'), extraOf(given, 'temporal_end')]
  const frequency = extraOf(given, 'frequency')?.toUpperCase() as Frequency | undefined
  const provenance = extraOf(given, 'provenance')
  const series = extraOf(given, 'series')
  const description = Description.safeParse({
    title: translatedOf(title!, given.title_translated),
    description: translatedOf(notes!, given.notes_translated),
    keywords: tagsOf(given).map((tag) => ({ pl: tag })),
    themes: themesOf(given),
    hvdCategories: listOf(extraOf(given, 'hvd_categories')),
    licence: licenceOf(license_id!),
    frequency: frequency !== undefined && FREQUENCIES.includes(frequency) ? frequency : 'UNKNOWN',
    contact,
    ...((from !== undefined || to !== undefined) && { temporal: { from, to } }),
    spatial: listOf(extraOf(given, 'spatial_areas')),
    conformsTo: listOf(extraOf(given, 'conforms_to')),
    ...(provenance !== undefined && { provenance: { pl: provenance } }),
    ...(given.url !== undefined && { landingPage: given.url }),
  })
  if (!description.success) throw invalid(fieldsOf(description.error))
  return {
    ...{ slug: name!, organisation, asset: asset!, description: description.data },
    ...(series !== undefined && { series }),
  }
}

const tagsOf = ({ tags, tag_string = [] }: Package): string[] => tags?.map(({ name }) => name) ?? tag_string

function themesOf({ groups = [] }: Package): string[] {
  const names = groups.map(({ name, id }) => name ?? id ?? '')
  const unknown = names.filter((name) => !themeNamed(name))
  if (unknown.length > 0) throw invalid({ groups: unknown.map((name) => `Group not found: ${name}`) })
  return names.map((name) => themeNamed(name)!)
}

/** Where the house's description has what CKAN's package has. */
const CKAN_NAMES: Record<string, string> = {
  ...{ description: 'notes', keywords: 'tags', licence: 'license_id', contact: 'maintainer_email' },
  ...{ hvdCategories: 'extras', temporal: 'extras', spatial: 'extras', conformsTo: 'extras', landingPage: 'url' },
}
function fieldsOf(error: z.ZodError): Record<string, string[]> {
  const fields: Record<string, string[]> = {}
  for (const { path, message } of error.issues) {
    const field = String(path[0])
    ;(fields[CKAN_NAMES[field] ?? field] ??= []).push(`${path.join('.')}: ${message}`)
  }
  return fields
}
