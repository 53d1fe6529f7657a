/** A new indicator: asked for, tried out, published. */
import { PERMISSION, actions as defining } from '#lib/server/defining/actions.ts'
import { formNeeds } from '#lib/server/defining/page.ts'
import { enterWith } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, PERMISSION)
  return { needs: await formNeeds(event) }
}

export const actions: Actions = defining
