/**
 * Identity: people with their sessions and second factors, organisations, roles, invitations, and the keys of systems.
 * Needs the database, the clock, ids, the ledger, jobs, events and mail. Tells `identity.accountCreated` and
 * `identity.accountDeleted`. Denies by default: what no role grants, nobody may.
 */
export {
  createIdentity,
  DIGEST,
  keptVapid,
  SWEEP,
  type ConsentOf,
  type Current,
  type Entry,
  type Identity,
  type Needs,
  type Offer,
  type RequestHeaders,
} from './service/index.ts'
export { identityRoutes } from './routes/index.ts'
export { migrations } from './migrations/index.ts'
export {
  KEY_DAYS_MAX,
  KEY_SCOPES,
  NOTICE_MAIL,
  ORGANISATION_KINDS,
  PASSWORD_CHARS_MIN,
  PERMISSIONS,
  ROLES,
  type Account,
  type ApiKey,
  type Caller,
  type Consent,
  type Cookie,
  type Invitation,
  type KeyScope,
  type Member,
  type Membership,
  type Notice,
  type NoticeDraft,
  type Organisation,
  type OrganisationKind,
  type Passkey,
  type Permission,
  type Role,
  type Session,
  type SignIn,
} from './types.ts'
export { addressKey, GRANTED } from './rules.ts'
