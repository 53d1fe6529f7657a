/** What a city asks another: a value that it does not state. Signed, delivered to that city alone, and answered by a statement or a refusal. */
import { z } from 'zod'
import { Failure } from '../peers/types.ts'

export const REQUESTS_FORMAT = 'unia-requests/1'
export const REQUEST = 'ValueRequest'
export const ANSWER = 'ValueRequestAnswer'
export const WITHDRAWAL = 'ValueRequestWithdrawal'

export const WORDS_CHARS_MAX = 1_000
export const LETTER_BYTES_MAX = 32_768
/** Of one peer, either way: how many may wait for an answer, and how many letters may come in a day. */
export const OPEN_MAX = 20
export const DAY_MAX = 60
/** Until a person has looked at the peer. */
export const OPEN_MAX_QUARANTINED = 2
export const DAY_MAX_QUARANTINED = 5
/** How long after its day a request may still be answered. */
export const GRACE_DAYS = 60
export const AHEAD_DAYS_MAX = 400
const STANDARDS_MAX = 50
const ADDRESS_CHARS_MAX = 2_000

const text = (most: number) => z.string().trim().min(1).max(most)
export const Words = z.string().trim().max(WORDS_CHARS_MAX)
const Address = z.url({ protocol: /^https?$/ }).max(ADDRESS_CHARS_MAX)
const names = z.partialRecord(z.enum(['pl', 'en', 'uk']), text(300))

const envelope = {
  format: z.literal(REQUESTS_FORMAT),
  id: Address,
  issuer: z.string().max(300),
  to: z.string().max(300).describe('whom it is for'),
  issuedAt: z.iso.datetime(),
}
const RequestLetter = z.looseObject({
  ...{ type: z.literal(REQUEST), ...envelope },
  indicator: z.object({
    ...{ id: text(120), names, unit: z.string().max(60) },
    standards: z.array(z.object({ standard: text(60), code: text(60) })).min(1).max(STANDARDS_MAX), // prettier-ignore
  }),
  period: z.string().regex(/^\d{4}(-[0-9A-Z-]{1,12})?$/),
  respondBy: z.iso.date(),
  validUntil: z.iso.datetime(),
  words: text(WORDS_CHARS_MAX).optional(),
})
const AnswerLetter = z.looseObject({
  ...{ type: z.literal(ANSWER), ...envelope, request: Address },
  outcome: z.enum(['answered', 'declined']),
  statement: Address.optional(),
  words: text(WORDS_CHARS_MAX).optional(),
})
const WithdrawalLetter = z.looseObject({ type: z.literal(WITHDRAWAL), ...envelope, request: Address })
export const Letter = z
  .discriminatedUnion('type', [RequestLetter, AnswerLetter, WithdrawalLetter])
  .refine((letter) => letter.type !== ANSWER || (letter.outcome === 'answered') === (letter.statement !== undefined), { path: ['statement'] }) // prettier-ignore
export type Letter = z.infer<typeof Letter>
export type RequestLetter = z.infer<typeof RequestLetter>

export const RequestDraft = z.object({
  domain: z.string().max(260).describe('whom: a city that is believed'),
  indicator: z.string().max(120).describe('one of this city’s own, with a number in a standard'),
  period: z.string().max(50).describe('of which this city has a value'),
  respondBy: z.iso.date().describe('by when an answer is hoped for'),
  words: Words.default('').describe('why; read by the other city alone'),
})
export type RequestDraft = z.input<typeof RequestDraft>

/** `late`: still open after its day. `lapsed`: nobody waits for it any more. */
export const STATES = ['open', 'late', 'lapsed', 'answered', 'declined', 'withdrawn'] as const
export type RequestState = (typeof STATES)[number]
export type Outcome = 'open' | 'answered' | 'declined' | 'withdrawn'

/** What anybody may see: that it was asked, and what came of it. */
export const Outline = z.object({
  id: z.uuid(),
  domain: z.string(),
  isOwn: z.boolean().describe('this city asks; otherwise it is asked'),
  indicator: z.string().optional().describe('this city’s own, where it is one'),
  names,
  period: z.string(),
  at: z.date(),
  respondBy: z.iso.date(),
  state: z.enum(STATES),
  statement: z.string().optional().describe('the statement by which it was answered'),
})
export type Outline = z.infer<typeof Outline>
export const Delivery = z.object({
  state: z.enum(['waiting', 'delivered', 'failed']),
  at: z.date().optional(),
  nextAt: z.date().optional(),
  failure: Failure.optional(),
})
export type Delivery = z.infer<typeof Delivery>
export const Request = Outline.extend({
  unit: z.string(),
  standards: z.array(z.object({ standard: z.string(), code: z.string() })),
  words: z.string().describe('of whoever asks'),
  answer: z.string().describe('of whoever declined'),
  answeredAt: z.date().optional(),
  delivery: Delivery.optional().describe('of the last thing that this city had to tell the other'),
  isQuarantined: z.boolean().describe('the other city is being looked at'),
})
export type Request = z.infer<typeof Request>
