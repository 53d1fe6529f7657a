/** People and organisations: who belongs where in which role, who is invited, which systems have keys. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { KeyScope, OrganisationKind, Role } from '#identity'
import { href } from '#lib/paths.ts'
import { done, noteOf, refuseEntry, submitted, textOf } from '#lib/server/forms.ts'
import type { Texts } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['removed', 'invited', 'withdrawn', 'revoked', 'added'] as const
const RIGHTS = ['identity.manage', 'identity.invite', 'identity.keys'] as const

export const load: PageServerLoad = async (event) => {
  const { url, locals } = event
  const { city, actor, lang } = locals
  const all = await city.identity.organisations()
  const mine = all.filter(({ id }) => RIGHTS.some((right) => actor.can(right, id)))
  const asked = url.searchParams.get('organisation')
  const current = mine.find(({ id }) => id === asked) ?? mine[0]
  if (actor.kind === 'visitor') redirect(303, href(lang, '/sign-in', {}, { next: href(lang, '/workspace/people') }))
  if (!current) return refuseEntry(lang)
  const { id } = current
  const may = { manage: actor.can(RIGHTS[0], id), invite: actor.can(RIGHTS[1], id), keys: actor.can(RIGHTS[2], id) }
  return {
    organisations: mine,
    current,
    may: { ...may, addAtTop: actor.can('identity.manage') },
    members: may.manage ? await city.identity.members(actor, id) : [],
    invitations: may.invite ? await city.identity.invitations(actor, id) : [],
    keys: may.keys ? (await city.identity.apiKeys(actor, id)).map((key) => ({ ...key, state: stateOf(key) })) : [],
    roles: city.identity.rolesFor(actor, id),
    scopes: city.identity.scopesFor(actor, id),
    kinds: city.identity.limits.organisationKinds,
    days: city.identity.limits.invitationDays,
    done: noteOf(event, NOTES),
    email: textShort(url.searchParams.get('email')),
  }
}

const textShort = (text: string | null) => (text ?? '').slice(0, 254)

function stateOf({ revokedAt, expiresAt }: { revokedAt?: Date; expiresAt: Date }): 'valid' | 'revoked' | 'expired' {
  if (revokedAt) return 'revoked'
  return expiresAt.getTime() <= Date.now() ? 'expired' : 'valid'
}

/** The page again, at the organisation it was at. */
const back = (event: RequestEvent, what: (typeof NOTES)[number], query: Record<string, string> = {}) =>
  done(event, '/workspace/people', what, { organisation: organisationOf(event), ...query })
const organisationOf = ({ url }: RequestEvent) => url.searchParams.get('organisation') ?? ''

export const actions: Actions = {
  invite: async (event) => {
    const { city, actor, lang } = event.locals
    const asked = { fields: { email: 'identity.field.email', role: 'identity.people.roleLabel' } } as const
    const result = await submitted(event, asked, async ({ email, role }) => {
      const draft = { email, role: role as Role, organisationId: organisationOf(event), language: lang }
      await city.identity.invite(actor, draft)
      return { invited: email }
    })
    return 'invited' in result ? back(event, 'invited', { email: result.invited }) : result
  },
  withdraw: (event) => each(event, 'withdrawn', (id, { identity }, actor) => identity.withdrawInvitation(actor, id)),
  remove: (event) => each(event, 'removed', (id, { identity }, actor) => identity.removeMembership(actor, id)),
  revoke: (event) => each(event, 'revoked', (id, { identity }, actor) => identity.revokeKey(actor, id)),
  key: (event) => {
    const { city, actor } = event.locals
    const asked = {
      fields: { keyName: 'identity.people.keyName', keyUntil: 'identity.people.keyUntil' },
      choices: { scopes: 'identity.people.keyScopes' },
      blame: { 'identity.expiryOutside': 'keyUntil' },
    } as const
    return submitted(event, asked, async ({ keyName, keyUntil }, form) => {
      const { key, apiKey } = await city.identity.createKey(actor, {
        name: keyName,
        organisationId: organisationOf(event),
        scopes: form.getAll('scopes').map(String) as KeyScope[],
        // The key is good through the whole of its last day.
        expiresAt: new Date(`${keyUntil}T23:59:59Z`),
      })
      return { key, name: apiKey.name }
    })
  },
  add: async (event) => {
    const { city, actor } = event.locals
    const asked = {
      fields: {
        namePl: 'identity.people.organisation',
        nameEn: 'identity.people.organisation',
        nameUk: 'identity.people.organisation',
        kind: 'identity.people.addKind',
      },
    } as const
    const result = await submitted(event, asked, async ({ namePl: pl, nameEn: en, nameUk: uk, kind }, form) => {
      const names: Texts = { pl, en, uk }
      const parentId = textOf(form, 'parentId') || undefined
      const draft = { kind: kind as Exclude<OrganisationKind, 'city'>, names, parentId }
      return { added: (await city.identity.createOrganisation(actor, draft)).id }
    })
    return 'added' in result ? back(event, 'added', { organisation: result.added }) : result
  },
}

type Locals = RequestEvent['locals']

/** Does something to the one thing whose id the form says. */
async function each(
  event: RequestEvent,
  what: (typeof NOTES)[number],
  work: (id: string, city: Locals['city'], actor: Locals['actor']) => Promise<void>,
) {
  const { city, actor } = event.locals
  const result = await submitted(event, { fields: { id: 'identity.people.person' } }, ({ id }) => work(id, city, actor))
  return result ?? back(event, what)
}
