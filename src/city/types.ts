/** A city pack: data and words only. Each file of the pack has its schema here; a message says what would be right. */
import { z } from 'zod'
import { FREQUENCIES, LICENCES, THEMES } from '#catalog'
import { OPENNESS, SECURITY_CLASSES } from '#governance'
import { BdlMapping, OMISSION_REASONS } from '#indicators'
import type { InnovationsPack } from '#innovations'
import type { NetworkPack } from '#network'
import type { BudgetPack } from '#participation'
import type { MoneyPack } from './money.ts'
import { areaCode, indicatorId, Strategy } from './strategies.ts'
import type { Things } from './things/types.ts'
import { day, slug, text, Texts, url } from './words.ts'

export { Texts }

export const LANGS = ['pl', 'en', 'uk'] as const
export const DOORS = ['smart-city', 'innovations', 'digital', 'indicators', 'network'] as const
export const AREA_KINDS = ['country', 'voivodeship', 'region', 'city', 'district'] as const
export const STATUSES = ['A', 'P', 'E', 'B', 'M'] as const

const measureId = z
  .string()
  .regex(/^[a-z][a-z0-9_]*$/, 'lower-case letters, digits and underscores, such as "population_total"')
const dimensionValue = z
  .string()
  .regex(/^[a-z0-9]+([_-][a-z0-9]+)*$/, 'lower-case letters, digits, hyphens and underscores, such as "15-19"')
const colour = z.string().regex(/^#[0-9A-Fa-f]{6}$/, 'a colour as six hexadecimal digits, such as "#0B6B4F"')
const file = z
  .string()
  .regex(/^(?!.*\.\.)[A-Za-z0-9_-]+([./][A-Za-z0-9_-]+)*$/, 'a file inside the pack, such as "data/gus-health.csv"')
const viaId = z.string().regex(/^[a-z0-9-]+$/, 'a short id, such as "15"')

export const PERIOD = /^\d{4}(-S[12]|-Q[1-4]|-M(0[1-9]|1[0-2])|-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]))?$/
export const PERIOD_RIGHT = 'a period such as 2023, 2023-S1, 2023-Q1, 2023-M05 or 2023-05-17'
const period = z.string().regex(PERIOD, PERIOD_RIGHT)

const position = z
  .tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)])
  .describe('longitude, latitude in WGS 84')
export type Position = z.infer<typeof position>

// city.json

const Palette = z.strictObject({ accent: colour, shield: colour, choropleth: z.array(colour).length(5) })

/** Something the doors state about the city, with its source. `value` is a number, or words in three languages. */
export const Fact = z.strictObject({
  id: slug,
  label: Texts,
  value: z.union([z.number(), Texts], 'a number, or a text in pl, en and uk'),
  unit: z.string().optional(),
  period: period.optional(),
  source: slug,
  url: url.optional(),
  note: Texts.optional(),
  unverified: z.boolean().optional(),
})
export type Fact = z.infer<typeof Fact>

export const Door = z.strictObject({
  id: z.enum(DOORS),
  title: Texts,
  summary: Texts,
  text: Texts,
  facts: z.array(slug),
})
export type Door = z.infer<typeof Door>

export const PeerGroup = z.strictObject({ id: slug, names: Texts, reason: Texts, areas: z.array(slug).min(1) })
export type PeerGroup = z.infer<typeof PeerGroup>

/** What cities are alike by, for those who ask for similar ones. */
const Likeness = z.strictObject({ indicator: indicatorId, weight: z.number().min(0).max(1_000) })

export const CityInfo = z.strictObject({
  id: slug,
  names: Texts,
  /** The name as it stands in a sentence, "in the city", with the preposition and the case that the language asks for. */
  inCity: Texts,
  area: slug,
  country: slug,
  languages: z.array(z.enum(LANGS)).min(1),
  timezone: z.string().refine(isTimezone, 'a time zone of the IANA list, such as "Europe/Warsaw"'),
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency code of ISO 4217, such as "PLN"'),
  colours: z.strictObject({ light: Palette, dark: Palette }),
  arms: z.strictObject({ file, alt: Texts, note: Texts.optional() }),
  /** Set in packs of made-up figures: every page then carries the mark. */
  demonstration: z.boolean().optional(),
  slogan: z.strictObject({ title: Texts, text: Texts }),
  doors: z.array(Door).length(DOORS.length),
  headlines: z.array(indicatorId).min(1).max(6),
  /** What the front page's map of the districts shows. */
  map: z.strictObject({ indicator: indicatorId, period }).optional(),
  strategies: z.array(Strategy),
  peers: z.array(PeerGroup).min(1),
  likeness: z.array(Likeness).optional(),
  facts: z.array(Fact),
  links: z.array(z.strictObject({ id: slug, names: Texts, url })),
})
export type CityInfo = z.infer<typeof CityInfo>

