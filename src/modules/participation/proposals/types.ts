/** Proposals: what residents ask the city to do for a part of its budget, from the first draft to the list that is voted on. */
import { z } from 'zod'
import { plainText } from '#platform/text'
import { LANGS, type Texts } from '#words'

export const TITLE_CHARS_MAX = 120
export const TEXT_CHARS_MAX = 6_000
export const NOTE_CHARS_MAX = 1_000
export const REASON_CHARS_MIN = 10
export const REASON_CHARS_MAX = 4_000
export const COMMENT_CHARS_MAX = 2_000
export const ITEMS_MAX = 40
export const PHOTOS_MAX = 6
export const AUTHORS_MAX = 10
export const DRAFTS_MAX = 10
export const PRICES_MAX = 500
export const LINK_DAYS = 14
/** Letters to would-be authors that one person may have sent in a day. */
export const INVITED_A_DAY_MAX = 10
/** How long the authors have for a correction, where the phase does not end sooner. */
export const CORRECTION_DAYS = 7
export const COMMENT_APPEAL_DAYS = 14
const MINOR_MAX = 10_000_000_000_00

/** What people write is kept without what turns or hides it. */
export const written = (charsMax: number) =>
  z
    .string()
    .max(charsMax * 2)
    .transform(plainText)
    .pipe(z.string().max(charsMax))
export const reason = written(REASON_CHARS_MAX)

export const STATES = ['draft', 'formalCheck', 'correction', 'opinions', 'accepted', 'rejected', 'appeal', 'closed', 'withdrawn', 'merged'] as const // prettier-ignore
export const State = z.enum(STATES)
export type State = z.infer<typeof State>

export const Lang = z.enum(LANGS)

/** One line of the cost: so many of an item of the price list, or something of one's own with the reason for its price. */
export const CostLine = z.object({
  code: z.string().max(60).default('').describe('of the price list; empty for one’s own'),
  text: written(200).default(''),
  quantity: z.number().positive().max(1_000_000),
  unit_minor: z.number().int().min(0).max(MINOR_MAX).describe('of one’s own; of the price list the city says it'),
  reason: written(500).default(''),
})
export type CostLine = z.infer<typeof CostLine>

const Point = z.tuple([z.number().min(-180).max(180), z.number().min(-90).max(90)]).describe('longitude, latitude (WGS 84)') // prettier-ignore

/** What a proposal says. A draft may say as little as it likes. */
export const Content = z.object({
  language: Lang.default('pl'),
  title: written(TITLE_CHARS_MAX).default(''),
  text: written(TEXT_CHARS_MAX).default(''),
  pool: z.string().max(60).default(''),
  category: z.string().max(60).default(''),
  place: Point.nullable().default(null),
  where: written(300).default(''),
  cost: z.array(CostLine).max(ITEMS_MAX).default([]),
  upkeep_minor: z.number().int().min(0).max(MINOR_MAX).nullable().default(null),
  accessibility: written(NOTE_CHARS_MAX).default(''),
  helps: z.string().max(80).default('').describe('the indicator of the city that it is to move; empty for none'),
})
export type Content = z.infer<typeof Content>
export type ContentDraft = z.input<typeof Content>

export type Author = { id: string; name: string; shown: boolean; at: Date }
export type Photo = { id: string; sha256: string; mediaType: string; bytes: number; alt: string; by: string; at: Date }

export type Proposal = {
  id: string
  edition: string
  number: number | null
  state: State
  /** Counts saves, so that two authors do not overwrite one another. */
  revision: number
  /** Counts what was handed in; 0 before. */
  version: number
  content: Content
  cost_minor: number
  mergedInto: string | null
  createdAt: Date
  submittedAt: Date | null
  changedAt: Date
}

/** One that anybody may read has its number. */
export type Public = Proposal & { number: number; submittedAt: Date }
/** A photo as it stood when the version was handed in. */
export type VersionPhoto = Pick<Photo, 'id' | 'sha256' | 'alt'>
export type Version = { version: number; content: Content; cost_minor: number; photos: VersionPhoto[]; at: Date; by: string } // prettier-ignore

