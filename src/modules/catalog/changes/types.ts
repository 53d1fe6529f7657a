/** The difference between two versions of a table: by column, by row, by cell. */
import { z } from 'zod'

export const CHANGES_SHOWN_MAX = 500

export const KINDS = ['added', 'removed', 'changed'] as const
export const ChangedRow = z.object({
  kind: z.enum(KINDS),
  row: z.int().optional().describe('its number in the newer version'),
  rowBefore: z.int().optional().describe('its number in the older version'),
  cells: z
    .array(z.object({ column: z.string(), before: z.string().nullable(), after: z.string().nullable() }))
    .describe('of a changed row, what changed; of an added or removed row, all of it'),
})
export type ChangedRow = z.infer<typeof ChangedRow>

export const Changes = z.object({
  version: z.int(),
  before: z.int().describe('the version that it is compared with'),
  key: z.array(z.string()).describe('the columns that tell rows apart; none where rows are compared whole'),
  columnsAdded: z.array(z.string()),
  columnsRemoved: z.array(z.string()),
  columnsRetyped: z.array(z.object({ name: z.string(), before: z.string(), after: z.string() })),
  added: z.int(),
  removed: z.int(),
  changed: z.int(),
  rows: z.array(ChangedRow),
  next: z.int().optional().describe('`offset` of the next page'),
})
export type Changes = z.infer<typeof Changes>
