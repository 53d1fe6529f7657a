/** One device in the workspace: its last message and what that becomes, its profile, its key. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { topicOf } from '#infrastructure'
import { href } from '#lib/paths.ts'
import { saying } from '#lib/server/views/live/say.ts'
import { valueOf } from '#lib/live/things.ts'
import { enterDevices, formatsOf, profileOptions, refusedIn, shownOf } from '#lib/server/devices.ts'
import { done, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['adopted', 'changed', 'blocked'] as const

const devicesOf = ({ locals }: RequestEvent) => locals.city.infrastructure.devices

export const load: PageServerLoad = async (event) => {
  const { mayWrite } = await enterDevices(event)
  const { city, actor, lang } = event.locals
  const devices = devicesOf(event)
  const format = formatsOf(event)
  const device = await devices.one(actor, event.params.id!)
  const [profiles, organisations] = await Promise.all([devices.profiles(actor), city.identity.organisations()])
  const profile = profiles.find(({ id }) => id === device.profileId)
  return {
    note: noteOf(event, NOTES),
    ...shownOf(device, new Date(), format),
    ...{ state: device.state, entityId: device.entityId, joined: device.joined },
    ...{ received: device.received, rejected: device.rejected, topic: topicOf(device.id) },
    organisation: organisations.find(({ id }) => id === device.organisationId)?.names[lang],
    problem: device.problem && {
      ...{ at: format.moment(device.problem.at), sample: device.problem.sample },
      text: sentence(lang, device.problem.code, device.problem.details),
    },
    becomes:
      profile && device.sample
        ? await becomesOf(event, profile.mapping, { sample: device.sample, entityId: device.entityId })
        : undefined,
    options: profileOptions(profiles),
    mayWrite: actor.can('infrastructure.write', device.organisationId ?? undefined) && mayWrite.length > 0,
  }
}

async function becomesOf(
  { locals }: RequestEvent,
  mapping: never | object,
  { sample, entityId }: { sample: string; entityId?: string },
) {
  const { city, actor, lang } = locals
  try {
    const found = await city.infrastructure.devices.try(actor, { mapping: mapping as never, sample })
    const say = saying(city, lang)
    const terms = await city.infrastructure.context.contexts.terms((mapping as { context?: string }).context)
    const rows = found.flatMap(({ id, attributes }) =>
      Object.entries(attributes).map(([iri, [one]]) => {
        const { label, text } = valueOf(say, terms.term(iri), one as never)
        return { thing: entityId ?? id, name: label, iri, value: text }
      }),
    )
    return { rows: rows.slice(0, 30) }
  } catch (error) {
    return { refused: refusedIn(lang, error) }
  }
}

async function doing(event: RequestEvent, what: (typeof NOTES)[number], work: (form: FormData) => Promise<void>) {
  const result = await submitted(event, { fields: {}, blame: { 'devices.unknownProfile': 'profileId', 'devices.entityTaken': 'entityId' } }, (_, form) => work(form)) // prettier-ignore
  if (result) return result
  redirect(303, href(event.locals.lang, '/workspace/devices/[id]', { id: event.params.id! }, { done: what }))
}

export const actions: Actions = {
  adopt: (event) =>
    doing(event, 'adopted', (form) =>
      devicesOf(event).adopt(event.locals.actor, event.params.id!, {
        ...{ profileId: textOf(form, 'profileId') || undefined, name: textOf(form, 'label').trim() || undefined },
        entityId: textOf(form, 'entityId').trim() || undefined,
      }),
    ),
  block: (event) => doing(event, 'blocked', () => devicesOf(event).block(event.locals.actor, event.params.id!)),
  renew: (event) =>
    submitted(event, { fields: {} }, async () => ({
      key: await devicesOf(event).renewKey(event.locals.actor, event.params.id!),
    })),
  remove: async (event) => {
    const result = await submitted(event, { fields: {} }, () =>
      devicesOf(event).remove(event.locals.actor, event.params.id!),
    )
    return result ?? done(event, '/workspace/devices', 'removed')
  },
}
