/** A team is founded, of what the address names. */
import { error, redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { demandSignedIn } from '#lib/server/proposals.ts'
import { registerChoices } from '#lib/server/views/innovations.ts'
import { saying } from '#lib/server/views/projects.ts'
import { FOUND_FORM, ofIn, teamIn, thingOf } from '#lib/server/views/teams.ts'
import { sentence, words, type Lang } from '#words'
import type { Actions, PageServerLoad } from './$types'

function demandOf(url: URL, lang: Lang) {
  const of = ofIn(url.searchParams.get('kind'), url.searchParams.get('id'))
  if (!of) error(404, sentence(lang, 'cards.unknown', {}))
  return of
}

export const load: PageServerLoad = async (event) => {
  demandSignedIn(event)
  const { city, lang } = event.locals
  const say = saying(city, lang)
  const of = await thingOf(say, demandOf(event.url, lang))
  if (!of.name) error(404, sentence(lang, 'cards.unknown', {}))
  return { of, languages: registerChoices(say).languages }
}

export const actions: Actions = {
  default: async (event) => {
    demandSignedIn(event)
    const { city, lang, actor } = event.locals
    const of = demandOf(event.url, lang)
    let id = ''
    const result = await doing(event, FOUND_FORM, async (form) => {
      ;({ id } = await city.innovations.teams.add(actor, teamIn(form, of), words[lang].t('community.teams.found'), textOf(form, 'as').trim() || undefined)) // prettier-ignore
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/innovations/teams/[id]', { id }))
  },
}
