/** One city of the network, for who decides on it: believe it by keys that were compared, block it, limit it, answer reports. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, noteOf, textOf } from '#lib/server/forms.ts'
import { doing, numberIn } from '#lib/server/maintenance.ts'
import { patiently } from '#lib/server/patience.ts'
import { peerOf } from '#lib/server/views/peers.ts'
import { visitOf } from '#lib/server/views/visits.ts'
import { Refusal } from '#platform/errors'
import type { RequestEvent } from '@sveltejs/kit'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['added', 'accepted', 'blocked', 'released', 'limited', 'settled', 'followed'] as const
const MEGABYTE = 1_000_000

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'network.organise')
  const { city, lang, actor } = event.locals
  const { domain } = event.params
  const { peers, federation } = city.network
  const asked = await patiently(
    () => peers.visited(actor, domain),
    (visit) => visit?.state !== 'underWay' || !event.url.searchParams.has('wait'),
  )
  const [peer, reports, following] = await Promise.all([peerOf(city, lang, domain), peers.reports(actor, domain), federation.following()]) // prettier-ignore
  const isFollowed = following.some(({ host }) => host === domain)
  const { requests, bytes, objects } = peer.limits
  return {
    peer,
    reports,
    isFollowed,
    visit: visitOf(city, lang, 'peer', asked),
    note: noteOf(event, NOTES),
    limits: { requests, objects, megabytes: bytes / MEGABYTE },
  }
}

type Work = (event: RequestEvent, form: FormData, domain: string) => Promise<unknown>
/** What came of a visit says itself. */
const act = (note: (typeof NOTES)[number] | 'visit', asked: Parameters<typeof doing>[1], work: Work) => async (event: RequestEvent) => {
  enterWith(event, 'network.organise')
  const domain = event.params.domain!
  const result = await doing(event, asked, (form) => work(event, form, domain))
  if (!('done' in result)) return result
  redirect(303, href(event.locals.lang, '/workspace/network/peers/[domain]', { domain }, note === 'visit' ? { wait: '1' } : { done: note }))
} // prettier-ignore

const why = (field: string) => ({ fields: { [field]: 'peers.work.grounds' }, blame: { 'governance.unfitText': field, 'peers.mustCompare': 'compared', 'peers.lookAlike': 'despite' } }) as const // prettier-ignore

export const actions: Actions = {
  accept: act('accepted', why('accept'), async ({ locals: { city, actor } }, form, domain) => {
    if (!form.has('compared')) throw new Refusal('peers.mustCompare', 422)
    const keys = [textOf(form, 'keys'), form.has('former') ? textOf(form, 'formerKeys') : ''].join(' ').split(' ').filter(Boolean) // prettier-ignore
    await city.network.peers.accept(actor, domain, { keys, grounds: textOf(form, 'accept'), despite: form.has('despite') }) // prettier-ignore
  }),
  block: act('blocked', why('block'), ({ locals: { city, actor } }, form, domain) =>
    city.network.peers.block(actor, domain, textOf(form, 'block')),
  ),
  release: act('released', why('release'), ({ locals: { city, actor } }, form, domain) =>
    city.network.peers.release(actor, domain, textOf(form, 'release')),
  ),
  /** The city itself, as every house of the network calls it. */
  follow: act('followed', { fields: {} }, ({ locals: { city, actor } }, _, domain) =>
    city.network.federation.follow(actor, `@city@${domain}`),
  ),
  visit: act('visit', { fields: {} }, ({ locals: { city, actor } }, _, domain) =>
    city.network.peers.visitNow(actor, domain),
  ),
  cancelVisit: act('visit', { fields: {} }, ({ locals: { city, actor } }, _, domain) =>
    city.network.peers.cancelVisit(actor, domain),
  ),
  limit: act('limited', { fields: {} }, ({ locals: { city, actor } }, form, domain) =>
    city.network.peers.limit(actor, domain, {
      requests: Math.round(numberIn(form, 'requests', '5000')),
      bytes: Math.round(numberIn(form, 'megabytes', '500') * MEGABYTE),
      objects: Math.round(numberIn(form, 'objects', '50000')),
    }),
  ),
  settle: act('settled', { fields: { answer: 'peers.work.answer' }, blame: { 'governance.unfitText': 'answer' } }, ({ locals: { city, actor } }, form, domain) =>
    city.network.peers.settle(actor, domain, textOf(form, 'report'), textOf(form, 'answer')),
  ), // prettier-ignore
}
