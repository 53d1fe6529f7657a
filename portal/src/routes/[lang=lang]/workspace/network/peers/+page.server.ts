/** The cities that this one knows, for who decides on them; another one is added by its domain. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { enterWith, submitted } from '#lib/server/forms.ts'
import { alikeTo } from '#lib/server/views/alike.ts'
import { peersOf } from '#lib/server/views/peers.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'network.organise')
  const { city, lang, actor } = event.locals
  const reports = Object.fromEntries(await city.network.peers.openReports(actor))
  return { ...(await peersOf(city, lang, event.url)), reports, own: city.info.names[lang], alike: await alikeTo(city, lang) } // prettier-ignore
}

export const actions: Actions = {
  default: async (event) => {
    const { city, lang, actor } = event.locals
    const asked = {
      fields: { domain: 'peers.work.domain', grounds: 'peers.work.grounds' },
      blame: {
        ...{ 'peers.badDomain': 'domain', 'peers.ownDomain': 'domain', 'peers.known': 'domain', 'peers.tooMany': 'domain' },
        ...{ 'governance.unfitText': 'grounds', 'net.badAddress': 'domain', 'net.privateAddress': 'domain' },
      }, // prettier-ignore
    } as const
    const result = await submitted(event, asked, ({ domain, grounds }) => city.network.peers.add(actor, domain, grounds)) // prettier-ignore
    if (!('did' in result)) return result
    redirect(303, href(lang, '/workspace/network/peers/[domain]', { domain: result.domain }, { done: 'added' }))
  },
}
