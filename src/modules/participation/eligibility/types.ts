/** Who may vote in an edition, and how that is known. */
import { z } from 'zod'
import { Code, Way } from '../budgets/types.ts'

export const REGISTER_BYTES_MAX = 50_000_000
export const REGISTER_ROWS_MAX = 2_000_000
export const CODES_MAX = 100_000
/** Of one list: as many as one prints at once. */
export const LETTERS_MAX = 2_000
export const NAME_CHARS_MAX = 200
export const ADDRESS_CHARS_MAX = 500
/** So often a child may ask its parent in a day. */
export const ASKS_MAX = 3
/** So often somebody may be wrong in a day. */
export const GUESSES_MAX = 10

export const Voter = z.object({
  id: z.uuid(),
  edition: Code,
  way: Way,
  pool: Code.optional().describe('of residence, where it is known'),
  needsConsent: z.boolean().describe("a parent's consent is still missing"),
})
export type Voter = z.infer<typeof Voter>

/** A token that was issued, or a ballot paper that was handed out. */
export const Entitlement = z.object({ section: Code, pool: Code, kind: z.enum(['online', 'paper']) })
export type Entitlement = z.infer<typeof Entitlement>

/** What identifies somebody where they vote: the value that the register holds, however it is written. */
export const Identifier = z.string().trim().min(1).max(200)
/** As it was printed: letters and digits, hyphens for the eye. */
export const VoterCode = z.string().trim().min(1).max(40)

export const DeclarationDraft = z.object({
  name: z.string().trim().min(1).max(NAME_CHARS_MAX),
  address: z.string().trim().min(1).max(ADDRESS_CHARS_MAX),
  pool: Code.optional(),
  born: z.string().trim().max(10).optional(),
  identifier: Identifier.optional(),
})
export type DeclarationDraft = z.infer<typeof DeclarationDraft>

export const Declaration = z.object({
  ...{ id: z.uuid(), pool: Code.optional() },
  ...{ name: z.string(), address: z.string(), born: z.string().optional() },
})
export type Declaration = z.infer<typeof Declaration>

export const RowError = z.object({
  line: z.int(),
  problem: z.enum(['idMissing', 'idTwice', 'nameMissing', 'addressMissing', 'bornWrong', 'districtUnknown', 'districtMissing', 'unreadable']), // prettier-ignore
})
export type RowError = z.infer<typeof RowError>

export const Imported = z.object({
  rows: z.int(),
  added: z.int(),
  tooYoung: z.int().describe('left out, since they may not vote by the rules of the edition'),
  errors: z.array(RowError).describe('the first of them; where there is one, nothing was taken'),
  errorCount: z.int(),
})
export type Imported = z.infer<typeof Imported>

export const Letters = z.object({
  letters: z.array(z.object({ name: z.string(), address: z.string(), code: z.string() })).describe('to be printed; nothing of them is kept'),
  ...Imported.pick({ tooYoung: true, errors: true, errorCount: true }).shape,
}) // prettier-ignore
export type Letters = z.infer<typeof Letters>

export const Standing = z.object({
  voter: Voter.optional(),
  entitlements: z.array(Entitlement),
  declared: z.enum(['waiting', 'confirmed', 'refused']).optional(),
  reason: z.string().optional().describe('why the declaration was refused'),
  hasParent: z
    .boolean()
    .optional()
    .describe("where a parent's consent is missing: whether a parent's account is connected"),
})
export type Standing = z.infer<typeof Standing>

/** A child whose account acts with the asker's consent, and who is a voter. */
export const Child = z.object({
  childId: z.uuid(),
  name: z.string().describe('as the parent named it'),
  consent: z.enum(['missing', 'given', 'used']).describe('used: a ballot was issued, and it stands'),
})
export type Child = z.infer<typeof Child>

/** Whom a clerk finds; without an id as long as nothing was done for them. */
export const FoundVoter = Voter.partial({ id: true })
export type FoundVoter = z.infer<typeof FoundVoter>

export const Counts = z.object({
  register: z.int(),
  voters: z.int(),
  codes: z.int(),
  codesUsed: z.int(),
  waiting: z.int(),
})
export type Counts = z.infer<typeof Counts>
