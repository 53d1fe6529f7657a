/** Statements as the city keeps and gives them. */
import type { Statement } from '#verify/statement'

export const FEED_FORMAT = 'unia-statements/1'
export const PAGE_MAX = 500
export const PAGE_DEFAULT = 200

/** Of one value of an indicator: of which area, in which period. */
export type Cell = { indicator: string; area: string; period: string }

/** A statement in its place: `seq` counts what the city stated, in the order of its ledger. */
export type Stated = Cell & {
  seq: number
  id: string
  /** The publication whose value it states. */
  valueSeq: number
  withdrawn: boolean
  /** The statement whose place it took, and the one that took its own. */
  supersedes?: string
  supersededBy?: string
  key: string
  at: Date
  entryId: string
  state: StatementState
}
export type StatementState = 'stands' | 'superseded' | 'withdrawn' | 'withdraws'

export type Whole = Stated & { statement: Statement }
