/**
 * A data dictionary: what the columns of a table are, what their values may be, and how a delivery is mended. Names are those
 * of the Frictionless Table Schema where it has them.
 */
import { z } from 'zod'
import { TYPES } from '../types.ts'
import { isBounded } from './pattern.ts'

const COLUMNS_MAX = 500
const CODES_MAX = 10_000
const text = z.string().max(1000)
const short = z.string().min(1).max(300)

/** Words in the three languages, as far as they were given. */
const Texts = z.partialRecord(z.enum(['pl', 'en', 'uk']), z.string().max(5000))

/** What is done to a cell before it is read, in this order: `replace` a part of it wherever it stands, `map` the whole of it. */
export const Mend = z.discriminatedUnion('rule', [
  z.strictObject({ rule: z.literal('trim') }),
  z.strictObject({ rule: z.literal('case'), to: z.enum(['lower', 'upper', 'title']) }),
  z.strictObject({ rule: z.literal('replace'), from: text.min(1), to: text }),
  z.strictObject({ rule: z.literal('map'), values: z.record(text, text) }),
  z.strictObject({ rule: z.literal('swapAxes') }),
])
export type Mend = z.infer<typeof Mend>

export const Constraints = z.strictObject({
  required: z.boolean().optional(),
  unique: z.boolean().optional(),
  /** In the type's own spelling. */
  minimum: text.optional(),
  maximum: text.optional(),
  minLength: z.int().min(0).optional(),
  maxLength: z.int().min(0).optional(),
  /** Of the whole value; one that could take without end is none. */
  pattern: z.string().max(500).refine(isBounded).optional(),
  enum: z.array(text).max(CODES_MAX).optional(),
})
export type Constraints = z.infer<typeof Constraints>

export const Field = z.strictObject({
  name: short,
  /** The header's word in the file, where it is another: the column is renamed. */
  source: short.optional(),
  title: Texts.optional(),
  description: Texts.optional(),
  type: z.enum(TYPES),
  /** As dates and times are written, in the signs of strptime: '%d.%m.%Y'; where it is not said, as ISO 8601. */
  format: z.string().max(50).optional(),
  /** Numbers may stand with it; it is taken off. */
  unit: z.string().max(50).optional(),
  decimalChar: z.enum(['.', ',']).optional(),
  groupChar: z.string().max(1).optional(),
  trueValues: z.array(text).max(50).optional(),
  falseValues: z.array(text).max(50).optional(),
  /** Texts that stand for a missing value, besides the empty one. */
  missingValues: z.array(text).max(50).optional(),
  constraints: Constraints.optional(),
  /** What the codes of a column mean. */
  codes: z
    .array(z.strictObject({ code: text, title: Texts }))
    .max(CODES_MAX)
    .optional(),
  mend: z.array(Mend).max(50).optional(),
})
export type Field = z.infer<typeof Field>

export const Dictionary = z.strictObject({
  title: Texts.optional(),
  description: Texts.optional(),
  fields: z
    .array(Field)
    .min(1)
    .max(COLUMNS_MAX)
    .refine((fields) => new Set(fields.map(({ name }) => name)).size === fields.length),
  /** Columns of the file that are left out. */
  dropped: z.array(short).max(COLUMNS_MAX).optional(),
  primaryKey: z.array(short).max(20).optional(),
})
export type Dictionary = z.infer<typeof Dictionary>
