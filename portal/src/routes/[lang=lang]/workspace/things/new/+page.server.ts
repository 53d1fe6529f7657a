/** One more thing: its kind is asked first, then what is asked of that kind. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { submitted, textOf } from '#lib/server/forms.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { BLAME, draftIn, kindFor, kindsFor } from '#lib/server/things.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const organisations = await enterWithAnywhere(event, 'infrastructure.write')
  const { city, lang } = event.locals
  const asked = (name: string) => event.url.searchParams.get(name)?.slice(0, 60)
  return {
    ...{ organisations, kinds: kindsFor(city, lang), kind: kindFor(city, lang, asked('kind') ?? '') },
    ...{ parent: asked('parent'), office: asked('office') },
  }
}

export const actions: Actions = {
  default: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor, lang } = event.locals
    const result = await submitted(event, { fields: {}, blame: BLAME }, async (_, form) => ({
      code: (await city.infrastructure.assets.add(actor, draftIn(city, form))).code,
      kind: textOf(form, 'kind'),
    }))
    if (!('code' in result)) return result
    redirect(303, href(lang, '/workspace/things/[code]', { code: result.code }, { done: 'added' }))
  },
}