// places.json

export const Identifier = z.strictObject({
  /** teryt (7 digits: county 0663000, commune 0663011), bdl-unit, urban-audit, wikidata, gios-zone, iso3166-1… */
  scheme: slug,
  code: text,
  /** Worked out from another code, or from memory: shown as unverified. */
  derived: z.boolean().optional(),
})
export type Identifier = z.infer<typeof Identifier>

/** A break of every series of an area: its boundary changed, its population was counted anew. */
const AreaBreak = z.strictObject({ period, note: Texts, source: slug })

export const Area = z.strictObject({
  id: slug,
  kind: z.enum(AREA_KINDS),
  names: Texts,
  parent: slug.optional(),
  validFrom: day.optional(),
  validTo: day.optional(),
  identifiers: z.array(Identifier).optional(),
  point: position.optional(),
  approximate: z.boolean().optional(),
  /** West, south, east, north: no coordinate of what lies inside may leave it. */
  bounds: z.tuple([z.number(), z.number(), z.number(), z.number()]).optional(),
  /** The feature of a GeoJSON file whose `name` property it is. */
  outline: z.strictObject({ file, feature: text, source: slug }).optional(),
  breaks: z.array(AreaBreak).optional(),
  note: Texts.optional(),
})
export type Area = z.infer<typeof Area>

export const Places = z.strictObject({ areas: z.array(Area).min(1) })

export type Polygon = { type: 'Polygon'; coordinates: Position[][] }
export type MultiPolygon = { type: 'MultiPolygon'; coordinates: Position[][][] }
export type Outline = Polygon | MultiPolygon

// sources.json

export const Source = z.strictObject({
  id: slug,
  names: Texts,
  publisher: Texts,
  url,
  licence: Texts,
  termsUrl: url.optional(),
  /** The words that must stand where the figures are shown. */
  attribution: Texts,
})
export type Source = z.infer<typeof Source>

/** A public copy in which the figures were read, when not at the source itself. */
export const Via = z.strictObject({
  id: viaId,
  repository: text,
  commit: text.optional(),
  path: text,
  url,
})
export type Via = z.infer<typeof Via>

export const Sources = z.strictObject({ sources: z.array(Source).min(1), via: z.array(Via) })

// measures.json

export const Dimension = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9_]*$/, 'a short id, such as "age"'),
  names: Texts,
  values: z.array(z.strictObject({ id: dimensionValue, names: Texts })).min(1),
})
export type Dimension = z.infer<typeof Dimension>

/** A break of one measure's series, in all areas or in the named ones. */
export const Break = z.strictObject({ period, areas: z.array(slug).optional(), note: Texts, source: slug })
export type Break = z.infer<typeof Break>

export const Measure = z.strictObject({
  id: measureId,
  names: Texts,
  unit: text,
  dimensions: z.array(Dimension).optional(),
  min: z.number().optional(),
  max: z.number().optional(),
  /** Do the figures of parts add up to that of the whole? Counts and money do unless said. */
  additive: z.boolean().optional(),
  note: Texts.optional(),
  breaks: z.array(Break).optional(),
})
export type Measure = z.infer<typeof Measure>

export const Measures = z.strictObject({ measures: z.array(Measure).min(1) })

// indicators.json

export const Threshold = z.strictObject({
  names: Texts,
  value: z.number(),
  unit: text,
  from: period.optional(),
  to: period.optional(),
  source: slug,
})
export type Threshold = z.infer<typeof Threshold>

export const Definition = z.strictObject({
  id: indicatorId,
  names: Texts,
  description: Texts,
  formula: text,
  unit: text,
  decimals: z.int().min(0).max(6),
  direction: z.enum(['higher', 'lower', 'context']),
  /** Grows with the size of the area, as a count or a sum of money does: areas are not compared by it. */
  extensive: z.boolean().optional(),
  valid: z.strictObject({ min: z.number().optional(), max: z.number().optional() }).optional(),
  /** The kinds of areas it is computed for; cities unless said. */
  areas: z.array(z.enum(AREA_KINDS)).default(['city']),
  standards: z.array(z.strictObject({ standard: slug, code: text })),
  /** Where it stands in the city's own strategies. */
  strategies: z.array(z.strictObject({ strategy: slug, area: areaCode })).default([]),
  /** Set where the figures only come near the standard's definition; says in what they differ. */
  approximates: Texts.optional(),
  method: Texts,
  thresholds: z.array(Threshold).optional(),
  breaks: z.array(Break).optional(),
})
export type Definition = z.infer<typeof Definition>

