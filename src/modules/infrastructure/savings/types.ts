/** A plan of measurement and verification (IPMVP), fixed before the measure; what was brought to it, found, vouched for and published. */
import { z } from 'zod'
import type { AvoidedDay, Goodness, CaltrackModel, LightingPart } from '#stats'

const TEXT_CHARS_MAX = 2_000
const GROUPS_MAX = 200
const SAMPLE_MAX = 500
const text = z.string().trim().min(1).max(TEXT_CHARS_MAX)
export const Day = z.iso.date()
const quantity = z.number().min(-1e12).max(1e12)
const positive = z.number().min(0).max(1e12)

export const CARRIERS = ['electricity', 'heat', 'gas'] as const
export const Carrier = z.enum(CARRIERS)
export type Carrier = z.infer<typeof Carrier>

const Switching = z.object({
  altitude_deg: z.number().min(-18).max(0).describe('the height of the sun at which lamps go on and off'),
  after_min: z.number().min(-120).max(120),
  before_min: z.number().min(-120).max(120),
})
const Dimming = z.object({
  from_min: z.int().min(0).max(1439),
  to_min: z.int().min(0).max(1439),
  share: z.number().min(0).max(1),
})
const Regime = z.object({ switching: Switching, dimming: z.array(Dimming).max(10) })

/** A group of like lamps: the watts measured of a sample before; those after are brought when they are measured. */
export const LampGroup = z.object({
  name: z.string().trim().min(1).max(120),
  count: z.int().min(2).max(1_000_000),
  measured_w: z.array(z.number().min(0).max(10_000)).min(2).max(SAMPLE_MAX),
  things: z
    .array(z.string().trim().min(1).max(1_000))
    .min(1)
    .max(SAMPLE_MAX)
    .optional()
    .describe('lamps that tell their watts, or cabinets of such lamps, in place of a file'),
  attribute: z.string().trim().min(1).max(500).optional().describe('what they tell: powerConsumption unless said'),
  before: Regime,
  after: Regime,
})
export type LampGroup = z.infer<typeof LampGroup>

const Promised = z.object({
  energy_kwh: positive.describe('a year'),
  money_grosze: z.int().min(0).max(1e15).describe('a year, VAT included'),
  co2e_kg: positive.describe('a year'),
})
const Investment = z.object({
  cost_grosze: z.int().min(0).max(1e15),
  life_years: z.number().min(1).max(60),
  discount: z.number().min(0).max(0.5),
})

const Common = z.object({
  title: z.string().trim().min(1).max(200),
  measure: text.describe('what is done'),
  boundary: text.describe('what the meter sees, or which lamps'),
  responsible: z.string().trim().min(1).max(200).describe('the office that answers for it'),
  organisationId: z.uuid(),
  carrier: Carrier,
  begins: Day.describe('the day on which the works begin; the baseline ends before it'),
  reportsFrom: Day.describe('the day from which savings count'),
  zone: z.string().min(1).max(60).describe('by which days are cut'),
  level: z.number().min(0.5).max(0.99),
  promised: Promised,
  investment: Investment,
  demo: z.boolean().default(false).describe('made up, and never among the city’s figures'),
})
const SeriesName = z.object({
  entityId: z.string().trim().min(1).max(1_000).describe('the thing, by its NGSI-LD id'),
  attribute: z.string().trim().min(1).max(500).describe('what it reads: the name, or its IRI'),
})
export type SeriesName = z.infer<typeof SeriesName>
const Series = z.object({
  meter: SeriesName.extend({ unit: z.enum(['kWh', 'Wh', 'MWh', 'GJ']).default('kWh') }),
  temperature: SeriesName.extend({ unit: z.enum(['C', 'F']).default('C') }),
})
export const Plan = z.discriminatedUnion('option', [
  Common.extend({
    option: z.literal('C').describe('the whole building, by its meter'),
    register: z
      .object({ digits: z.int().min(1).max(12), factor: z.number().min(1e-6).max(1e6) })
      .optional()
      .describe('where the meter tells its counter'),
    series: Series.optional().describe('the things that read, in place of files'),
  }),
  Common.extend({
    option: z.literal('A').describe('lamps, by measured power and computed hours'),
    latitude: z.number().min(-66).max(66),
    longitude: z.number().min(-180).max(180),
    groups: z.array(LampGroup).min(1).max(GROUPS_MAX),
  }),
])
export type Plan = z.infer<typeof Plan>

