/** One alarm: what it is about, what was done, and what can be done. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import { href } from '#lib/paths.ts'
import { noteOf, textOf } from '#lib/server/forms.ts'
import { doing } from '#lib/server/maintenance.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { alarmCard, attributeOf, conditionText, saying } from '#lib/server/views/maintenance.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['acknowledged', 'silenced', 'noted', 'closed'] as const
const HOUR_MS = 3_600_000

const roomOf = ({ locals: { city } }: RequestEvent) => city.infrastructure.maintenance

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'infrastructure.operate')
  const { city, actor, lang } = event.locals
  const { alarms, orders, namesOf, peopleBy, now } = roomOf(event)
  const alarm = await alarms.one(actor, event.params.id)
  const [things, order, people] = await Promise.all([
    namesOf([alarm.entityId]),
    orders.orderOf(actor, { alarmId: alarm.id }),
    peopleBy(alarm.organisationId),
  ])
  const say = saying(city, lang)
  const { t, format } = say
  const moment = (at: Date | null) => (at ? format.moment(at) : '')
  const who = (id: string) => (id.startsWith('system:') ? t('alarms.events.house') : id === actor.id ? t('orders.you') : (people.get(id) ?? '')) // prettier-ignore
  const facts = [
    [t('alarms.facts.thing'), things.get(alarm.entityId) ?? alarm.entityId],
    [t('alarms.facts.attribute'), attributeOf(say, alarm.attribute)],
    [t('alarms.facts.rule'), conditionText(say, alarm.rule)],
    [t('alarms.facts.opened'), moment(alarm.openedAt)],
    [t('alarms.facts.over'), moment(alarm.clearedAt)],
    [t('alarms.facts.closed'), moment(alarm.closedAt)],
  ] as const
  return {
    ...{ note: noteOf(event, NOTES), card: alarmCard(say, alarm, things, now()), entityId: alarm.entityId },
    facts: facts.filter(([, value]) => value !== ''),
    order: order && { id: order.id, text: t('alarms.order.there', { number: order.number }) },
    mayOperate: actor.can('infrastructure.operate', alarm.organisationId),
    until: new Date(now().getTime() + 4 * HOUR_MS).toISOString().slice(0, 16),
    events: alarm.events.map(({ id, kind, at, by, content }) => ({
      id,
      at: format.moment(at),
      by: kind === 'told' ? '' : who(by),
      what:
        kind === 'told' ? t('alarms.events.told', { count: content.to?.length ?? 0, step: (content.step ?? 0) + 1 })
        : kind === 'silenced' ? t('alarms.events.silenced', { until: moment(content.until ? new Date(content.until) : null) })
        : t(`alarms.events.${kind}`), // prettier-ignore
      text: content.text ?? (content.to ? format.list(content.to.flatMap((one) => people.get(one) ?? [])) : ''),
    })),
  }
}

/** Does it, and shows the page again; what is refused is said on it. */
async function act(
  event: RequestEvent,
  note: (typeof NOTES)[number],
  asked: Parameters<typeof doing>[1],
  work: (form: FormData) => Promise<unknown>,
) {
  // prettier-ignore
  await enterWithAnywhere(event, 'infrastructure.operate')
  const result = await doing(event, asked, work)
  if (!('done' in result)) return result
  redirect(303, href(event.locals.lang, '/workspace/alarms/[id]', { id: event.params.id! }, { done: note }))
}

export const actions: Actions = {
  acknowledge: (event) => act(event, 'acknowledged', { fields: {} }, () => roomOf(event).alarms.acknowledge(event.locals.actor, event.params.id)), // prettier-ignore

  silence: (event) =>
    act(
      event,
      'silenced',
      { fields: { until: 'alarms.until', reason: 'alarms.reason' }, blame: { 'maintenance.silence': 'until' } },
      (form) =>
        // prettier-ignore
        roomOf(event).alarms.silence(event.locals.actor, event.params.id, {
        ...{ until: roomOf(event).instantOf(textOf(form, 'until')), reason: textOf(form, 'reason') },
      }),
    ),

  note: (event) => act(event, 'noted', { fields: { text: 'alarms.noteText' } }, (form) => roomOf(event).alarms.note(event.locals.actor, event.params.id, { text: textOf(form, 'text') })), // prettier-ignore

  close: (event) => act(event, 'closed', { fields: { grounds: 'alarms.closeText' } }, (form) => roomOf(event).alarms.close(event.locals.actor, event.params.id, { text: textOf(form, 'grounds') })), // prettier-ignore

  order: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.operate')
    const { alarms, orders } = roomOf(event)
    const { actor, lang } = event.locals
    let id = ''
    const result = await doing(event, { fields: {} }, async () => {
      const alarm = await alarms.one(actor, event.params.id)
      const priority = { critical: 'urgent', warning: 'high', notice: 'normal' }[alarm.severity] as 'urgent'
      const made = await orders.make(actor, { title: alarm.names[lang], organisationId: alarm.organisationId, alarmId: alarm.id, priority }) // prettier-ignore
      id = made.id
    })
    if (!('done' in result)) return result
    redirect(303, href(lang, '/workspace/orders/[id]', { id }, { done: 'made' }))
  },
}
