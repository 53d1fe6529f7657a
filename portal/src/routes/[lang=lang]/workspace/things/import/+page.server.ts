/** Things from a file: what it would do is shown before it is done. */
import { error, redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { brought, isRefusal, submitted, textOf } from '#lib/server/forms.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

const SHOWN_MAX = 200

export const load: PageServerLoad = async (event) => {
  const organisations = await enterWithAnywhere(event, 'infrastructure.write')
  const { city, actor, lang } = event.locals
  const id = event.url.searchParams.get('import')
  const columns = city.infrastructure.assets.columns.join(', ')
  if (!id) return { organisations, columns }
  const { name, outcome, isDone } = await city.infrastructure.assets.preview(actor, id).catch((problem: unknown) => {
    if (isRefusal(problem)) error(problem.status, sentence(lang, problem.code, problem.details))
    throw problem
  })
  const { rejections } = outcome
  return {
    ...{ organisations, columns, found: { ...outcome, id, name, isDone, rejections: rejections.slice(0, SHOWN_MAX) } },
    shownMax: rejections.length > SHOWN_MAX ? SHOWN_MAX : undefined,
  }
}

export const actions: Actions = {
  look: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor, lang } = event.locals
    const { assets } = city.infrastructure
    const result = await brought(
      event,
      { 'files.tooLarge': 'file', 'things.noCodeColumn': 'file' },
      (stream) => assets.keepFile(actor, stream),
      async (file, form) => {
        const id = await assets.bring(actor, { ...file, organisationId: textOf(form, 'organisationId') || undefined })
        // What cannot be read at all is said at the form, not on the page that follows.
        await assets.preview(actor, id)
        return { id }
      },
    )
    if (!('id' in result)) return result
    redirect(303, href(lang, '/workspace/things/import', {}, { import: result.id }))
  },

  apply: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor, lang } = event.locals
    const id = event.url.searchParams.get('import') ?? ''
    const result = await submitted(event, { fields: {} }, () => city.infrastructure.assets.apply(actor, id))
    if (!('rows' in result)) return result
    redirect(303, href(lang, '/workspace/things/import', {}, { import: id }))
  },
}
