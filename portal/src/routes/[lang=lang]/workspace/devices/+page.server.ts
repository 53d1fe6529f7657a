/** Devices in the workspace: those that wait on top, all of them below, one more, profiles, keys for joining. */
import { done, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { enterDevices, formatsOf, profileOptions, shownOf } from '#lib/server/devices.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['adopted', 'removed', 'revoked', 'kept'] as const
const WAITING_SHOWN = 20

export const load: PageServerLoad = async (event) => {
  const { mayWrite } = await enterDevices(event)
  const { city, actor, lang } = event.locals
  const { devices } = city.infrastructure
  const format = formatsOf(event)
  const [now, params] = [new Date(), event.url.searchParams]
  const text = params.get('text')?.slice(0, 100) || undefined
  const after = params.get('after')?.slice(0, 100) || undefined
  const [waiting, found, profiles, joining, organisations] = await Promise.all([
    devices.list(actor, { state: 'waiting' }),
    devices.list(actor, { text, after }),
    devices.profiles(actor),
    devices.joiningKeys(actor),
    city.identity.organisations(),
  ])
  const nameOf = (id: string) => organisations.find((one) => one.id === id)?.names[lang] ?? ''
  return {
    ...{ note: noteOf(event, NOTES), text, counts: found.counts, mayWrite },
    more: found.next ? ({ ...(text ? { text } : {}), after: found.next } as Record<string, string>) : undefined,
    waiting: waiting.devices.slice(0, WAITING_SHOWN).map((one) => shownOf(one, now, format)),
    devices: found.devices.map((one) => shownOf(one, now, format)),
    profiles: profiles.map(({ id, name, version, at }) => ({ id, name, version, at: format.moment(at) })),
    options: profileOptions(profiles),
    joining: joining.map((key) => ({ id: key.id, organisation: nameOf(key.organisationId), until: format.day(key.expiresAt) })), // prettier-ignore
  }
}

export const actions: Actions = {
  adopt: async (event) => {
    const { city, actor } = event.locals
    const asked = { fields: { id: 'devices.name', profileId: 'devices.profile' } } as const
    const result = await submitted(event, asked, ({ id, profileId }) =>
      city.infrastructure.devices.adopt(actor, id, { profileId }),
    )
    return result ?? done(event, '/workspace/devices', 'adopted')
  },
  enter: (event) => {
    const { city, actor } = event.locals
    const asked = {
      fields: { deviceId: 'devices.name', organisationId: 'devices.organisation', profileId: 'devices.profile' },
      blame: { 'devices.exists': 'deviceId', 'devices.entityTaken': 'entityId', 'devices.unknownProfile': 'profileId' },
    } as const
    return submitted(event, asked, async ({ deviceId: id, organisationId, profileId }, form) => {
      const [name, entityId] = [textOf(form, 'label').trim() || undefined, textOf(form, 'entityId').trim() || undefined]
      const { key } = await city.infrastructure.devices.add(actor, { id: id.trim(), organisationId, profileId, name, entityId }) // prettier-ignore
      return { key, id: id.trim() }
    })
  },
  join: (event) => {
    const { city, actor } = event.locals
    const asked = { fields: { joinOrganisation: 'devices.organisation', days: 'devices.days' } } as const
    return submitted(event, asked, async ({ joinOrganisation: organisationId, days }, form) => {
      const profileId = textOf(form, 'joinProfile') || undefined
      const { key } = await city.infrastructure.devices.addJoiningKey(actor, { organisationId, profileId, days: Number(days) }) // prettier-ignore
      return { joiningKey: key }
    })
  },
  revoke: async (event) => {
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: { id: 'devices.joining' } }, ({ id }) =>
      city.infrastructure.devices.revokeJoiningKey(actor, id),
    )
    return result ?? done(event, '/workspace/devices', 'revoked')
  },
}
