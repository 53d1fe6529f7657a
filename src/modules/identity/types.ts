/** People, organisations, what they may do, and the keys of systems. */
import { z } from 'zod'
import { isLang, LANGS, type Lang } from '#words'

export const PASSWORD_CHARS_MIN = 12
export const PASSWORD_CHARS_MAX = 128
export const NAME_CHARS_MAX = 120
export const INVITATION_DAYS = 7
export const KEY_DAYS_MAX = 366
export const SESSION_DAYS = 7

export const ROLES = ['resident', 'editor', 'analyst', 'crew', 'clerk', 'steward', 'dpo', 'administrator'] as const
export const Role = z.enum(ROLES)
export type Role = z.infer<typeof Role>

export const ORGANISATION_KINDS = ['city', 'department', 'unit', 'company', 'ngo', 'university'] as const
export const OrganisationKind = z.enum(ORGANISATION_KINDS)
export type OrganisationKind = z.infer<typeof OrganisationKind>

/** What may be done at all. A permission that is not here is granted to nobody. */
export const PERMISSIONS = [
  'workspace.enter',
  'identity.invite',
  'identity.manage',
  'identity.keys',
  'places.load',
  'governance.assets',
  'governance.decide',
  'governance.decidePersonal',
  'catalog.describe',
  'catalog.deliver',
  'catalog.publish',
  'catalog.withdraw',
  'catalog.inspect',
  'infrastructure.read',
  'infrastructure.write',
  'infrastructure.operate',
  'infrastructure.admin',
  'indicators.import',
  'indicators.define',
  'indicators.verify',
  'indicators.publish',
  'indicators.fetch',
  'analysis.decide',
  'reports.make',
  'reports.publish',
  'participation.organise',
  'participation.answer',
  'participation.moderate',
  'participation.register',
  'strategy.projects',
  'innovations.organise',
  'innovations.verify',
  'strategy.edit',
  'strategy.publish',
  'network.organise',
  'network.answer',
  'network.keys',
  'jobs.manage',
  'platform.metrics',
  'audit.read',
] as const
export const Permission = z.enum(PERMISSIONS)
export type Permission = z.infer<typeof Permission>

/** What a system's key may carry: never the power over people or other keys, nor a person's word for what is public. */
export const KEY_SCOPES = [
  'places.load',
  'governance.assets',
  'catalog.describe',
  'catalog.deliver',
  'catalog.publish',
  'catalog.withdraw',
  'infrastructure.read',
  'infrastructure.write',
  'infrastructure.operate',
  'indicators.import',
  'indicators.define',
  'indicators.publish',
  'analysis.decide',
  'reports.make',
  'reports.publish',
  'jobs.manage',
  'platform.metrics',
  'audit.read',
] as const satisfies readonly Permission[]
export const KeyScope = z.enum(KEY_SCOPES)
export type KeyScope = z.infer<typeof KeyScope>

const text = (charsMax: number) => z.string().trim().min(1).max(charsMax)
export const PersonName = text(NAME_CHARS_MAX)
const LOCAL_CHARS_MAX = 64
/** One that mail can go to: what stands before the @ has at most 64 characters (RFC 5321). */
export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .max(254)
  .pipe(z.email())
  .refine((address) => address.indexOf('@') <= LOCAL_CHARS_MAX)
export const Language = z.enum(LANGS)
export const languageOf = (value: unknown): Lang => (isLang(value) ? value : LANGS[0])

export const Names = z.object({ pl: text(200), en: text(200), uk: text(200) })

export const OrganisationDraft = z.object({
  kind: OrganisationKind.exclude(['city']),
  names: Names,
  parentId: z.uuid().optional(),
})
export type OrganisationDraft = z.infer<typeof OrganisationDraft>

export const Organisation = OrganisationDraft.extend({ id: z.uuid(), kind: OrganisationKind })
export type Organisation = z.infer<typeof Organisation>

export const Membership = z.object({ id: z.uuid(), organisationId: z.uuid(), role: Role })
export type Membership = z.infer<typeof Membership>

/** A membership as an administrator sees it. */
export const Member = Membership.extend({
  accountId: z.uuid(),
  name: z.string(),
  email: z.string(),
  language: Language,
  since: z.date(),
})
export type Member = z.infer<typeof Member>

export const InvitationDraft = z.object({
  email: Email,
  organisationId: z.uuid(),
  role: Role,
  language: Language.default(LANGS[0]),
})
export type InvitationDraft = z.input<typeof InvitationDraft>

export const Invitation = z.object({
  id: z.uuid(),
  email: z.string(),
  organisationId: z.uuid(),
  role: Role,
  language: Language,
  createdAt: z.date(),
  expiresAt: z.date(),
})
export type Invitation = z.infer<typeof Invitation>

