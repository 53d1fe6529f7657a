/** What other cities said, as it came: claimed without a proof, signed, or recomputed here from what they published. */
import { z } from 'zod'
import type { Statement, StatementReport } from '#verify/statement'
import { FEED_FORMAT, PAGE_MAX } from '../statements/types.ts'

export const RECEIVED_STATES = ['claimed', 'signed', 'recomputed'] as const
export type ReceivedState = (typeof RECEIVED_STATES)[number]

export const PAGE = 500
/** A shorter page is read at once; a longer one by another thread, so that the house answers meanwhile. */
export const CHARS_AT_ONCE = 50_000
/** Of several cities; each holds a connection to the database while it asks. One that is slow delays only its own. */
export const CATCH_UPS_AT_ONCE = 3
/** Each costs a request. */
export const CHECKED_AT_ONCE = 20
/** Entries of a ledger are asked for so many bundles at a time, of 256 each. */
export const BUNDLES_AT_ONCE = 4

const seq = z.int().min(1).max(Number.MAX_SAFE_INTEGER)
const place = z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional().describe('of its entry in the ledger')
export const FeedPage = z.looseObject({
  format: z.literal(FEED_FORMAT),
  issuer: z.string().max(300),
  statements: z.array(z.looseObject({ seq, index: place, statement: z.unknown() })).max(PAGE_MAX),
  next: z.string().max(2_000).optional(),
})
export type FeedPage = z.infer<typeof FeedPage>

export type Received = {
  domain: string
  id: string
  seq: number
  state: ReceivedState
  receivedAt: Date
  checkedAt?: Date
  /** Of each part of the check, once it was made. */
  report?: Record<'signature' | 'ledger' | 'recomputation', StatementReport['parts']['ledger']['state']>
  /** Its number and version were used for another meaning before or since. */
  isReused: boolean
  /** Others may have had its key when it came. */
  isDoubtful: boolean
  statement: Statement
}

/** Why two values of one number are not the same thing; shown, never averaged away. */
export const DIFFERENCES = ['meaning', 'unit', 'version', 'formula', 'period', 'status', 'break', 'boundary', 'reused'] as const // prettier-ignore
export type Difference = { kind: (typeof DIFFERENCES)[number]; ours: string; theirs: string }
