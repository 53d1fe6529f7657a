/** Invitations: how people come to roles. The link goes to the invited address, works once and for a week. */
import { createHash } from 'node:crypto'
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Texts } from '#words'
import { headersOf } from '../auth.ts'
import { invitationLetter, linkTo } from '../letters.ts'
import { demandGoodPassword, demandGrantable, grantable, refuse } from '../rules.ts'
import * as accounts from '../store/accounts.ts'
import * as store from '../store/invitations.ts'
import * as organisations from '../store/organisations.ts'
import { INVITATION_DAYS, InvitationDraft, PersonName } from '../types.ts'
import type { Caller, Invitation, Role, SignIn } from '../types.ts'
import { record, type Parts } from './parts.ts'
import { currentSession } from './sessions.ts'

const hash = (token: string): Buffer => createHash('sha256').update(token).digest()

type SignInVerb = (caller: Caller, credentials: { email: string; password: string }) => Promise<SignIn>
/** What the holder of a link is shown. */
export type Offer = Pick<Invitation, 'email' | 'role' | 'expiresAt'> & { organisation: Texts; hasAccount: boolean }

export function createInvitations(parts: Parts, signIn: SignInVerb) {
  const { db, clock, ids, config, mail, auth } = parts

  async function opened(token: string): Promise<Invitation> {
    const invitation = await store.openByToken(db, hash(token), clock.now())
    if (!invitation) throw refuse.linkExpired()
    return invitation
  }

  /** Takes the offer, once: the invitation is held, closed, and the membership written. */
  async function join(tx: Tx, { id, organisationId, role }: Invitation, accountId: string): Promise<void> {
    const held = await store.lock(tx, id, clock.now())
    if (!held) throw refuse.linkExpired()
    const at = clock.now()
    await store.close(tx, id, { accepted: at })
    await organisations.addMembership(tx, { id: ids.uuid(), accountId, organisationId, role, at, by: accountId })
    const payload = { invitation: id, organisationId, role }
    await record(parts, tx, { kind: 'membership.created', actor: accountId, subject: `accounts/${accountId}`, payload })
  }

  async function createAccount(invitation: Invitation, name: string, secret: string): Promise<void> {
    const { email, language } = invitation
    const passwordHash = await (await auth.$context).password.hash(secret)
    const [id, credentialId] = [ids.uuid(), ids.uuid()]
    await db.transaction().execute(async (tx) => {
      const password = { credentialId, passwordHash }
      if (!(await accounts.add(tx, { id, name, email, language, password }))) throw refuse.accountExists()
      await record(parts, tx, { kind: 'account.created', actor: id, subject: `accounts/${id}` })
      await join(tx, invitation, id)
      await parts.events.emit(tx, 'identity.accountCreated', { accountId: id })
    })
  }

  return {
    /**
     * Sends a link. The house itself, acting at the command line, is also told it: that is how the first administrator
     * comes in. Throws `identity.roleBeyond`, `identity.unknown`.
     */
    async invite(actor: Actor, draft: InvitationDraft): Promise<{ invitation: Invitation; link?: string }> {
      const { email, organisationId, role, language } = InvitationDraft.parse(draft)
      demand(actor, 'identity.invite', organisationId)
      demandGrantable(actor, role, organisationId)
      const createdAt = clock.now()
      const expiresAt = new Date(createdAt.getTime() + INVITATION_DAYS * 86_400_000)
      const invitation = { id: ids.uuid(), email, organisationId, role, language, createdAt, expiresAt }
      const token = ids.token()
      const link = linkTo(config.baseUrl, language, 'invitation', token)
      await db.transaction().execute(async (tx) => {
        const organisation = await organisations.organisation(tx, organisationId)
        if (!organisation) throw refuse.unknown({ id: organisationId })
        await store.withdrawEarlier(tx, invitation, createdAt)
        await store.add(tx, { ...invitation, tokenHash: hash(token), by: actor.id })
        await mail.send(tx, invitationLetter(invitation, organisation.names, link))
        const subject = `invitations/${invitation.id}`
        await record(parts, tx, {
          kind: 'invitation.created',
          actor: actor.id,
          subject,
          payload: { organisationId, role },
        })
      })
      return { invitation, link: actor.kind === 'system' ? link : undefined }
    },

    /** The roles that this actor can hand on there. */
    rolesFor: (actor: Actor, organisationId: string): Role[] => grantable(actor, organisationId),

    async invitations(actor: Actor, organisationId: string): Promise<Invitation[]> {
      demand(actor, 'identity.invite', organisationId)
      return store.openAt(db, organisationId, clock.now())
    },

    /** Throws `identity.unknown` also for one that was accepted or has expired. */
    async withdrawInvitation(actor: Actor, id: string): Promise<void> {
      await db.transaction().execute(async (tx) => {
        const invitation = await store.lock(tx, id, clock.now())
        if (!invitation) throw refuse.unknown({ id })
        demand(actor, 'identity.invite', invitation.organisationId)
        await store.close(tx, id, { withdrawn: clock.now() })
        await record(parts, tx, { kind: 'invitation.withdrawn', actor: actor.id, subject: `invitations/${id}` })
      })
    },

    /** What the link offers. Throws `identity.linkExpired`. */
    async offer(token: string): Promise<Offer> {
      const { email, role, expiresAt, organisationId } = await opened(token)
      const organisation = (await organisations.organisation(db, organisationId))!.names
      return { email, role, expiresAt, organisation, hasAccount: (await accounts.findByEmail(db, email)) !== undefined }
    },

    /**
     * With a name and a password: makes the account and signs in. For whoever has an account already and is signed in: the
     * membership alone. Throws `identity.accountExists` (sign in first), `identity.otherAccount`, `identity.weakPassword`.
     */
    async accept(caller: Caller, token: string, draft: { name?: string; password?: string } = {}): Promise<SignIn> {
      const invitation = await opened(token)
      const current = await currentSession(parts, headersOf(caller))
      if (current && current.email !== invitation.email) throw refuse.otherAccount()
      if (current) {
        await db.transaction().execute((tx) => join(tx, invitation, current.accountId))
        return { state: 'signedIn', cookies: [] }
      }
      if (await accounts.findByEmail(db, invitation.email)) throw refuse.accountExists()
      const { email } = invitation
      const { password = '' } = draft
      demandGoodPassword(password, email)
      await createAccount(invitation, PersonName.parse(draft.name), password)
      return signIn(caller, { email, password })
    },
  }
}
