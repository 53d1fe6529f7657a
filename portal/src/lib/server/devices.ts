/** What the pages of devices share: who may enter, how a device stands, what its message becomes. */
import type { RequestEvent } from '@sveltejs/kit'
import type { Device, Profile } from '#infrastructure'
import { sentence, type Lang } from '#words'
import { formatsFor } from '#words/format'
import { words } from '#words'
import { enterWith, isRefusal, refuseEntry } from './forms.ts'

/** So long without a word, and a device is silent. */
const SILENT_MS = 24 * 3_600_000
const DEMO = /^demo-/

/** Whoever may see the devices of one organisation at least. */
export async function enterDevices(event: RequestEvent): Promise<{ mayWrite: { value: string; label: string }[] }> {
  const { actor, city, lang } = event.locals
  if (actor.kind === 'visitor') enterWith(event, 'infrastructure.read')
  const organisations = await city.identity.organisations()
  if (![undefined, ...organisations.map(({ id }) => id)].some((id) => actor.can('infrastructure.read', id))) refuseEntry(lang) // prettier-ignore
  const mayWrite = organisations.filter(({ id }) => actor.can('infrastructure.write', id))
  return { mayWrite: mayWrite.map(({ id, names }) => ({ value: id, label: names[lang] })) }
}

export const formatsOf = ({ locals: { lang, city } }: RequestEvent) => formatsFor(lang, words[lang] as never, city.info.timezone) // prettier-ignore

export function standingOf({ state, seenAt }: Device, now: Date): Device['state'] | 'silent' {
  const isSilent = state === 'adopted' && (!seenAt || now.getTime() - seenAt.getTime() > SILENT_MS)
  return isSilent ? 'silent' : state
}

export const shownOf = (device: Device, now: Date, format: ReturnType<typeof formatsOf>) => ({
  ...{ id: device.id, name: device.name, standing: standingOf(device, now), isDemo: DEMO.test(device.id) },
  ...{ profileId: device.profileId, sample: device.sample },
  seen: device.seenAt ? format.moment(device.seenAt) : undefined,
})

export const profileOptions = (profiles: readonly Profile[]) =>
  profiles.map(({ id, name }) => ({ value: id, label: name }))

/** What is refused, as a sentence; anything else goes on. */
export function refusedIn(lang: Lang, error: unknown): string {
  if (isRefusal(error)) return sentence(lang, error.code, error.details)
  throw error
}
