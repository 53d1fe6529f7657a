/** How a file is to be read, as people and systems say it. */
import { z } from 'zod'
import { DELIMITERS } from '#tables'
import { FORMATS } from './reading/index.ts'

const text = z.string().min(1).max(300)
const byValue = z.record(z.string(), text.nullable())
const roles = z.enum(['area', 'measure', 'dimension', 'period', 'value', 'unit', 'status', 'reason', 'note'])

/** How a file's own words become areas, measures and dimensions; first made for exports of GUS BDL. */
export const BdlMapping = z.object({
  measure: z.union([text, z.object({ column: text, values: byValue })]).optional(),
  dimensions: z.record(z.string(), z.record(z.string(), z.string().max(300).nullable())).optional(),
  periods: z.object({ column: text, values: z.record(z.string(), z.string().max(10).nullable()) }).optional(),
  units: z.record(z.string(), text).optional(),
  areas: byValue.optional().describe("the file's words for areas; null leaves their rows out"),
  statuses: z.record(z.string(), z.string().max(20)).optional().describe("the file's words for statuses"),
  ignored: z.array(text).max(500).optional().describe('columns that say nothing about the figure'),
})

export const ReadOptions = z.object({
  encoding: z.enum(['utf-8', 'utf-16le', 'utf-16be', 'windows-1250', 'iso-8859-2']).optional(),
  delimiter: z.enum(DELIMITERS).optional(),
  decimal: z.enum([',', '.']).optional(),
  format: z.enum(FORMATS).optional().describe('what the rows mean; told from the content where it is not said'),
  sheet: text
    .optional()
    .describe('the sheet of a workbook or the dataset of a collection: its name, or its place from 1'),
  spread: z.array(text).max(500).optional().describe('columns that each hold figures of something else'),
  columns: z.partialRecord(roles, text).optional().describe('the column that plays a role, by its header'),
  constants: z.partialRecord(roles, text).optional().describe('what a role is throughout the file'),
  areaScheme: text.optional(),
  mapping: BdlMapping.optional(),
})
