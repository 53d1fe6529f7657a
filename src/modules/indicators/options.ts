/** How a file is to be read, as people and systems say it. */
import { z } from 'zod'
import { DELIMITERS } from './reading/index.ts'

const text = z.string().min(1).max(300)
const byValue = z.record(z.string(), text.nullable())
const roles = z.enum(['area', 'measure', 'dimension', 'period', 'value', 'unit', 'status', 'reason', 'note'])

/** How the columns of a GUS BDL export become a measure and a dimension. */
export const BdlMapping = z.object({
  measure: z.union([text, z.object({ column: text, values: byValue })]),
  dimensions: z.record(z.string(), z.record(z.string(), z.string().max(300).nullable())).optional(),
  periods: z.object({ column: text, values: z.record(z.string(), z.string().max(10).nullable()) }).optional(),
  units: z.record(z.string(), text).optional(),
})

export const ReadOptions = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'iso-8859-2']).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  decimal: z.enum([',', '.']).optional(),
  format: z.enum(['tidy', 'bdl']).optional(),
  columns: z.partialRecord(roles, text).optional().describe('the column that plays a role, by its header'),
  constants: z.partialRecord(roles, text).optional().describe('what a role is throughout the file'),
  areaScheme: text.optional(),
  mapping: BdlMapping.optional(),
})
