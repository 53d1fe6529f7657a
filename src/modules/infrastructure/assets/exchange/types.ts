/** Files of things: how a row that is not taken is told, and what an import made of all rows. */
import { z } from 'zod'

export const ROWS_MAX = 100_000
export const COLUMNS_MAX = 200
export const FILE_BYTES_MAX = 100_000_000
/** All are counted; so many are told with their places. */
export const REJECTIONS_TOLD_MAX = 10_000

/** Why a row is not taken. Sentences in words/things under `rejection`. */
export const REASONS = [
  'missing',
  'code',
  'twice',
  'kind',
  'field',
  'foreign',
  'number',
  'date',
  'yesNo',
  'tooLong',
  'state',
  'organisation',
  'forbidden',
  'parent',
  'cycle',
  'tooDeep',
  'lonLat',
  'shape',
  'area',
  'entity',
  'order',
  'broken',
] as const
export const Rejection = z.object({
  line: z.int().describe('in the file, from 1'),
  column: z.string(),
  reason: z.enum(REASONS),
  found: z.string(),
  right: z.string().describe('what would be right'),
})
export type Rejection = z.infer<typeof Rejection>
export type Reason = Rejection['reason']

export const Outcome = z.object({
  rows: z.int(),
  added: z.int(),
  changed: z.int(),
  same: z.int(),
  rejected: z.int(),
  rejections: z.array(Rejection),
  unknownColumns: z.array(z.string()).describe('of no kind: not read'),
})
export type Outcome = z.infer<typeof Outcome>

/** The base columns, in their order; further ones are the fields of the kinds, by their codes. */
export const COLUMNS = [
  ...(['code', 'kind', 'name', 'parent', 'state', 'organisation', 'lon', 'lat', 'geometry', 'area', 'entity'] as const),
  ...([
    'address',
    'maker',
    'model',
    'serial',
    'installed',
    'warranty_until',
    'cost_pln',
    'life_years',
    'note',
  ] as const),
  'demo',
] as const
export type ColumnName = (typeof COLUMNS)[number]
