/** The budget of upkeep: what each unit planned, has committed and spent, and is likely to. */
import { done, noteOf, textOf } from '#lib/server/forms.ts'
import { doing, moneyIn } from '#lib/server/maintenance.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { budgetsOf, saying } from '#lib/server/views/maintenance.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['saved'] as const
const YEARS_BACK = 2

export const load: PageServerLoad = async (event) => {
  const own = await enterWithAnywhere(event, 'infrastructure.write')
  const { city, actor, lang } = event.locals
  const { budgets } = city.infrastructure.maintenance
  const thisYear = budgets.thisYear()
  const years = Array.from({ length: YEARS_BACK + 2 }, (_, i) => thisYear - YEARS_BACK + i)
  const asked = Number(event.url.searchParams.get('year'))
  const year = years.includes(asked) ? asked : thisYear
  const [all, organisations] = await Promise.all([budgets.of(actor, year), city.identity.organisations()])
  const names = new Map(organisations.map(({ id, names: each }) => [id, each[lang]]))
  return {
    ...{ note: noteOf(event, NOTES), year, years, thisYear, own },
    ...budgetsOf(saying(city, lang), all, (id) => names.get(id) ?? id),
  }
}

export const actions: Actions = {
  plan: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor } = event.locals
    const fields = { amount: 'upkeep.amount', year: 'upkeep.year' } as const
    const year = (form: FormData) => textOf(form, 'year')
    let set = ''
    const result = await doing(event, { fields, blame: { 'maintenance.typed': 'amount' } }, async (form) => {
      set = year(form)
      const plan_grosze = moneyIn(form, 'amount')
      await city.infrastructure.maintenance.budgets.plan(actor, { organisationId: textOf(form, 'organisationId'), year: Number(set), plan_grosze }) // prettier-ignore
    })
    if (!('done' in result)) return result
    done(event, '/workspace/upkeep', 'saved', { year: set })
  },
}
