/** A thing of the city: a lamp, a cabinet, a meter. What is said of it, in which version, and what anybody may see of it. */
import { z } from 'zod'

export const NAME_CHARS_MAX = 120
const NOTE_CHARS_MAX = 2_000
export const FIELD_CHARS_MAX = 300
/** A part of a part of a part: deeper than this nobody finds anything. */
export const DEPTH_MAX = 8
export const LIST_MAX = 1_000
export const THINGS_ON_MAP_MAX = 5_000

/** Printed on a label and typed from it: capital letters and digits. */
export const Code = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^[A-Z0-9][A-Z0-9._-]{0,31}$/)
  .describe('letters A–Z, digits, and . _ - between; at most 32')

export const STATES = ['planned', 'inUse', 'outOfUse', 'scrapped'] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

const short = z.string().trim().min(1).max(NAME_CHARS_MAX).nullish()
const Day = z.iso.date().nullish()
export const FieldValue = z.union([z.string().trim().max(FIELD_CHARS_MAX), z.number(), z.boolean()])
export type FieldValue = z.infer<typeof FieldValue>
/** GeoJSON in WGS 84; looked through by the rules. */
const Location = z.looseObject({ type: z.string() })

/** What is known of a thing besides what it is looked for by. */
const Details = z.object({
  address: short.describe('where to go, in words; for those who work on it'),
  maker: short,
  model: short,
  serial: short,
  installed: Day,
  warrantyUntil: Day,
  cost_grosze: z.int().min(0).max(1e13).nullish().describe('what it cost, with VAT'),
  life_years: z.number().min(0).max(200).nullish().describe('how long it is expected to last'),
  note: z.string().trim().max(NOTE_CHARS_MAX).nullish(),
  fields: z.record(z.string().max(60), FieldValue.nullable()).default({}).describe('as its kind asks'),
})
export type Details = z.infer<typeof Details>

export const ThingDraft = Details.extend({
  code: Code.optional().describe('made where none is given'),
  kind: z.string().max(60),
  name: short.describe('what people call it; public where its kind is'),
  parent: Code.nullish().describe('the code of what it is a part of'),
  state: State.default('inUse'),
  organisationId: z.uuid().describe('whose it is, and who cares for it'),
  location: Location.nullish(),
  area: z.string().max(120).nullish().describe('found from the location where none is given'),
  entityId: z.string().trim().max(500).nullish().describe('the NGSI-LD entity that has its data'),
  demo: z.boolean().default(false).describe('made up: never among the city’s figures'),
})
export type ThingDraft = z.input<typeof ThingDraft>
export type ReadDraft = z.output<typeof ThingDraft>

export type Geometry = { type: string; coordinates?: unknown }

/** A thing as those see it who work on it. Missing is null. */
export type Thing = {
  id: string
  code: string
  kind: string
  name: string | null
  parentId: string | null
  parent: string | null
  state: State
  organisationId: string
  location: Geometry | null
  /** A point on it: where to go. */
  point: [number, number] | null
  area: string | null
  entityId: string | null
  demo: boolean
  details: Details
  version: number
  createdAt: Date
  changedAt: Date
}

const Texts = z.object({ pl: z.string(), en: z.string(), uk: z.string() })
/** What is answered of a thing: `details`, its version and more only to those who may read it. */
export const Shown = z.object({
  code: z.string(),
  kind: z.string(),
  kindNames: Texts,
  name: z.string().nullable(),
  parent: z.string().nullable(),
  state: State,
  organisationId: z.uuid(),
  location: z.looseObject({ type: z.string() }).nullable(),
  point: z.tuple([z.number(), z.number()]).nullable(),
  area: z.string().nullable(),
  entityId: z.string().nullable(),
  demo: z.boolean(),
  installed: z.string().nullable(),
  fields: z.record(z.string(), FieldValue.nullable()),
  inside: Details.extend({ id: z.uuid(), version: z.int(), createdAt: z.date(), changedAt: z.date() }).optional(),
})
export type Shown = z.infer<typeof Shown>

/** West, south, east, north. */
export const Bbox = z.tuple([
  z.number().min(-180).max(180),
  z.number().min(-90).max(90),
  z.number().min(-180).max(180),
  z.number().min(-90).max(90),
])

export const Filter = z.object({
  q: z.string().trim().max(120).optional().describe('in code, name, address, maker, model or serial'),
  kind: z.string().max(60).optional(),
  state: State.optional(),
  area: z.string().max(120).optional(),
  organisationId: z.uuid().optional(),
  parent: Code.optional(),
  entityId: z.string().max(500).optional(),
  bbox: Bbox.optional(),
  demo: z.boolean().optional(),
})
export type Filter = z.infer<typeof Filter>

export const FILE_KINDS = ['photo', 'document'] as const
export const FileKind = z.enum(FILE_KINDS)
export type FileKind = z.infer<typeof FileKind>

export const ThingFile = z.object({
  id: z.uuid(),
  kind: FileKind,
  name: z.string(),
  mediaType: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  at: z.date(),
  by: z.string(),
})
export type ThingFile = z.infer<typeof ThingFile>

/** One change: who, when, and what was said of the thing before and after. */
export const Change = z.object({
  version: z.int(),
  at: z.date(),
  by: z.string(),
  entryId: z.uuid(),
  changed: z.array(z.object({ what: z.string(), before: z.unknown(), after: z.unknown() })),
})
export type Change = z.infer<typeof Change>
