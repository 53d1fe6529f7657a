/** Files of the budget: what was brought, and a new one. */
import { fail, redirect } from '@sveltejs/kit'
import { MONEY_COLUMNS, type MoneyProblem } from '#strategy'
import { words } from '#words'
import { formatsFor } from '#words/format'
import { href } from '#lib/paths.ts'
import { brought, enterWith, isRefusal } from '#lib/server/forms.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'strategy.edit')
  const { city, actor, lang } = event.locals
  const format = formatsFor(lang, words[lang] as never, city.info.timezone)
  const imports = await city.strategy.money.imports(actor)
  return {
    columns: Object.values(MONEY_COLUMNS).map(([name]) => name!).join(', '), // prettier-ignore
    imports: imports.map(({ id, fileName, state, lines, at }) => ({ id, fileName, state, lines, at: format.moment(at) })), // prettier-ignore
  }
}

export const actions: Actions = {
  default: async (event) => {
    enterWith(event, 'strategy.edit')
    const { city, actor, lang } = event.locals
    const { money } = city.strategy
    let problems: MoneyProblem[] = []
    const blame = { 'money.badRows': 'file', 'money.noColumn': 'file', 'money.sameFile': 'file', 'files.tooLarge': 'file' } // prettier-ignore
    const result = await brought(event, blame, (stream) => money.keepFile(actor, stream), async ({ name, sha256, bytes }) => {
      try {
        return { id: (await money.take(actor, { sha256, bytes }, name)).id }
      } catch (error) {
        if (isRefusal(error) && error.code === 'money.badRows') problems = error.details.problems as MoneyProblem[]
        throw error
      }
    }) // prettier-ignore
    if ('id' in result) redirect(303, href(lang, '/workspace/money/[id]', { id: result.id }))
    return fail(result.status, { ...result.data, problems })
  },
}
