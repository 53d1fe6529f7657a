/** The city's keys as others see them. */
import { z } from 'zod'

/** `current` signs; what `retired` ones signed before holds; by a `revoked` one alone nothing holds. */
export const STATES = ['current', 'retired', 'revoked'] as const
export const Key = z.object({
  id: z.string().describe('the verification method that proofs name'),
  multibase: z.string(),
  state: z.enum(STATES),
  madeAt: z.date(),
  expires: z.date().optional().describe('since when it signs nothing more'),
  revoked: z.date().optional().describe('since when others may have had it'),
  grounds: z.string().optional(),
})
export type Key = z.infer<typeof Key>

/** That a key follows another, signed by that other: so whoever trusted the older may trust the newer. */
export const KEY_INTRODUCTION = 'KeyIntroduction'
export const Introduction = z.looseObject({
  type: z.literal(KEY_INTRODUCTION),
  issuer: z.string(),
  previous: z.string(),
  key: z.string(),
})
export type Introduction = z.infer<typeof Introduction>

export const INTRODUCTIONS_MAX = 1_000
export const GROUNDS_CHARS_MAX = 2_000
export const Grounds = z.string().trim().min(1).max(GROUNDS_CHARS_MAX)
