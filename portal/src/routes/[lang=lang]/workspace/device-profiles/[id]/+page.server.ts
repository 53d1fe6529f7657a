/** A profile in the workspace: tried on a message before it is kept. `new` is one that is not there yet. */
import type { RequestEvent } from '@sveltejs/kit'
import { enterDevices, formatsOf } from '#lib/server/devices.ts'
import { done, submitted } from '#lib/server/forms.ts'
import { Refusal } from '#platform/errors'
import type { Actions, PageServerLoad } from './$types'

const EXAMPLE = {
  entity: { id: 'urn:ngsi-ld:AirQualityObserved:{device}', type: 'AirQualityObserved' },
  context: 'https://raw.githubusercontent.com/smart-data-models/dataModel.Environment/master/context.jsonld',
  time: { path: '/at', format: 'iso' },
  attributes: [{ name: 'pm25', path: '/pm25', kind: 'number', unit: 'GQ' }],
}
const MESSAGE = { pm25: 12.5 }

export const load: PageServerLoad = async (event) => {
  await enterDevices(event)
  const { city, actor } = event.locals
  const found = (await city.infrastructure.devices.profiles(actor)).find(({ id }) => id === event.params.id)
  if (!found && event.params.id !== 'new') throw new Refusal('devices.unknownProfile', 404, { id: event.params.id! })
  return {
    name: found?.name ?? '',
    mapping: JSON.stringify(found?.mapping ?? EXAMPLE, null, 2),
    sample: found?.sample ?? JSON.stringify({ at: new Date().toISOString(), ...MESSAGE }),
    version: found && { version: found.version, at: formatsOf(event).moment(found.at) },
    mayWrite: actor.can('infrastructure.write'),
  }
}

const FIELDS = { profileName: 'devices.profileName', mapping: 'devices.mapping', sample: 'devices.profileSample' } as const // prettier-ignore
const BLAME = Object.fromEntries(
  ['badJson', 'badValue', 'badTime', 'clockAhead', 'clockBehind', 'nothing', 'tooMany'].map((code) => [`devices.${code}`, 'sample']), // prettier-ignore
)

function mappingIn(text: string): object {
  try {
    return JSON.parse(text) as object
  } catch (error) {
    throw new Refusal('devices.badMapping', 422, { problem: (error as Error).message.slice(0, 200) })
  }
}

/** What is wrong with a mapping is said with its place in it. */
async function withPlace<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const issue = (error as { issues?: { path: PropertyKey[]; message: string }[] }).issues?.[0]
    if (!issue) throw error
    throw new Refusal('devices.badMapping', 422, { problem: `${issue.path.join('.')}: ${issue.message}`.slice(0, 300) })
  }
}

const asked = { fields: FIELDS, blame: { ...BLAME, 'devices.badMapping': 'mapping' } }
const devicesOf = ({ locals }: RequestEvent) => locals.city.infrastructure.devices

export const actions: Actions = {
  try: (event) =>
    submitted(event, asked, async ({ profileName, mapping, sample }) => {
      const draft = { mapping: mappingIn(mapping) as never, sample }
      const entities = await withPlace(() => devicesOf(event).try(event.locals.actor, draft))
      return { tried: JSON.stringify(entities, null, 2).slice(0, 10_000), values: { profileName, mapping, sample } }
    }),
  keep: async (event) => {
    const { actor } = event.locals
    const result = await submitted(event, asked, ({ profileName: name, mapping, sample }) =>
      withPlace(() => {
        const draft = { name, mapping: mappingIn(mapping) as never, sample }
        const { id } = event.params
        return id === 'new' ? devicesOf(event).addProfile(actor, draft) : devicesOf(event).changeProfile(actor, id!, draft) // prettier-ignore
      }),
    )
    return 'version' in result ? done(event, '/workspace/devices', 'kept') : result
  },
}
