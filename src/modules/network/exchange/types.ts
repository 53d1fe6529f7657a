/** What cities tell each other of good practices: signed cards, signed reports of who adopted one and what came of it. */
import { z } from 'zod'
import { EFFECT_METHODS } from '#stats'
import { DIMENSIONS, PRACTICE_LICENCES } from '#innovations'
import { LANGS } from '#words'

export const FEED_FORMAT = 'unia-practices/1'
export const CARD = 'PracticeCard'
export const ADOPTION = 'PracticeAdoption'
/** A card in three languages may have 100 kB, so a page stays well within what an answer may have. */
export const PAGE_MAX = 50
export const PAGE_DEFAULT = 20
const INDICATORS_MAX = 20
const STANDARDS_MAX = 50
const PEOPLE_MAX = 100_000_000
const ADDRESS_CHARS_MAX = 2_000
const TEXT_CHARS_MAX = 8_000

const text = (most: number) => z.string().trim().min(1).max(most)
const texts = (most: number) => z.partialRecord(z.enum(LANGS), text(most)).refine((all) => Object.keys(all).length > 0)
const Address = z.url({ protocol: /^https?$/ }).max(ADDRESS_CHARS_MAX)
const Did = z.string().max(300)

/** An indicator as another city can find its own: by standards and numbers. */
export const Measured = z.object({
  id: text(120),
  names: texts(300).optional(),
  unit: z.string().max(60),
  standards: z.array(z.object({ standard: text(60), code: text(60) })).max(STANDARDS_MAX),
})
export type Measured = z.infer<typeof Measured>

/** What an evaluation found, and where the bundle is from which anybody finds it once more (`unia verify evaluation`). */
export const Evaluation = z.object({
  address: Address,
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  indicator: Measured.optional().describe('whose values were compared; absent where it was a count or survey of its own'), // prettier-ignore
  outcome: text(200),
  unit: z.string().max(60).default(''),
  method: z.enum(EFFECT_METHODS),
  scale: z.enum(['difference', 'ratio']),
  estimate: z.number(),
  se: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }).nullable(),
  better: z.enum(['higher', 'lower']),
  violated: z.boolean().default(false).describe('the sealed plan was not kept to'),
})
export type Evaluation = z.infer<typeof Evaluation>

export const CardContent = z.object({
  titles: texts(200),
  problem: texts(4_000),
  context: texts(4_000).optional(),
  done: texts(TEXT_CHARS_MAX),
  effect: texts(4_000),
  failed: texts(4_000).optional(),
  conditions: texts(4_000).optional(),
  cost: z.object({ amount_minor: z.int().min(0).max(1e13), currency: z.string().regex(/^[A-Z]{3}$/) }).optional(),
  contact: text(300),
  licence: z.enum(PRACTICE_LICENCES),
  dimension: z.enum(DIMENSIONS).optional(),
  elsewhere: text(200).optional().describe('the city in which it was done, where it was not the one that says so'),
  indicators: z.array(Measured).max(INDICATORS_MAX),
})
export type CardContent = z.infer<typeof CardContent>

export const AdoptionDraft = z.object({
  domain: z.string().max(260).describe('whose card it is'),
  card: z.uuid(),
  adapted: texts(4_000).describe('what is done otherwise here, and why'),
  contact: text(300).describe('an office that answers, not a person'),
})
export type AdoptionDraft = z.input<typeof AdoptionDraft>

export const WithdrawalDraft = z.object({ grounds: text(2_000).describe('why; it stays inside and in the ledger') })
export type WithdrawalDraft = z.input<typeof WithdrawalDraft>

const AdoptionContent = z.object({
  of: z.object({ issuer: Did, card: z.uuid(), document: Address.optional() }),
  titles: texts(200),
  adapted: texts(4_000),
  contact: text(300),
  since: z.iso.datetime(),
  pilot: Address.optional(),
})
export type AdoptionContent = z.infer<typeof AdoptionContent>

const envelope = {
  format: z.literal(FEED_FORMAT),
  id: Address,
  issuer: Did,
  issuedAt: z.iso.datetime(),
  subject: z.uuid().describe('the same for all versions'),
  version: z.int().min(1).max(1_000_000),
  supersedes: Address.optional(),
  withdrawn: z.literal(true).optional(),
  city: z.object({ names: texts(200), people: z.int().min(0).max(PEOPLE_MAX).optional() }),
  evaluation: Evaluation.optional(),
}
const CardDocument = z.looseObject({ type: z.literal(CARD), ...envelope, content: CardContent.optional() })
const AdoptionDocument = z.looseObject({ type: z.literal(ADOPTION), ...envelope, content: AdoptionContent.optional() })
/** Its words are absent only where it withdraws. */
export const PracticeDocument = z
  .discriminatedUnion('type', [CardDocument, AdoptionDocument])
  .refine(({ content, withdrawn }) => (content === undefined) === (withdrawn === true), { path: ['content'] })
export type PracticeDocument = z.infer<typeof PracticeDocument>
export type CardSaid = z.infer<typeof CardDocument>
export type AdoptionSaid = z.infer<typeof AdoptionDocument>
export const kindOf = ({ type }: Pick<PracticeDocument, 'type'>): Kind => (type === CARD ? 'card' : 'adoption')
export type Kind = 'card' | 'adoption'

export const FeedPage = z.looseObject({
  format: z.literal(FEED_FORMAT),
  issuer: Did,
  practices: z.array(z.looseObject({ seq: z.int().min(1).max(Number.MAX_SAFE_INTEGER), practice: z.unknown() })).max(PAGE_MAX), // prettier-ignore
  next: z.string().max(ADDRESS_CHARS_MAX).optional(),
})
export type FeedPage = z.infer<typeof FeedPage>

/** `holds`: computed once more here it is what the card says. `fails`: it is not. `absent`: there was nothing to compute from. */
export const CHECKS = ['holds', 'fails', 'absent'] as const
export type Checked = (typeof CHECKS)[number]

/** Weakest first: says so; has an evaluation that it signed; recomputed here; and so for more cities than one. */
export const STRENGTHS = ['claimed', 'signed', 'recomputed', 'repeated'] as const
export type Strength = (typeof STRENGTHS)[number]
export const atLeast = (found: Strength, asked: Strength): boolean =>
  STRENGTHS.indexOf(found) >= STRENGTHS.indexOf(asked)

/** Of cities, by how many live there. */
export const SIZES = ['small', 'medium', 'large', 'metropolis'] as const
export type Size = (typeof SIZES)[number]

/** An adoption by this city. */
export type Adoption = {
  id: string
  domain: string
  card: string
  content: Pick<AdoptionContent, 'titles' | 'adapted' | 'contact'> & { document?: string }
  pilotId: string | null
  at: Date
}
