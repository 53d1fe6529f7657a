/** One work order: what is to be done, ticked, photographed, charged, moved on. */
import { redirect, type RequestEvent } from '@sveltejs/kit'
import type { Readable } from 'node:stream'
import { href } from '#lib/paths.ts'
import { brought, noteOf, textOf } from '#lib/server/forms.ts'
import { doing, moneyIn, numberIn } from '#lib/server/maintenance.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { clockOf, hours, money, saying } from '#lib/server/views/maintenance.ts'
import { sentence } from '#words'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['made', 'assigned', 'moved', 'ticked', 'photo', 'line'] as const
type Note = (typeof NOTES)[number]

const roomOf = ({ locals: { city } }: RequestEvent) => city.infrastructure.maintenance

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'infrastructure.operate')
  const { city, actor, lang } = event.locals
  const { orders, namesOf, peopleBy } = roomOf(event)
  const order = await orders.one(actor, event.params.id)
  const [things, names, people, asset] = await Promise.all([
    namesOf(order.entityId === undefined ? [] : [order.entityId]),
    peopleBy(order.organisationId),
    orders.people(actor, order.organisationId),
    order.assetId === undefined ? undefined : city.infrastructure.assets.get(order.assetId),
  ])
  const say = saying(city, lang)
  const { t, format } = say
  const who = (id: string) => (id.startsWith('system:') ? t('alarms.events.house') : id === actor.id ? t('orders.you') : (names.get(id) ?? '')) // prettier-ignore
  const { entityId, place, assignee, sla } = order
  const facts: [string, string][] = [
    [t('orders.facts.thing'), asset ? [asset.name, asset.code].filter(Boolean).join(', ') : entityId === undefined ? '' : (things.get(entityId) ?? entityId)], // prettier-ignore
    [t('orders.facts.place'), place ?? asset?.details.address ?? ''],
    [t('orders.facts.kind'), t(`orders.kind.${order.kind}`)],
    [t('orders.facts.origin'), t(`orders.origin.${order.origin}`)],
    [t('orders.facts.assignee'), assignee === undefined ? t('orders.nobody') : who(assignee)],
    [t('orders.facts.clock'), t('orders.facts.clockText', { used: hours(say, sla.used_min), target: hours(say, sla.target_min) })], // prettier-ignore
    [t('orders.facts.estimate'), order.estimate_grosze > 0 ? money(say, order.estimate_grosze) : ''],
    [t('orders.facts.spent'), order.spent_grosze > 0 ? money(say, order.spent_grosze) : ''],
  ]
  const isOwn = order.done?.by === actor.id
  const photos = order.photos.map((photo, i) => ({
    ...{ id: photo.id, place: photo.place, src: `/api/v1/orders/${order.id}/photos/${photo.id}` },
    alt: photo.place === null ? t('orders.photo', { number: i + 1 }) : t('orders.photoOf', { text: order.checklist[photo.place]?.text ?? '' }), // prettier-ignore
  }))
  return {
    ...{ note: noteOf(event, NOTES), id: order.id, number: t('orders.number', { number: order.number }) },
    ...{ title: order.title, text: order.text, state: order.state, priority: order.priority, clock: clockOf(say, order) }, // prettier-ignore
    facts: facts.filter(([, value]) => value !== ''),
    alarmId: order.alarmId,
    // Whoever did the work is not asked to vouch for it.
    next: order.next.filter(({ to }) => to !== 'signedOff' || !isOwn),
    othersSign: order.state === 'done' && isOwn ? sentence(lang, 'maintenance.fourEyes') : '',
    isOpen: order.isOpen && actor.can('infrastructure.operate', order.organisationId),
    checklist: order.checklist.map(({ text, photo }, at) => ({
      ...{ at, text, photo, isDone: order.checks.some((one) => one.place === at) },
      photos: photos.filter((one) => one.place === at),
    })),
    photos: photos.filter((one) => one.place === null),
    lines: order.lines.map((line) => ({ id: line.id, what: line.text, minutes: line.minutes === null ? '' : format.number(line.minutes), amount: money(say, line.amount_grosze) })), // prettier-ignore
    total: money(say, order.spent_grosze),
    people: people.map(({ id, name }) => ({ value: id, label: id === actor.id ? `${name} (${t('orders.you')})` : name })), // prettier-ignore
    assignee,
    photoMost: format.bytes(orders.photoBytesMax),
    moves: order.moves.map(({ at, by, to, reason }, i) => ({ id: `${i}`, at: format.moment(at), by: who(by), what: t(`orders.state.${to}`), text: reason ?? '' })), // prettier-ignore
  }
}

function again({ locals: { lang }, params }: RequestEvent, note: Note): never {
  redirect(303, href(lang, '/workspace/orders/[id]', { id: params.id! }, { done: note }))
}

/** Does it, and shows the page again; what is refused is said on it. */
async function act(
  event: RequestEvent,
  note: Note,
  asked: Parameters<typeof doing>[1],
  work: (form: FormData, id: string) => Promise<unknown>,
) {
  // prettier-ignore
  await enterWithAnywhere(event, 'infrastructure.operate')
  const result = await doing(event, asked, (form) => work(form, event.params.id!))
  if (!('done' in result)) return result
  again(event, note)
}

export const actions: Actions = {
  move: (event) =>
    act(event, 'moved', { fields: {}, blame: { 'maintenance.reason': 'reason' } }, async (form, id) => {
      const to = roomOf(event).choices.states.find((one) => one === textOf(form, 'to')) ?? 'new'
      await roomOf(event).orders.move(event.locals.actor, id, { to, reason: textOf(form, `reason-${to}`) })
    }),

  tick: (event) =>
    act(event, 'ticked', { fields: {} }, (form, id) =>
      roomOf(event).orders.tick(event.locals.actor, id, Number(textOf(form, 'place')), textOf(form, 'is') === 'done'),
    ),

  photo: async (event) => {
    await enterWithAnywhere(event, 'infrastructure.operate')
    const { actor } = event.locals
    const { orders } = roomOf(event)
    const id = event.params.id
    const keep = (file: Readable) => orders.keep(actor, id, file)
    const result = await brought(event, {}, keep, async ({ sha256, bytes }, form) => {
      const place = textOf(form, 'place')
      await orders.photograph(actor, id, { sha256, bytes, place: place === '' ? undefined : Number(place) })
      return { done: true } as const
    })
    if (!('done' in result)) return result
    again(event, 'photo')
  },

  labour: (event) =>
    act(
      event,
      'line',
      { fields: { what: 'orders.what', minutes: 'orders.minutes', rate: 'orders.rate' } },
      (form, id) =>
        roomOf(event).orders.labour(event.locals.actor, id, {
          ...{
            text: textOf(form, 'what'),
            minutes: numberIn(form, 'minutes', '45'),
            rate_grosze: moneyIn(form, 'rate'),
          },
        }),
    ),

  cost: (event) =>
    act(event, 'line', { fields: { bought: 'orders.bought', amount: 'orders.amount' } }, (form, id) =>
      roomOf(event).orders.cost(event.locals.actor, id, {
        ...{ text: textOf(form, 'bought'), amount_grosze: moneyIn(form, 'amount') },
      }),
    ),

  assign: (event) => act(event, 'assigned', { fields: {} }, (form, id) => roomOf(event).orders.assign(event.locals.actor, id, textOf(form, 'assignee') || null)), // prettier-ignore
}
