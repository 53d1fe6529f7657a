/** Editions of the participatory budget, as data: when, for how much, who decides, how votes are cast and counted. */
import { z } from 'zod'
import { COMPLETIONS, type Completion } from '#counting'

/** In the order in which they come. Each may be left out but the vote; none overlaps another. */
export const PHASES = [
  'submission',
  'formalCheck',
  'opinions',
  'appeal',
  'list',
  'campaign',
  'vote',
  'count',
  'delivery',
] as const
export const PhaseKind = z.enum(PHASES)
export type PhaseKind = z.infer<typeof PhaseKind>

export const POOLS_MAX = 200
export const SECTIONS_MAX = 20
export const TEXT_CHARS_MAX = 2_000
const NAME_CHARS_MAX = 200

const text = (charsMax: number) => z.string().trim().min(1).max(charsMax)
const texts = (charsMax: number) => z.object({ pl: text(charsMax), en: text(charsMax), uk: text(charsMax) })
export const Names = texts(NAME_CHARS_MAX)
export const Said = texts(TEXT_CHARS_MAX)
export const Code = z.string().regex(/^[a-z0-9][a-z0-9-]{0,59}$/, 'small letters, digits and hyphens, 60 at most')
/** In the smallest part of the edition's currency. */
export const Money = z.int().min(0).max(Number.MAX_SAFE_INTEGER)

/** Half-open: `to` is the first instant at which it is over. */
export const Phase = z.object({ kind: PhaseKind, from: z.coerce.date(), to: z.coerce.date() })
export type Phase = z.infer<typeof Phase>

const many = z.int().min(1).max(1_000)
export const BallotForm = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approval'), least: many.optional(), most: many }),
  z.object({
    ...{ kind: z.literal('points'), points: z.int().min(1).max(1_000_000) },
    ...{ mostEach: z.int().min(1).max(1_000_000).optional(), mostProjects: many.optional() },
  }),
  z.object({ kind: z.literal('ordinal'), most: many }),
  z.object({ kind: z.literal('knapsack') }),
])
export type BallotForm = z.infer<typeof BallotForm>

export const Constraint = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('atMostPerArea'), category: Code, most: many }),
  z.object({ kind: z.literal('atMostSpent'), category: Code, most_minor: Money }),
  // One of these at most, by their numbers: known once the list is.
  z.object({ kind: z.literal('excluding'), projects: z.array(z.string().min(1).max(20)).min(2).max(100) }),
])
export type Constraint = z.infer<typeof Constraint>

/** `lot` is drawn from a seed that was fixed when voting opened. */
export const TIES = ['cost', 'votes', 'score', 'id', 'lot'] as const
export const CountRule = z.object({
  rule: z.enum(['greedy', 'equalShares', 'phragmen']),
  completion: z.enum(COMPLETIONS as readonly [Completion, ...Completion[]]).optional(),
  utility: z.enum(['cost', 'votes', 'points']).optional(),
  threshold_votes: z.int().min(0).max(100_000_000).optional(),
  whenNextDoesNotFit: z.enum(['skip', 'stop']),
  ties: z.array(z.enum(TIES)).max(TIES.length),
  constraints: z.array(Constraint).max(20).default([]),
  unusedTo: Code.optional().describe('the pool that what is left over goes to'),
})
export type CountRule = z.infer<typeof CountRule>

/** Every entitled person has one ballot in each section, for one pool of it: that of their residence, or any one. */
export const Section = z.object({
  code: Code,
  names: Names,
  choice: z.enum(['residence', 'any']),
  ballot: BallotForm,
  count: CountRule,
  cost: z.object({
    ...{ least_minor: Money, most_minor: Money },
    byCategory: z.record(Code, z.object({ most_minor: Money })).optional(),
  }),
})
export type Section = z.infer<typeof Section>

export const Pool = z.object({
  ...{ code: Code, section: Code, names: Names, amount_minor: Money },
  area: z.string().max(100).optional().describe('the area of `places` that it is for'),
})
export type Pool = z.infer<typeof Pool>

export const Category = z.object({ code: Code, names: Names })
export type Category = z.infer<typeof Category>