export const KeyDraft = z.object({
  name: text(NAME_CHARS_MAX),
  organisationId: z.uuid(),
  scopes: z.array(KeyScope).min(1),
  expiresAt: z.coerce.date(),
})
export type KeyDraft = z.infer<typeof KeyDraft>

export const ApiKey = KeyDraft.extend({
  id: z.uuid(),
  createdAt: z.date(),
  createdBy: z.string(),
  lastUsedAt: z.date().optional(),
  revokedAt: z.date().optional(),
})
export type ApiKey = z.infer<typeof ApiKey>

export const Session = z.object({
  id: z.uuid(),
  createdAt: z.date(),
  expiresAt: z.date(),
  address: z.string().optional(),
  userAgent: z.string().optional(),
  current: z.boolean(),
})
export type Session = z.infer<typeof Session>

export const Account = z.object({
  id: z.uuid(),
  name: z.string(),
  email: z.string(),
  language: Language,
  totp: z.boolean(),
  /** Has it a password? Without one, one comes in by a link, a passkey or a login elsewhere. */
  password: z.boolean(),
  createdAt: z.date(),
  memberships: z.array(Membership.extend({ organisation: Names })),
})
export type Account = z.infer<typeof Account>

/** Who calls, as the request says it. The address is the one the server vouches for, not a header's. */
export type Caller = { cookie?: string; address: string; userAgent?: string }

/** A cookie to set; without a value that remains, one to take away (`maxAge_s` 0). */
export type Cookie = {
  name: string
  value: string
  path: string
  maxAge_s?: number
  httpOnly: boolean
  secure: boolean
  sameSite: 'lax' | 'strict' | 'none'
}

/** Signed in, or a code of the second factor still to be asked for. */
export type SignIn = { state: 'signedIn' | 'secondFactor'; cookies: Cookie[] }

/** How one hears by mail of what one follows. The first is what holds until somebody chooses. */
export const NOTICE_MAIL = ['atOnce', 'weekly', 'never'] as const
export const MailSetting = z.enum(NOTICE_MAIL)
export type MailSetting = z.infer<typeof MailSetting>

/** What can be followed: the kind of thing and its id, such as `budget:2027`. */
export const Subject = z.string().regex(/^[a-z]{1,30}:[\w.-]{1,120}$/)

const PerLanguage = (charsMax: number) => z.object({ pl: text(charsMax), en: text(charsMax), uk: text(charsMax) })
/** What is told to those who follow a subject, or to one person. `path` is a page by its English address, without a language. */
export const NoticeDraft = z.object({
  subject: Subject.optional(),
  accountId: z.uuid().optional(),
  kind: z.string().regex(/^[\w.]{1,80}$/),
  title: PerLanguage(200),
  body: PerLanguage(4_000),
  path: z
    .string()
    .max(300)
    .regex(/^\/(?!\/)\S*$/),
})
export type NoticeDraft = z.infer<typeof NoticeDraft>
export type Notice = NoticeDraft & { id: string; at: Date }

/** A link by mail into an account; `name` and `language` are for one that is yet to be made, `next` is where it leads. */
export const EntryLink = z.object({
  email: Email,
  name: PersonName.optional(),
  language: Language,
  next: z.string().max(1_000).optional(),
})
export type EntryLink = z.infer<typeof EntryLink>

export const ADULT_YEARS = 18

export const ConsentDraft = z.object({ name: PersonName, birthYear: z.number().int().min(1900).max(2200) })

/** A parent's consent. Until a child has taken it up by its code it is nobody's. */
export const Consent = ConsentDraft.extend({
  id: z.uuid(),
  parentId: z.uuid(),
  childId: z.uuid().optional(),
  codeUntil: z.date(),
  givenAt: z.date(),
  linkedAt: z.date().optional(),
  until: z.date(),
  withdrawnAt: z.date().optional(),
})
export type Consent = z.infer<typeof Consent>

/** A key that a device keeps, and answers with once it has seen who is there. */
export const Passkey = z.object({
  id: z.uuid(),
  name: z.string(),
  /** Does it live on several devices of the person? */
  synced: z.boolean(),
  createdAt: z.date(),
  lastUsedAt: z.date().optional(),
})
export type Passkey = z.infer<typeof Passkey>

/** Where a browser is told, as it says it itself (Push API). */
export const PushSubscription = z.object({
  endpoint: z.url().max(1_000),
  keys: z.object({ p256dh: z.string().regex(/^[\w-]{87}=?$/), auth: z.string().regex(/^[\w-]{22}(==)?$/) }),
})
export type PushSubscription = z.infer<typeof PushSubscription>

export const PushDevice = z.object({ id: z.uuid(), name: z.string(), createdAt: z.date() })
export type PushDevice = z.infer<typeof PushDevice>