export const STEPS = ['formal', 'opinion', 'appeal'] as const
export const Step = z.enum(STEPS)
export type Step = z.infer<typeof Step>

export const OUTCOMES = ['yes', 'no', 'correction'] as const
export const Outcome = z.enum(OUTCOMES)
export type Outcome = z.infer<typeof Outcome>

/** What an office was asked, and what it said. */
export type Task = {
  id: string
  proposalId: string
  step: Step
  organisationId: string
  version: number
  madeAt: Date
  dueAt: Date
  answer: { outcome: Outcome; reason: string; at: Date; by: string } | null
}

/** Somebody is asked by letter to become an author, in the language in which the letter is written. */
export const InvitationDraft = z.object({ email: z.email().max(254), language: Lang })
export type InvitationDraft = z.infer<typeof InvitationDraft>
export type Invited = { id: string; sentTo: string; state: 'waiting' | 'joined' | 'declined'; until: Date }

export const AnswerDraft = z.object({
  outcome: Outcome,
  reason: reason.describe('public'),
  organisations: z.array(z.uuid()).max(20).default([]).describe('whose opinion is asked next, after a formal yes'),
})
export type AnswerDraft = z.input<typeof AnswerDraft>

/** What authors did of their own: withdrew, appealed. */
export type AuthorsAct = {
  kind: 'submitted' | 'corrected' | 'appealed' | 'withdrawn' | 'merged'
  at: Date
  text: string
}

export const PriceItem = z.object({
  code: z
    .string()
    .trim()
    .regex(/^[a-z0-9-]{1,60}$/),
  names: z.object({ pl: z.string().trim().min(1).max(200), en: z.string().trim().min(1).max(200), uk: z.string().trim().min(1).max(200) }), // prettier-ignore
  unit: z.string().trim().min(1).max(30),
  unit_minor: z.number().int().min(0).max(MINOR_MAX),
})
export type PriceItem = z.infer<typeof PriceItem>
export type PriceList = { version: number; items: PriceItem[]; at: Date }

export const OWNERS = ['city', 'state', 'private', 'unknown'] as const
export type Owner = (typeof OWNERS)[number]
export type Ground = { owner: Owner; source: string; madeUp: boolean }

export const TranslationDraft = z.object({ language: Lang, title: written(TITLE_CHARS_MAX), text: written(TEXT_CHARS_MAX) }) // prettier-ignore
export type TranslationDraft = z.input<typeof TranslationDraft>
export type Translation = z.infer<typeof TranslationDraft> & { version: number; byCity: boolean; at: Date }

export const RULES = ['insult', 'personal', 'spam', 'crime', 'offTopic'] as const
export const ModerationRule = z.enum(RULES)
export type ModerationRule = z.infer<typeof ModerationRule>

export const COMMENT_STATES = ['shown', 'waiting', 'removed'] as const
export type CommentState = (typeof COMMENT_STATES)[number]
export type Comment = {
  id: string
  proposalId: string
  parentId: string | null
  by: string | null
  name: string
  text: string
  at: Date
  state: CommentState
  acts: CommentAct[]
}
export const COMMENT_ACTS = ['reported', 'approved', 'removed', 'appealed', 'restored', 'upheld'] as const
export type CommentAct = {
  kind: (typeof COMMENT_ACTS)[number]
  rule: ModerationRule | null
  reason: string
  at: Date
  by: string
}

/** The part of an edition that proposals know of. */
export type EditionOf = {
  code: string
  names: Texts
  currency: string
  phases: readonly { kind: string; from: Date; to: Date }[]
  sections: readonly { code: string; cost: { least_minor: number; most_minor: number; byCategory?: Record<string, { most_minor: number }> } }[] // prettier-ignore
  pools: readonly { code: string; section: string; names: Texts; area?: string; amount_minor: number }[]
  categories: readonly { code: string; names: Texts }[]
  submit: { who: 'anyone' | 'residents'; age_min?: number; supporters: number }
}
