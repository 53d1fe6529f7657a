/** Files of meter readings: how they are read, where what they say goes, what came of them. */
import { z } from 'zod'

export const FILE_BYTES_MAX = 50_000_000
export const ROWS_MAX = 1_000_000
export const REJECTED_SHOWN = 200
export const METERS_MAX = 10_000

const ENERGY = 'https://smartdatamodels.org/dataModel.Energy/'
const DEVICE = 'https://smartdatamodels.org/dataModel.Device/'
const MEASUREMENT = { type: `${DEVICE}DeviceMeasurement`, attribute: `${DEVICE}numValue` }
/** What a meter's register stands for, and in which unit it is kept (UN/CEFACT). */
export const CARRIERS = {
  electricity: { type: `${ENERGY}ThreePhaseAcMeasurement`, attribute: `${ENERGY}totalActiveEnergyImport`, unit: 'KWH' },
  heat: { ...MEASUREMENT, unit: 'GV' },
  gas: { ...MEASUREMENT, unit: 'MTQ' },
  water: { ...MEASUREMENT, unit: 'MTQ' },
} as const
export type Carrier = keyof typeof CARRIERS
/** Use between two readings, at the time at which it began; beside the register, which stands without a name. */
export const USE_DATASET = 'urn:ngsi-ld:dataset:use'

/** Of most counters, before the comma. */
export const DIGITS = 8
export const DIGITS_MAX = 12

const CARRIER_NAMES = Object.keys(CARRIERS) as [Carrier, ...Carrier[]]
export const ReadAs = z.object({
  organisationId: z.uuid(),
  carrier: z.enum(CARRIER_NAMES).default('electricity'),
  kind: z.enum(['register', 'use']).default('register').describe('states of the counter, or use in each interval'),
  digits: z.coerce.number().int().min(1).max(DIGITS_MAX).default(DIGITS).describe('of the counter, before the comma'),
  meter: z.string().min(1).max(300).optional().describe('which meter it is, where no column says so'),
  meterColumn: z.string().max(200).optional(),
  valueColumn: z.string().max(200).optional(),
})
export type ReadAs = z.input<typeof ReadAs>
export type Asked = z.output<typeof ReadAs>

export const Rejected = z.object({ line: z.int(), column: z.string(), found: z.string(), expected: z.string() })
export type Rejected = z.infer<typeof Rejected>
export const Report = z.object({
  rows: z.int(),
  accepted: z.int(),
  rejected: z.int(),
  /** The first of them. */
  rejections: z.array(Rejected),
  meters: z.int(),
  /** Registers and use; what was there already counts too. */
  stored: z.int(),
  events: z.array(z.object({ meter: z.string(), kind: z.enum(['rolledOver', 'exchanged']), at: z.date(), from: z.number(), to: z.number() })), // prettier-ignore
  columns: z.object({ time: z.string(), value: z.string(), meter: z.string().optional() }),
})
export type Report = z.infer<typeof Report>
