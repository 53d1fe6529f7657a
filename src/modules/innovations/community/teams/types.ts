/** A team: people who try something together. Who is of it says so by themselves, and need not be named. */
import { z } from 'zod'
import { said, text, type Card } from '../../cards/types.ts'

/** What a team is of: a challenge, a pilot, or an entry of the register, such as a project of a school or a university. */
export const OF = ['challenge', 'pilot', 'innovation'] as const
export const MEMBERS_MAX = 200

export const TeamDraft = z.object({
  name: text(200),
  about: said(2_000).describe('what it does, and whom it looks for'),
  of: z.object({ kind: z.enum(OF), id: text(100) }),
  ended: z.boolean().default(false),
})
export type TeamDraft = z.input<typeof TeamDraft>
export type TeamContent = z.infer<typeof TeamDraft>
/** Only those are named who said so. */
export type Team = Card<TeamContent> & { members: number; names: string[] }
export const MemberName = text(100).optional()
