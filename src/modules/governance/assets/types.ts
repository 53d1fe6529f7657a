/** What the city holds: each asset with who holds it, why, by which law, how secret it is, and whether it is open. */
import { z } from 'zod'

export const LEGAL_BASES_MAX = 20

const text = (charsMax: number) => z.string().trim().min(1).max(charsMax)
const texts = (charsMax: number) => z.object({ pl: text(charsMax), en: text(charsMax), uk: text(charsMax) })

export const AssetSlug = z
  .string()
  .regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/, 'lower-case letters and digits joined by hyphens, such as "street-lights"')
  .max(100)

/** From what anybody may see to what the law calls special categories of personal data. */
export const SECURITY_CLASSES = ['public', 'internal', 'confidential', 'personal', 'special'] as const
export const SecurityClass = z.enum(SECURITY_CLASSES)
export type SecurityClass = z.infer<typeof SecurityClass>

export const OPENNESS = ['open', 'partly', 'closed'] as const

/** An act, as its journal names it, and the place in it. */
export const LegalBasis = z.object({
  act: text(500).describe('as the journal of laws names it, in its own language'),
  article: text(200),
  url: z
    .url({ protocol: /^https?$/ })
    .max(2_000)
    .optional(),
})
export type LegalBasis = z.infer<typeof LegalBasis>

export const AssetDraft = z.object({
  slug: AssetSlug,
  names: texts(200),
  descriptions: texts(4_000),
  purposes: texts(4_000),
  organisationId: z.uuid().optional().describe('whose it is; the city itself where none is named'),
  holder: texts(200).describe('the unit that holds it'),
  steward: text(200).describe('who answers for it: a function, or a name that is public anyway'),
  stewardId: z.uuid().optional().describe('the account of the steward'),
  legalBasis: z.array(LegalBasis).min(1).max(LEGAL_BASES_MAX),
  securityClass: SecurityClass,
  openness: z.object({ state: z.enum(OPENNESS), reason: texts(2_000) }),
})
export type AssetDraft = z.infer<typeof AssetDraft>

/** Why it is said so; in the public ledger. */
export const Grounds = text(2_000)

/** One version of an asset; the newest holds, the older stay readable. */
export const Asset = AssetDraft.extend({
  id: z.uuid(),
  version: z.int(),
  ended: z.boolean().describe('no longer held'),
  at: z.date(),
  grounds: z.string(),
})
export type Asset = z.infer<typeof Asset>

/** With who wrote this version, for those who keep the register. */
export type Written = Asset & { by: string; entryId: string }
