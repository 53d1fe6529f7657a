/** One definition: changed, tried out, published; every version of it. */
import { error } from '@sveltejs/kit'
import { PERMISSION, actions as defining } from '#lib/server/defining/actions.ts'
import { formNeeds, historyOf } from '#lib/server/defining/page.ts'
import { valuesOf } from '#lib/server/defining/values.ts'
import { enterWith, noteOf } from '#lib/server/forms.ts'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, PERMISSION)
  const { city, lang } = event.locals
  const versions = await city.indicators.versions(event.params.id)
  const [valid] = versions
  if (!valid) error(404, sentence(lang, 'indicators.unknown', { id: event.params.id }))
  return {
    ...{ id: valid.id, name: valid.names[lang] },
    keepsMore: Boolean(valid.thresholds?.length || valid.breaks?.length),
    values: valuesOf(valid),
    history: historyOf(event, versions),
    needs: await formNeeds(event),
    done: noteOf(event, ['published'] as const),
  }
}

export const actions: Actions = defining