/** Something that is asked of people beyond the least. Off unless switched on, with what the law says and a public reason. */
export const DEMANDS = ['age', 'consentUnder18', 'pesel', 'phone', 'email', 'registration'] as const
export const Demand = z.object({
  code: z.enum(DEMANDS),
  on: z.boolean().default(false),
  value: z.union([z.string().max(200), z.number()]).optional(),
  ...{ reason: Said, legalNote: Said },
})
export type Demand = z.infer<typeof Demand>

/** How it is known who may vote. */
export const WAYS = ['register', 'declaration', 'oidc', 'code', 'paper'] as const
export const Way = z.enum(WAYS)
export type Way = z.infer<typeof Way>

const ClaimName = z.string().regex(/^[\w.:/-]{1,100}$/)
const Age = z.int().min(0).max(120)
export const Rules = z.object({
  code: Code,
  number: z.int().min(1).max(1_000),
  year: z.int().min(2000).max(2200).describe('of the budget that pays for what wins'),
  names: Names,
  currency: z.string().regex(/^[A-Z]{3}$/, 'a currency of three letters, such as PLN'),
  phases: z.array(Phase).min(1).max(PHASES.length),
  sections: z.array(Section).min(1).max(SECTIONS_MAX),
  pools: z.array(Pool).min(1).max(POOLS_MAX),
  categories: z.array(Category).max(50).default([]),
  submit: z.object({
    ...{ who: z.enum(['anyone', 'residents']), age_min: Age.optional() },
    supporters: z.int().min(0).max(1_000).describe('people who support a proposal, its author included'),
  }),
  vote: z.object({
    ways: z.array(Way).max(WAYS.length).default([]),
    demands: z.array(Demand).max(DEMANDS.length).default([]),
    ...{ age_min: Age.optional(), consentUnder: Age.optional() },
    oidc: z
      .object({
        claim: ClaimName.describe('what an outside login must say of whoever may vote'),
        equals: z.string().min(1).max(200).optional().describe('and this value of it'),
        person: ClaimName.describe('the claim that identifies the person, the same at each login'),
        district: ClaimName.optional().describe('the claim that names where they live'),
      })
      .optional()
      .describe('for the way by an outside login'),
  }),
  /** So many ballots wait before their commitments go into the ledger together. */
  batchMin: z.int().min(2).max(10_000).default(20),
})
export type Rules = z.infer<typeof Rules>
export type RulesDraft = z.input<typeof Rules>

export const STATES = ['draft', 'announced', 'sealed', 'closed', 'opened', 'counted'] as const
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

export const Extension = z.object({
  ...{ phase: PhaseKind, was: z.date(), until: z.date(), grounds: z.string() },
  ...{ at: z.date(), by: z.string(), entryId: z.uuid() },
})
export type Extension = z.infer<typeof Extension>

/** The phases are as extended. */
export const Edition = Rules.extend({
  ...{ state: State, version: z.int(), extensions: z.array(Extension) },
  sealedEntry: z.uuid().optional().describe('the entry of the ledger that holds rules, list and keys fast'),
})
export type Edition = z.infer<typeof Edition>

/** What stands on the ballot. */
export const ListedProject = z.object({
  number: z.string().min(1).max(20),
  pool: Code,
  proposalId: z.string(),
  titles: z.object({ pl: z.string(), en: z.string(), uk: z.string() }),
  cost_minor: Money,
  category: z.string().optional(),
  area: z.string().optional(),
  place: z.tuple([z.number(), z.number()]).optional().describe('longitude, latitude'),
})
export type ListedProject = z.infer<typeof ListedProject>

/** What is asked just before sealing: the public keys by pool (SPKI, base64url), and the commitment to the lot's seed. */
export type VoteKeys = { keys: Record<string, string>; lotCommitment: string }

/** A change of what others may have changed since: `version` is the one that was read. */
export const Change = z.object({
  rules: Rules,
  version: z.int(),
  grounds: text(TEXT_CHARS_MAX).optional().describe('once it is announced'),
})
export type Change = z.input<typeof Change>

export const ExtensionDraft = z.object({ phase: PhaseKind, until: z.coerce.date(), grounds: text(TEXT_CHARS_MAX) })
export type ExtensionDraft = z.input<typeof ExtensionDraft>
