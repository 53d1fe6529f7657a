/** Savings in the workspace: every plan with its state, a form for one more, prices and factors. */
import { redirect } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { done, enterWith, noteOf, numberOf, submitted, textOf } from '#lib/server/forms.ts'
import { planIn } from '#lib/server/savings.ts'
import { saying, stateOf } from '#lib/server/views/savings.ts'
import { Refusal } from '#platform/errors'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['rate'] as const

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'infrastructure.write')
  const { city, actor, lang } = event.locals
  const { savings } = city.infrastructure
  const [plans, rates, organisations] = await Promise.all([savings.all(actor), savings.rates(), city.identity.organisations()]) // prettier-ignore
  const { format } = saying(city, lang)
  return {
    note: noteOf(event, NOTES),
    plans: plans.map(({ id, plan, seal, newest }) => ({
      ...{ id, title: plan.title, responsible: plan.responsible, demo: plan.demo, state: stateOf(seal, newest) },
      begins: format.day(plan.begins),
    })),
    rates: rates.map(({ id, name, kind, carrier, from, to, value, vat, source }) => ({
      ...{ id, name, kind, carrier, source, vat: format.percent(vat), value: format.number(value, kind === 'tariff' ? 2 : 4) }, // prettier-ignore
      ...{ from: format.day(from), to: to === null ? undefined : format.day(to) },
    })),
    organisations: organisations
      .filter(({ id }) => actor.can('infrastructure.write', id))
      .map(({ id, names }) => ({ value: id, label: names[lang] })),
    mayRate: actor.can('infrastructure.admin'),
  }
}

const PLAN = {
  title: 'savings.workspace.field.title',
  measure: 'savings.workspace.field.measure',
  boundary: 'savings.workspace.field.boundary',
  responsible: 'savings.workspace.field.responsible',
  begins: 'savings.workspace.field.begins',
  reportsFrom: 'savings.workspace.field.reportsFrom',
  kwh: 'savings.workspace.field.kwh',
  money: 'savings.workspace.field.money',
  cost: 'savings.workspace.field.cost',
  life: 'savings.workspace.field.life',
} as const
const RATE = {
  name: 'savings.workspace.rateName',
  source: 'savings.workspace.source',
  value: 'savings.workspace.value',
  from: 'savings.workspace.from',
} as const

export const actions: Actions = {
  draft: async (event) => {
    enterWith(event, 'infrastructure.write')
    const { city, actor, lang } = event.locals
    const asked = { fields: PLAN, blame: { 'savings.order': 'reportsFrom' } }
    const result = await submitted(event, asked, (_, form) =>
      city.infrastructure.savings.draft(actor, planIn(form, city.info.timezone)),
    )
    if (!('plan' in result)) return result
    redirect(303, href(lang, '/workspace/savings/[id]', { id: result.id }, { done: 'drafted' }))
  },

  rate: async (event) => {
    enterWith(event, 'infrastructure.admin')
    const { city, actor } = event.locals
    const result = await submitted(
      event,
      { fields: RATE, blame: { 'savings.overlaps': 'from', 'savings.typed': 'value' } },
      (values, form) => {
        // prettier-ignore
        const value = numberOf(values.value)
        const vat = textOf(form, 'vat').trim() === '' ? 0 : numberOf(textOf(form, 'vat'))
        if (value === undefined || vat === undefined) throw new Refusal('savings.typed', 422, { found: value === undefined ? values.value : textOf(form, 'vat'), right: '92,5' }) // prettier-ignore
        return city.infrastructure.savings.addRate(actor, {
          ...{ name: values.name, source: values.source, from: values.from, to: textOf(form, 'to') || null, value },
          ...{ kind: textOf(form, 'rateKind') === 'factor' ? 'factor' : 'tariff', vat: vat / 100 },
          carrier: textOf(form, 'rateCarrier') as 'electricity',
        })
      },
    )
    if (!('entryId' in result)) return result
    done(event, '/workspace/savings', 'rate')
  },
}
