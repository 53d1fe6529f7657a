/** What a catalogue says of its data, by DCAT-AP 3.0.1: datasets, their distributions and versions, data services. */
import { z } from 'zod'

export const TITLE_CHARS_MAX = 300
export const TEXT_CHARS_MAX = 20_000
export const KEYWORDS_MAX = 30

export const LANGUAGES = ['pl', 'en', 'uk'] as const
/** Half a character and control characters are no text: the database holds not all of them, XML none. */
const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/
const isText = (text: string): boolean => text.isWellFormed() && !CONTROL.test(text)
const text = (charsMax: number) =>
  z.string().trim().min(1).max(charsMax).refine(isText, 'text without control characters')
/** An address that a page may lead to: nothing but the web's. */
export const Address = z.url({ protocol: /^https?$/ }).max(2000)
const inLanguages = (charsMax: number) =>
  z.object({ pl: text(charsMax), en: text(charsMax).optional(), uk: text(charsMax).optional() })

/** A short text; Polish is asked for, the other languages fall back to it. */
export const Title = inLanguages(TITLE_CHARS_MAX)
export type Title = z.infer<typeof Title>
/** A long text of paragraphs, no markup. */
export const Prose = inLanguages(TEXT_CHARS_MAX)
export type Prose = z.infer<typeof Prose>

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
  .max(100)
  .describe('lower case, digits and hyphens; permanent')

/** The thirteen themes of the EU data portals: codes of the authority table `data-theme`. */
export const THEMES = [
  ...(['AGRI', 'ECON', 'EDUC', 'ENER', 'ENVI', 'GOVE', 'HEAL'] as const),
  ...(['INTR', 'JUST', 'REGI', 'SOCI', 'TECH', 'TRAN'] as const),
] as const
export const Theme = z.enum(THEMES)
export type Theme = z.infer<typeof Theme>

/** The six categories of high-value datasets of Regulation (EU) 2023/138. */
export const HVD_CATEGORIES = [
  ...(['geospatial', 'earth-observation-and-environment', 'meteorological'] as const),
  ...(['statistics', 'companies-and-company-ownership', 'mobility'] as const),
] as const
export const HvdCategory = z.enum(HVD_CATEGORIES)
export type HvdCategory = z.infer<typeof HvdCategory>

/** How often it is renewed: codes of the EU authority table `frequency`. */
export const FREQUENCIES = [
  ...(['CONT', 'UPDATE_CONT', 'HOURLY', 'DAILY', 'WEEKLY', 'BIWEEKLY', 'MONTHLY', 'BIMONTHLY', 'QUARTERLY'] as const),
  ...(['ANNUAL_2', 'ANNUAL', 'BIENNIAL', 'TRIENNIAL', 'QUINQUENNIAL', 'DECENNIAL'] as const),
  ...(['IRREG', 'NEVER', 'UNKNOWN'] as const),
] as const
export const Frequency = z.enum(FREQUENCIES)
export type Frequency = z.infer<typeof Frequency>

/** Terms of reuse that are known by name; anything else is named by its address. */
export const LICENCES = ['CC0-1.0', 'CC-BY-4.0', 'CC-BY-SA-4.0', 'ODbL-1.0', 'PL-REUSE'] as const
export const Licence = z
  .union([z.enum(LICENCES), Address])
  .describe('PL-REUSE: free reuse with the source named, by the Polish Act of 11 August 2021 on open data')
export type Licence = z.infer<typeof Licence>

export const Contact = z.object({ name: text(200), email: z.email().optional(), url: Address.optional() })
export type Contact = z.infer<typeof Contact>

const Day = z.iso.date()
export const Temporal = z.object({ from: Day.optional(), to: Day.optional() })

/** What people write of a dataset. Each change is a version; the newest stands, the older stay readable. */
export const Description = z.object({
  title: Title,
  description: Prose,
  keywords: z
    .array(z.object({ pl: text(100), en: text(100).optional(), uk: text(100).optional() }))
    .max(KEYWORDS_MAX)
    .default([]),
  themes: z.array(Theme).max(5).default([]),
  hvdCategories: z.array(HvdCategory).max(6).default([]),
  applicableLegislation: z.array(Address).max(10).default([]).describe('ELI addresses of acts'),
  licence: Licence,
  frequency: Frequency,
  contact: Contact,
  temporal: Temporal.optional(),
  spatial: z.array(z.string()).max(50).default([]).describe('ids of areas of `places`'),
  provenance: Prose.optional().describe('how the data came about'),
  sources: z
    .array(z.object({ title: Title, url: Address.optional() }))
    .max(20)
    .default([]),
  landingPage: Address.optional(),
  documentation: z.array(Address).max(10).default([]),
  conformsTo: z.array(Address).max(10).default([]),
  related: z.array(Slug).max(20).default([]),
})
export type Description = z.infer<typeof Description>

export const FORMATS = ['csv', 'tsv', 'xlsx', 'ods', 'json', 'ndjson', 'geojson', 'parquet', 'file'] as const
export const Format = z.enum(FORMATS)
export type Format = z.infer<typeof Format>

/** Who publishes, as `identity` knows it. */
export type Publisher = { id: string; names: Required<Title>; kind: string }

/** One published version of a distribution. `rows` and `columns` where it is a table. */
export type Version = {
  id: string
  number: number
  /** Order of publication in the whole catalogue. */
  seq: number
  publishedAt: Date
  rows?: number
  columns?: number
  sha256: string
  bytes: number
  mediaType: string
  /** What changed, for people. */
  note?: Title
  withdrawal?: { at: Date; reason: string }
}

/** One way to have a dataset. A table can be had in every format it is written in; a service has an endpoint. */
export type Distribution = {
  id: string
  slug: string
  title: Title
  description?: Prose
  kind: 'table' | 'file' | 'service'
  /** As it came in. */
  format: Format
  /** As it can be had: a table is written in several formats, a file is as it came, a service has none. */
  formats: Format[]
  versions: Version[]
  /** The newest that is not withdrawn. */
  current?: Version
  /** Where a service answers, and what describes it. */
  endpoint?: { url: string; description?: string; protocol: string; mediaType?: string }
}

/** A dataset as anybody may see it: published, described, with its distributions. */
export type Dataset = {
  id: string
  slug: string
  description: Description
  publisher: Publisher
  /** The series that it belongs to, by slug. */
  series?: string
  asset: { slug: string }
  issued: Date
  modified: Date
  distributions: Distribution[]
  withdrawal?: { at: Date; reason: string }
}

/** Datasets of one kind over time: each year's budget, each quarter's measurements. */
export type DatasetSeries = {
  id: string
  slug: string
  title: Title
  description: Prose
  publisher: Publisher
  frequency: Frequency
  contact: Contact
  issued: Date
  modified: Date
}

/** The whole catalogue at one moment, as RDF and the harvesters' XML write it. */
export type Catalogue = {
  baseUrl: string
  title: Required<Title>
  description: Required<Title>
  publisher: Publisher
  homepage: string
  issued: Date
  modified: Date
  datasets: Dataset[]
  series: DatasetSeries[]
  /** Areas named by datasets: their names, outside identifiers (TERYT, NUTS, Wikidata) and bounding boxes. */
  areas: { id: string; names: Required<Title>; identifiers: { scheme: string; code: string }[]; bbox?: number[] }[]
}
