/** Tokens, ballots, receipts, and the numbers that must agree. */
import { z } from 'zod'
import { Code } from '../budgets/types.ts'

const base64url = (chars: number) => z.string().length(chars).regex(/^[\w-]+$/) // prettier-ignore
const CHOICES_MAX = 2_000
const POINTS_MAX = 1_000_000

export const Choices = z.array(z.tuple([z.string().min(1).max(20), z.int().min(1).max(POINTS_MAX)])).max(CHOICES_MAX)
export type Choices = z.infer<typeof Choices>

export const TokenDraft = z.object({
  section: Code,
  pool: Code,
  blinded: base64url(342).describe('RFC 9474, RSABSSA-SHA384-PSS-Randomized, of 32 random bytes; base64url'),
  code: z.string().trim().min(1).max(40).optional().describe('in place of a session, for whoever votes with a code'),
})
export type TokenDraft = z.infer<typeof TokenDraft>

export const BallotDraft = z.object({
  pool: Code,
  token: base64url(86).describe('the prepared message: 64 bytes, base64url'),
  signature: base64url(342),
  choices: Choices.describe('project and points; sorted by project, or best first with 1, 2, 3… where they are ranked'),
  salt: base64url(43).describe('32 random bytes, base64url'),
})
export type BallotDraft = z.infer<typeof BallotDraft>

export const Receipt = z.object({
  edition: Code,
  pool: Code,
  commitment: z
    .string()
    .describe('SHA-256 of "unia ballot v1\\n" and the canonical JSON of choices, edition, pool, salt, token'),
  note: z.string().describe('signed with the key of the ledger (C2SP signed note)'),
})
export type Receipt = z.infer<typeof Receipt>

export type OpenedBallot = {
  pool: string
  token: string
  signature?: string
  choices: Choices
  salt: string
  source: 'online' | 'paper'
}

export const PoolNumbers = z.object({
  issued: z.int().describe('tokens'),
  online: z.int().describe('ballots cast with a token'),
  paperEntitled: z.int().describe('ballot papers handed out'),
  paper: z.int().describe('ballots on paper that were counted'),
})
export type PoolNumbers = z.infer<typeof PoolNumbers>

export const Numbers = z.object({
  edition: Code,
  /** Before the ballots are opened, how many were cast is told for all pools together. */
  pools: z.record(Code, PoolNumbers.partial({ online: true, paper: true })),
  online: z.int(),
  committed: z.int().describe('ballots whose commitments are in the ledger'),
  destroyed: z.boolean().describe('the keys of the vote are gone'),
})
export type Numbers = z.infer<typeof Numbers>

export const Turnout = z.object({
  issued: z.int().describe('tokens and ballot papers'),
  ballots: z.int().describe('ballots cast, on paper those handed out'),
})
export type Turnout = z.infer<typeof Turnout>

export const Serial = z.string().trim().regex(/^[A-Za-z0-9-]{1,40}$/, 'letters, digits and hyphens, 40 at most') // prettier-ignore
export const PaperDraft = z.object({
  serial: Serial,
  pool: Code,
  choices: Choices.describe('none where the paper is void'),
})
export type PaperDraft = z.infer<typeof PaperDraft>

/** A paper as it stands: entered once, twice and alike, or twice and differing. */
export const PaperState = z.object({
  serial: z.string(),
  state: z.enum(['once', 'differs', 'settled']),
  entries: z.array(z.object({ mine: z.boolean(), pool: Code, choices: Choices })),
})
export type PaperState = z.infer<typeof PaperState>
