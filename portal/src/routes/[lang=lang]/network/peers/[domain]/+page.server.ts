/** One city of the network, as everybody may see it. Whoever has an account may say what is wrong with it. */
import { enterWith, noteOf, submitted } from '#lib/server/forms.ts'
import { doorOf } from '#lib/server/views/doors.ts'
import { peerOf } from '#lib/server/views/peers.ts'
import { outlinesOf } from '#lib/server/views/requests.ts'
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { params, url, locals } = event
  const { city, lang, actor } = locals
  return {
    door: doorOf(city, lang, 'network').title,
    peer: await peerOf(city, lang, params.domain),
    requests: await outlinesOf(city, lang, { domain: params.domain }),
    isVisitor: actor.kind === 'visitor',
    here: url.pathname,
    mayOrganise: actor.can('network.organise'),
    note: noteOf(event, ['reported']),
  }
}

export const actions: Actions = {
  report: async (event) => {
    const { city, actor, lang } = event.locals
    if (actor.kind === 'visitor') enterWith(event, 'network.report')
    const { domain } = event.params
    const asked = { fields: { text: 'peers.report.field' }, blame: { 'governance.unfitText': 'text' } } as const
    const result = await submitted(event, asked, async ({ text }) => {
      await city.network.peers.report(actor, domain, text)
      return { done: true } as const
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/network/peers/[domain]', { domain }, { done: 'reported' }))
  },
}
