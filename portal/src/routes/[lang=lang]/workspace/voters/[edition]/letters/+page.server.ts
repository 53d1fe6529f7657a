/** Letters with codes: a list is brought, letters are printed, and nothing of either is kept. */
import { buffer } from 'node:stream/consumers'
import { href } from '#lib/paths.ts'
import { brought, enterWith } from '#lib/server/forms.ts'
import { qrOf } from '#lib/server/qr.ts'
import { ORGANISE } from '#lib/server/voters.ts'
import { words } from '#words'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, ORGANISE)
  const { city, actor, lang } = event.locals
  const edition = await city.participation.budgets.edition(event.params.edition, actor)
  const { t } = words[lang]
  const vote = edition.phases.find(({ kind }) => kind === 'vote')!
  const columns = ['name', 'address', ...(edition.vote.ways.includes('register') ? ['id'] : [])]
  if (edition.sections.some(({ choice }) => choice === 'residence')) columns.push('district')
  if (edition.vote.demands.some(({ code, on }) => on && (code === 'age' || code === 'consentUnder18'))) columns.push('born') // prettier-ignore
  const { origin } = event.url
  const address = origin + href(lang, '/budget/[edition]/vote', { edition: edition.code })
  return {
    ...{ code: edition.code, name: edition.names[lang], sender: city.info.names[lang], on: edition.vote.ways.includes('code') },
    ...{ columns: columns.join(', '), from: vote.from, to: vote.to, address, qr: qrOf(address) },
    paper: t(edition.vote.ways.includes('paper') ? 'voting.paper' : 'voting.paperOff'),
  }
} // prettier-ignore

export const actions: Actions = {
  default: async (event) => {
    // What is shown here stands in no memory of a browser or a proxy.
    event.setHeaders({ 'cache-control': 'no-store' })
    return brought(
      event,
      { 'participation.registerColumns': 'file', 'participation.registerRows': 'file' },
      async (file) => {
        const content = await buffer(file)
        return { content, bytes: content.length }
      },
      async ({ content }) => ({
        report: await event.locals.city.participation.eligibility.writeLetters(event.locals.actor, event.params.edition, content), // prettier-ignore
      }),
    )
  },
}
