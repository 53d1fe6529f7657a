/** What the house's own codes are in the European vocabularies, and what is told of a concept where it is named. Pure. */
import { LANGS, translate, type Key, type Lang } from '#words'
import type { Format, Frequency, HvdCategory, Licence, Publisher, Theme } from '../types.ts'
import { iri, texts, thing, type Texts, type Thing } from './tree.ts'
import type { Class } from './terms.ts'

const AUTHORITY = 'http://publications.europa.eu/resource/authority'

/** Regulation (EU) 2023/138 on high-value datasets. */
export const HVD_REGULATION = 'http://data.europa.eu/eli/reg_impl/2023/138/oj'
/** The Act of 11 August 2021 on open data and the re-use of public sector information (Dz.U. 2021 poz. 1641). */
const REUSE_ACT = 'https://eli.gov.pl/eli/DU/2021/1641/ogl'

const HVD: Record<HvdCategory, string> = {
  geospatial: 'c_ac64a52d',
  'earth-observation-and-environment': 'c_dd313021',
  meteorological: 'c_164e0bf5',
  statistics: 'c_e1da4e07',
  'companies-and-company-ownership': 'c_a9135398',
  mobility: 'c_b79e35eb',
}
const LICENCE: Record<string, string> = {
  'CC0-1.0': `${AUTHORITY}/licence/CC0`,
  'CC-BY-4.0': `${AUTHORITY}/licence/CC_BY_4_0`,
  'CC-BY-SA-4.0': `${AUTHORITY}/licence/CC_BYSA_4_0`,
  'ODbL-1.0': `${AUTHORITY}/licence/ODC_BL`,
  'PL-REUSE': REUSE_ACT,
}
/** The kind of an organisation, as `identity` says it, among the publisher types of ADMS. */
const PUBLISHER: Record<string, readonly [code: string, word: Key]> = {
  company: ['Company', 'vocabulary.publisher.company'],
  ngo: ['NonGovernmentalOrganisation', 'vocabulary.publisher.ngo'],
  university: ['Academia-ScientificOrganisation', 'vocabulary.publisher.university'],
}
const CITY_OFFICE = ['LocalAuthority', 'vocabulary.publisher.authority'] as const

/** The registered media type where there is one, and the code of the European list of file types. */
export const FORMAT: Record<Format, { mediaType?: string; fileType: string; name: string }> = {
  csv: { mediaType: 'text/csv', fileType: 'CSV', name: 'CSV' },
  tsv: { mediaType: 'text/tab-separated-values', fileType: 'TSV', name: 'TSV' },
  xlsx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    fileType: 'XLSX',
    name: 'XLSX',
  },
  ods: { mediaType: 'application/vnd.oasis.opendocument.spreadsheet', fileType: 'ODS', name: 'ODS' },
  json: { mediaType: 'application/json', fileType: 'JSON', name: 'JSON' },
  ndjson: { fileType: 'JSON', name: 'NDJSON' },
  geojson: { mediaType: 'application/geo+json', fileType: 'GEOJSON', name: 'GeoJSON' },
  parquet: { mediaType: 'application/vnd.apache.parquet', fileType: 'PARQUET', name: 'Parquet' },
  file: { fileType: 'OCTET', name: '' },
}
/** What a file that is no table may be. */
const FILE_TYPES: Record<string, string> = {
  'application/pdf': 'PDF',
  'application/zip': 'ZIP',
  'application/gzip': 'GZIP',
  'application/xml': 'XML',
  'text/xml': 'XML',
  'text/csv': 'CSV',
  'application/json': 'JSON',
  'text/plain': 'TXT',
  'text/html': 'HTML',
  'image/png': 'PNG',
  'image/jpeg': 'JPEG',
  'image/tiff': 'TIFF',
}
const LANGUAGE = { pl: 'POL', en: 'ENG', uk: 'UKR' } as const

/** A thing that others keep: named by its address, with its class, so that a reader need not ask them. */
export const named = (kind: Class, address: string, label?: Texts): Thing =>
  thing(kind, address, label && { prefLabel: label })

/** As data: a page may bind a short word to the next one, a name in a vocabulary has plain spaces. */
export const wordOf = (lang: Lang, key: Key): string => translate(lang, key).replaceAll('\u00a0', ' ')
const said = (key: Key): Texts => texts(Object.fromEntries(LANGS.map((lang) => [lang, wordOf(lang, key)])))!
const concept = (address: string, key: Key): Thing => named('Concept', address, said(key))

export const wordsOf = said
export const themeOf = (code: Theme): Thing => concept(`${AUTHORITY}/data-theme/${code}`, `vocabulary.theme.${code}`)
export const hvdOf = (category: HvdCategory): Thing =>
  concept(`http://data.europa.eu/bna/${HVD[category]}`, `vocabulary.hvd.${category}`)
export const frequencyOf = (code: Frequency): Thing => named('Frequency', `${AUTHORITY}/frequency/${code}`)
export const languageOf = (lang: keyof typeof LANGUAGE): Thing =>
  named('LinguisticSystem', `${AUTHORITY}/language/${LANGUAGE[lang]}`)
export const licenceOf = (licence: Licence): Thing => named('LicenseDocument', LICENCE[licence] ?? iri(licence))
export const lawOf = (address: string): Thing => named('LegalResource', iri(address))
export const documentAt = (address: string): Thing => named('Document', iri(address))
export const standardAt = (address: string): Thing => named('Standard', iri(address))
export const themeTaxonomy = (): Thing =>
  thing('ConceptScheme', `${AUTHORITY}/data-theme`, { title: said('vocabulary.themes') })
export const openToAll = (): Thing => named('RightsStatement', `${AUTHORITY}/access-right/PUBLIC`)
export const stable = (): Thing => concept(`${AUTHORITY}/planned-availability/STABLE`, 'vocabulary.availability')
export const statusOf = (withdrawn: boolean): Thing =>
  withdrawn
    ? concept(`${AUTHORITY}/distribution-status/WITHDRAWN`, 'vocabulary.status.withdrawn')
    : concept(`${AUTHORITY}/distribution-status/COMPLETED`, 'vocabulary.status.current')

export function publisherTypeOf({ kind }: Publisher): Thing {
  const [code, word] = PUBLISHER[kind] ?? CITY_OFFICE
  return concept(`http://purl.org/adms/publishertype/${code}`, word)
}

/** The format as a code of the European list, and as a registered media type where it has one. */
export function formatOf(format: Format, mediaType = ''): { format: Thing; mediaType: Thing | undefined } {
  const known = FORMAT[format]
  const plain = (known.mediaType ?? (format === 'file' ? mediaType : '')).split(';', 1)[0]!.trim().toLowerCase()
  const fileType = format === 'file' ? (FILE_TYPES[plain] ?? known.fileType) : known.fileType
  const isRegistered = /^[a-z]+\/(?!x[-.])[\w.+-]+$/.test(plain)
  return {
    format: named('MediaTypeOrExtent', `${AUTHORITY}/file-type/${fileType}`),
    mediaType: isRegistered ? named('MediaType', `http://www.iana.org/assignments/media-types/${plain}`) : undefined,
  }
}
