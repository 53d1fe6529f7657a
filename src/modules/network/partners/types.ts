/** What ties the city to others: a partner city, a network, a joint project, a search for partners, a meeting. */
import { z } from 'zod'
import { LANGS } from '#words'

export const KINDS = ['city', 'network', 'project', 'call', 'meeting'] as const
export const Kind = z.enum(KINDS)
export type Kind = z.infer<typeof Kind>
/** What the city is in it. */
export const ROLES = ['leads', 'partner', 'observer'] as const
export const PARTNERS_MAX = 200
export const GROUNDS_CHARS_MAX = 2_000

const text = (most: number) => z.string().trim().min(1).max(most)
/** In at least one language. */
const said = (most: number) =>
  z.partialRecord(z.enum(LANGS), text(most)).refine((texts) => Object.keys(texts).length > 0)
const url = z.url({ protocol: /^https?$/ }).max(2_000)
const WHEN = /^(1[89]|2[01])\d\d(-(0[1-9]|1[0-2])(-\d\d)?)?$/
const WHEN_RIGHT = 'a year, a month or a day, such as 2023, 2023-05 or 2023-05-17'
const DAY_CHARS = 10
/** As exactly as it is known. */
export const When = z
  .string()
  .regex(WHEN, WHEN_RIGHT)
  .refine((when) => when.length < DAY_CHARS || z.iso.date().safeParse(when).success, WHEN_RIGHT)

export const Source = z.object({ names: said(300), url: url.optional() })

export const TieDraft = z.object({
  kind: Kind,
  names: said(200),
  about: said(4_000).optional(),
  country: said(100).optional().describe('of a partner city'),
  role: z.enum(ROLES).optional().describe('what the city is in it; absent where nobody says'),
  programme: text(200).optional().describe('who pays for a project, such as Horizon Europe'),
  partners: z.array(text(200)).max(PARTNERS_MAX).default([]),
  from: When.optional(),
  to: When.optional().describe('of a call, the last day to answer it'),
  agreement: z.object({ names: said(300), url: url.optional() }).optional(),
  contact: text(200).optional().describe('an office or a function; nobody’s name'),
  where: said(300).optional().describe('where a meeting is held'),
  url: url.optional(),
  source: Source.optional(),
  calledOff: z.boolean().optional().describe('what was announced does not take place, or the call is withdrawn'),
  unverified: z.boolean().default(false).describe('nobody found it confirmed'),
})
export type TieDraft = z.input<typeof TieDraft>
export type TieContent = z.infer<typeof TieDraft>
/** One version of a tie. The newest is what holds; the others stay. */
export type Tie = TieContent & { id: string; version: number; at: Date; by: string; grounds: string }

export const PHASES = ['ahead', 'now', 'over', 'off'] as const
export type Phase = (typeof PHASES)[number]