export const Act = z.object({ at: z.coerce.date(), by: z.string(), entryId: z.string() })
export type Act = z.infer<typeof Act>

export const FILE_KINDS = ['meter', 'temperature', 'wattage'] as const
export const FileKind = z.enum(FILE_KINDS)
export type FileKind = z.infer<typeof FileKind>
export const BroughtFile = Act.extend({
  kind: FileKind,
  name: z.string(),
  sha256: z.string(),
  bytes: z.number(),
  unit: z.string().optional(),
})
export type BroughtFile = z.infer<typeof BroughtFile>

export const AdjustmentDraft = z.object({
  from: Day,
  to: Day.nullable().default(null),
  perDay: quantity.describe('kWh a day that would have been used besides, without the measure'),
  reason: text.min(10),
})
export type AdjustmentDraft = z.input<typeof AdjustmentDraft>
export const PlanAdjustment = AdjustmentDraft.extend({ ...Act.shape, id: z.uuid() })
export type PlanAdjustment = z.infer<typeof PlanAdjustment>

export const RateDraft = z.object({
  kind: z.enum(['tariff', 'factor']),
  carrier: Carrier,
  from: Day,
  to: Day.nullable().default(null),
  value: z.number().min(0).max(1e6).describe('grosze a kWh without VAT, or kg of CO₂e a kWh'),
  vat: z.number().min(0).max(1).default(0).describe('0.23 for 23 %'),
  name: z.string().trim().min(1).max(200),
  source: text,
})
export type RateDraft = z.input<typeof RateDraft>
export const KnownRate = RateDraft.extend({ ...Act.shape, id: z.uuid() })
export type KnownRate = z.infer<typeof KnownRate>

export const VERDICTS = ['confirmed', 'returned'] as const
export const VerificationDraft = z.object({
  verdict: z.enum(VERDICTS),
  as: z.string().trim().min(1).max(200).describe('the office or firm that vouches'),
  grounds: text.min(10),
})
export type VerificationDraft = z.infer<typeof VerificationDraft>

export type Span = { low: number; high: number }
/** What was found, whole, as it is shown and put into the bundle. */
export type Findings = {
  from: string
  to: string
  days: readonly AvoidedDay[]
  daysCounted: number
  use_kwh: number
  baseline_kwh: number
  adjusted_kwh: number
  avoided_kwh: number
  level: number
  interval: (Span & { band: number }) | null
  caltrackBand: number | null
  fit: { model: CaltrackModel; goodness: Goodness; from: string; to: string; daysUsed: number } | null
  lighting: readonly Omit<LightingPart, 'days'>[] | null
}

export type Money = { total: number | null; known: number; missing: readonly { from: string; to: string }[] } & {
  [Side in keyof Span]: number | null
}
export type Worths = {
  money_grosze: Money
  co2e_kg: Money
  /** Promised for as many days. */
  promised: { energy_kwh: number; money_grosze: number; co2e_kg: number }
  /** A year of 365 days at this pace; `stretched` where fewer were measured. */
  yearly: { stretched: boolean; energy_kwh: number; money_grosze: number | null; co2e_kg: number | null }
  payback: { simple_years: number | null; discounted_years: number | null; npv_grosze: number } | null
  npvSpan_grosze: Span | null
  costPerTonne_grosze: number | null
}

/** A file that was brought, or what was taken of a series: its fingerprint, and where the readings are asked for. */
export type ToldFile = {
  kind: FileKind
  name: string
  sha256: string
  series?: { entityId: string; attribute: string; from: string; to: string }
}
export type ResultContent = Findings & Worths & { files: ToldFile[]; rates: KnownRate[] }
