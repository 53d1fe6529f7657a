/** Work orders: mine, the open ones, those to sign off; one more by hand; what comes again. */
import { redirect } from '@sveltejs/kit'
import type { OrderState } from '#infrastructure'
import { href } from '#lib/paths.ts'
import { done, noteOf, textOf } from '#lib/server/forms.ts'
import { doing, orderIn, scheduleIn } from '#lib/server/maintenance.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { orderCard, saying } from '#lib/server/views/maintenance.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['scheduled', 'switched'] as const
const OPEN = ['new', 'planned', 'underWay', 'waiting'] as const
const TABS: Record<'mine' | 'open' | 'done' | 'finished', readonly OrderState[]> = {
  mine: OPEN,
  open: OPEN,
  done: ['done'],
  finished: ['signedOff', 'cancelled'],
}
const isTab = (name: string | null): name is keyof typeof TABS => name !== null && Object.hasOwn(TABS, name)

export const load: PageServerLoad = async (event) => {
  const own = await enterWithAnywhere(event, 'infrastructure.operate')
  const { city, actor, lang } = event.locals
  const { orders, namesOf, choices } = city.infrastructure.maintenance
  const asked = event.url.searchParams.get('which')
  const tab = isTab(asked) ? asked : 'open'
  const [found, schedules] = await Promise.all([
    orders.list(actor, { states: TABS[tab], mine: tab === 'mine' }),
    orders.schedules(actor),
  ])
  const say = saying(city, lang)
  const things = await namesOf(found.flatMap(({ entityId }) => entityId ?? []))
  const every = (one: (typeof schedules)[number]['every']) => say.t('orders.schedules.text', one.by === 'meter' ? { unit: 'meter', count: one.units } : { unit: one.unit, count: one.count }) // prettier-ignore
  return {
    ...{ tab, note: noteOf(event, NOTES), own, kinds: choices.kinds, priorities: choices.priorities },
    orders: found.map((order) => orderCard(say, order, things)),
    schedules: schedules.map(({ id, title, active, organisationId, every: one }) => ({
      ...{ id, title, active, every: every(one), mayChange: actor.can('infrastructure.write', organisationId) },
    })),
    mayWrite: own.some(({ value }) => actor.can('infrastructure.write', value)),
    from: event.url.searchParams.get('thing') ?? '',
  }
}

const BLAME = { 'maintenance.typed': 'estimate' }

export const actions: Actions = {
  make: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.operate')
    const { city, actor, lang } = event.locals
    let id = ''
    const result = await doing(event, { fields: { title: 'orders.form.what' }, blame: BLAME }, async (form) => {
      const made = await city.infrastructure.maintenance.orders.make(actor, orderIn(form))
      id = made.id
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/workspace/orders/[id]', { id }, { done: 'made' }))
  },

  report: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.operate')
    const { city, actor, lang } = event.locals
    const { maintenance, assets } = city.infrastructure
    let id = ''
    const result = await doing(event, { fields: { title: 'orders.form.what' } }, async (form) => {
      const reportId = textOf(form, 'report')
      const report = await assets.reports.find(reportId)
      const made = await maintenance.orders.make(actor, { title: textOf(form, 'title'), text: report?.words, organisationId: report?.organisationId ?? '', reportId }) // prettier-ignore
      id = made.id
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/workspace/orders/[id]', { id }, { done: 'made' }))
  },

  schedule: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor } = event.locals
    const asked = {
      fields: { 'again-title': 'orders.form.what', count: 'orders.schedules.count' },
      blame: BLAME,
    } as const
    const result = await doing(event, asked, (form) => city.infrastructure.maintenance.orders.addSchedule(actor, scheduleIn(form))) // prettier-ignore
    if (!('done' in result)) return result
    done(event, '/workspace/orders', 'scheduled')
  },

  switch: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.write')
    const { city, actor } = event.locals
    const { orders } = city.infrastructure.maintenance
    const result = await doing(event, { fields: {} }, async (form) => {
      const known = (await orders.schedules(actor)).find(({ id }) => id === textOf(form, 'schedule'))
      if (known) await orders.changeSchedule(actor, known.id, known, !known.active)
    })
    if (!('done' in result)) return result
    done(event, '/workspace/orders', 'switched')
  },
}