export const Indicators = z.strictObject({ indicators: z.array(Definition).min(1) })

// targets.json, which a pack may do without

/** A value that an indicator is to reach: set by the city, by its strategy, by law, or advised by a guideline. */
export const Target = z.strictObject({
  id: slug,
  indicator: indicatorId,
  area: slug,
  value: z.number(),
  unit: text,
  /** By which it is to be reached; a guideline may have none. */
  period: period.optional(),
  /** Only where the indicator's direction does not say it. */
  bound: z.enum(['atLeast', 'atMost']).optional(),
  kind: z.enum(['city', 'strategy', 'law', 'guideline']),
  names: Texts,
  source: slug,
  url: url.optional(),
})
export type Target = z.infer<typeof Target>

export const Targets = z.strictObject({ targets: z.array(Target) })

// datasets.json

const terms = z.union([z.enum(LICENCES), url], `one of ${LICENCES.join(', ')}, or the address of the terms of use`)

/** What the catalogue of open data says of a dataset, besides its names, sources and note. */
export const Open = z.strictObject({
  descriptions: Texts,
  /** The terms of use as programs know them; `licence` says them in words. */
  terms,
  frequency: z.enum(FREQUENCIES),
  themes: z.array(z.enum(THEMES)).min(1).max(5),
  /** The areas that it is about. */
  spatial: z.array(slug).min(1).max(50),
})

export const Dataset = z.strictObject({
  id: slug,
  file,
  names: Texts,
  format: z.enum(['tidy', 'bdl']),
  mapping: BdlMapping.optional(),
  sources: z.array(slug).min(1),
  /** The copies in which the figures were read; a row's column `via` says which. */
  via: z.array(viaId).optional(),
  licence: Texts,
  retrieved: day,
  note: Texts.optional(),
  open: Open,
})
export type Dataset = z.infer<typeof Dataset>

export const Datasets = z.strictObject({
  /** What all figures hang on in the register of assets, and the terms of use of the city's own. */
  own: z.strictObject({ asset: slug, terms }),
  datasets: z.array(Dataset),
})

// society.json, which a pack may do without

/** The dataset of what the house itself counts of how people take part; its measures and indicators stand with all others. */
export const SocietyDataset = Dataset.pick({ id: true, names: true, sources: true, licence: true, note: true, open: true }) // prettier-ignore
export const Society = z.strictObject({ dataset: SocietyDataset.optional() })
export type Society = z.infer<typeof Society>

// omissions.json, which a pack may do without

/** Why an indicator of a standard is not reported: who would hold the figure, what stands in the way. */
export const Omission = z.strictObject({
  standard: slug,
  code: text,
  reason: z.enum(OMISSION_REASONS),
  notes: Texts,
})
export type Omission = z.infer<typeof Omission>

export const Omissions = z.strictObject({ omissions: z.array(Omission) })

// assets.json, which a pack may do without

/** An act that several assets stand on, as the journal of laws names it. */
const Act = z.strictObject({ id: slug, name: text, url: url.optional() })

/** What the city holds; see the register of assets. */
export const Asset = z.strictObject({
  slug,
  names: Texts,
  descriptions: Texts,
  purposes: Texts,
  /** The unit that holds it. */
  holder: Texts,
  /** Who answers for it: a function, not a person. */
  steward: text,
  legalBasis: z.array(z.strictObject({ act: slug, article: text })).min(1),
  securityClass: z.enum(SECURITY_CLASSES),
  openness: z.strictObject({ state: z.enum(OPENNESS), reason: Texts }),
})
export type Asset = z.infer<typeof Asset>

export const Assets = z.strictObject({ acts: z.array(Act), assets: z.array(Asset) })

/** The whole pack, read and parsed; outlines by area id; the folder, so that data files can be opened. */
export type City = {
  folder: string
  info: CityInfo
  areas: Area[]
  outlines: Map<string, Outline>
  sources: Source[]
  via: Via[]
  measures: Measure[]
  indicators: Definition[]
  own: z.infer<typeof Datasets>['own']
  datasets: Dataset[]
  targets: Target[]
  omissions: Omission[]
  acts: z.infer<typeof Act>[]
  assets: Asset[]
  things: Things
  budget: BudgetPack
  innovations: InnovationsPack['innovations']
  money: MoneyPack['files']
  network: NetworkPack
  society: Society
}

/** One error of a pack: where it stands, what was found there, and what would be right. */
export type Problem = { file: string; line: number; column: number; field: string; found: string; right: string }

function isTimezone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat('en', { timeZone: zone }))
  } catch {
    return false
  }
}
