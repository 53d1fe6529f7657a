/** A question that somebody asks the city from a page for the world: it is a case, with a day by which it is answered. */
import { z } from 'zod'
import { LANGS, type Lang } from '#words'
import { Audience } from '../promotion/types.ts'

/** In so many working days the city answers, unless its pack says otherwise. */
export const DAYS_USUAL = 5
export const DAYS_MAX = 60
export const SUBJECT_CHARS_MAX = 200
export const WORDS_CHARS_MAX = 4_000
export const NAME_CHARS_MAX = 200
export const ANSWER_CHARS_MAX = 10_000
/** Who asked and what goes so long after the answer. */
export const KEPT_DAYS = 30
/** Of one mailbox that wait for an answer. */
export const OPEN_MAX = 3

/** How often each side writes; who has more to say calls. */
export const LETTERS_MAX = 20
/** From where it is asked: a page for the world, or a call for partners, which `tie` names. */
export const FROM = [...Audience.options, 'partners'] as const

export const EnquiryDraft = z.object({
  audience: z.enum(FROM),
  tie: z.string().max(100).optional().describe('the call that is answered, where it is asked by a partner'),
  subject: z.string().trim().min(1).max(SUBJECT_CHARS_MAX),
  words: z.string().trim().min(1).max(WORDS_CHARS_MAX),
  name: z.string().trim().max(NAME_CHARS_MAX).default(''),
  email: z.email().max(254).describe('where the answer goes; deleted 30 days after it'),
  language: z.enum(LANGS).default('en'),
  website: z.string().default('').describe('left empty by people'),
  begunAt: z.coerce.date().describe('when the form was opened'),
})
export type EnquiryDraft = z.input<typeof EnquiryDraft>
/** What whoever asked writes after an answer. */
export const Back = z.string().trim().min(1).max(WORDS_CHARS_MAX)
export const Answer = z.string().trim().min(1).max(ANSWER_CHARS_MAX)

export type Enquiry = {
  id: string
  secret: string
  audience: (typeof FROM)[number]
  tie: string | null
  /** The department that answers; none is the city itself. */
  organisationId: string | null
  subject: string
  words: string
  name: string
  email: string
  language: Lang
  at: Date
  /** The last day to answer. */
  due: string
  answered: { at: Date; by: string; answer: string } | null
  closedAt: Date | null
  /** What was asked and by whom is deleted. */
  forgottenAt: Date | null
}
/** What was written before the newest answer, after the question itself. */
export type Letter = { side: 'asker' | 'city'; words: string; at: Date }
export const STATES = ['waiting', 'late', 'answered', 'closed'] as const
export type EnquiryState = (typeof STATES)[number]
