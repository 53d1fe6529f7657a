/** The challenges of one's department, and a problem to be written down; from a gap where one comes from there. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { isRefusal, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { areaChoices, challengeCard, gapOf, languages } from '#lib/server/views/challenges.ts'
import { textsIn } from '#lib/server/views/innovations.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const own = await enterWithAnywhere(event, 'innovations.organise')
  const { city, lang, actor } = event.locals
  const { challenges } = city.innovations
  const say = saying(city, lang)
  const indicator = event.url.searchParams.get('indicator')
  // What is no gap any more is no reason not to show the page.
  const gap = indicator ? await challenges.gapOf(indicator).catch((problem: unknown) => { if (isRefusal(problem)) return undefined; throw problem }) : undefined // prettier-ignore
  return {
    ...{ own, areas: await areaChoices(city, lang), languages: languages(), gap: gap && (await gapOf(say, gap)) },
    challenges: (await challenges.ownOf(actor)).map((one) => challengeCard(say, one)),
  }
}

export const actions: Actions = {
  default: async (event) => {
    await enterWithAnywhere(event, 'innovations.organise')
    const { city, lang, actor } = event.locals
    let id = ''
    const fields = { 'title-pl': 'challenges.work.titleField', 'problem-pl': 'challenges.problem' } as const
    const result = await doing(event, { fields }, async (form) => {
      const [indicator, residents] = [textOf(form, 'indicator'), textOf(form, 'residents').trim()]
      const origin = indicator ? 'gap' : residents ? 'residents' : 'department'
      const draft = { organisationId: textOf(form, 'organisationId'), titles: textsIn(form, 'title'), problem: textsIn(form, 'problem') } // prettier-ignore
      ;({ id } = await city.innovations.challenges.add(actor, { ...draft, origin, ...(indicator && { indicator }), ...(residents && { residents }), area: textOf(form, 'area') || undefined })) // prettier-ignore
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/workspace/challenges/[id]', { id }, { done: 'drafted' }))
  },
}
