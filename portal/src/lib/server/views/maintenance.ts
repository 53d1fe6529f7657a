/** What the pages of alarms, orders and budgets show: numbers, times and names as people read them. */
import type { Alarm, AlarmRule, Budget, Care, Order, Sla } from '#infrastructure'
import { formatsFor, type Formats } from '#words/format'
import { words, type Lang } from '#words'
import { attributeName, kindName, localName } from '#lib/live/things.ts'
import { budgetChart } from '../charts/upkeep.ts'
import type { City } from '../city.ts'

const GROSZE = 100
const HOUR_MIN = 60

export type Say = Pick<(typeof words)[Lang], 't' | 'has'> & { format: Formats; lang: Lang }
export function saying(city: City, lang: Lang): Say {
  const { t, has } = words[lang]
  return { t, has, lang, format: formatsFor(lang, words[lang] as never, city.info.timezone) }
}

/** An attribute and a kind of thing as people call them. */
export const attributeOf = (say: Say, iri: string): string => attributeName(say, localName(iri) || iri)
export const kindOf = (say: Say, iri: string): string => kindName(say, localName(iri) || iri)
export const money = ({ format }: Say, grosze: number): string => format.value(grosze / GROSZE, 'PLN', 2)

/** A reading is data: a number among them is written as people write it here. */
const valueText = ({ format }: Say, value: string): string =>
  value !== '' && Number.isFinite(Number(value)) ? format.number(Number(value)) : value

export function alarmCard(say: Say, alarm: Alarm, things: ReadonlyMap<string, string>, now: Date) {
  const { t, format, lang } = say
  const { silence } = alarm
  return {
    ...{ id: alarm.id, what: alarm.names[lang], severity: alarm.severity, state: alarm.state },
    thing: things.get(alarm.entityId) ?? alarm.entityId,
    since: t('alarms.since', { at: format.moment(alarm.openedAt) }),
    read: alarm.value === null ? t('alarms.nothingRead') : t('alarms.read', { value: valueText(say, alarm.value) }),
    times: alarm.times > 1 ? t('alarms.times', { times: alarm.times }) : '',
    isInHand: alarm.acknowledged !== null,
    silenced: silence && silence.until > now ? t('alarms.silenced', { until: format.moment(silence.until) }) : '',
  }
}

export function conditionText({ t, format }: Say, { condition }: Pick<AlarmRule, 'condition'>): string {
  const number = (value: number) => (value === 0 ? '0' : format.number(value))
  switch (condition.kind) {
    case 'threshold':
      return t(`alarms.condition.${condition.side}`, { limit: number(condition.limit), delay: number(condition.delay_min), back: number(condition.hysteresis) }) // prettier-ignore
    case 'state':
      return t('alarms.condition.state', { values: condition.values.join(', '), delay: number(condition.delay_min) })
    case 'silence':
      return t('alarms.condition.silence', { minutes: number(condition.longerThan_min) })
    case 'rate':
      return t(`alarms.condition.${condition.side}`, { limit: number(condition.limit) })
  }
}

type Clocked = Order & { sla: Sla }
const CLOCK_TONES = { running: 'plain', paused: 'plain', kept: 'good', missed: 'bad', stopped: 'plain' } as const

/** What the clock says, and how grave that is. */
export function clockOf({ t, format }: Say, { sla, done }: Pick<Clocked, 'sla' | 'done'>) {
  const tone = CLOCK_TONES[sla.state]
  if (sla.state === 'running')
    return { tone, text: sla.dueAt === undefined ? '' : t('orders.due', { at: format.moment(new Date(sla.dueAt)) }) }
  if (sla.state === 'stopped') return { tone, text: '' }
  const text = { paused: t('orders.paused'), kept: t('orders.kept'), missed: t(done ? 'orders.missed' : 'orders.late') } // prettier-ignore
  return { tone, text: text[sla.state] }
}

export const hours = ({ t, format }: Say, minutes: number): string => {
  const whole = Math.round(minutes)
  return t('orders.facts.hours', { hours: format.number(Math.floor(whole / HOUR_MIN)), minutes: whole % HOUR_MIN })
}

export function orderCard(say: Say, order: Clocked, things: ReadonlyMap<string, string>) {
  const { id, number, title, state, priority, kind, entityId, place } = order
  return {
    ...{ id, title, state, priority, kind },
    number: say.t('orders.number', { number }),
    where: [entityId === undefined ? '' : (things.get(entityId) ?? entityId), place ?? ''].filter(Boolean).join(', '),
    clock: clockOf(say, order),
  }
}

/** Of one thing over its life: what it cost, how often and for how long it failed. */
export function careView(say: Say, care: Care & { orders: Order[] }) {
  const { t, format } = say
  const facts: [string, string][] = [
    [t('orders.care.cost'), money(say, care.cost_grosze)],
    [t('orders.care.failures'), format.number(care.failures)],
    [t('orders.care.downtime'), hours(say, care.downtime_min)],
    [t('orders.care.repair'), care.timeToRepair_min === null ? '–' : hours(say, care.timeToRepair_min)],
  ]
  return {
    facts,
    orders: care.orders.map(({ id, number, title, state }) => ({ id, state, text: `${t('orders.number', { number })}: ${title}` })), // prettier-ignore
  }
}

/** Of each unit its sums, its chart, its months. */
export function budgetsOf(say: Say, budgets: readonly Budget[], nameOfUnit: (id: string) => string) {
  const { t, format } = say
  const month = (i: number) => new Intl.DateTimeFormat(say.lang, { month: 'long', timeZone: 'UTC' }).format(new Date(Date.UTC(2026, i, 1))) // prettier-ignore
  const rows = budgets.map((budget) => ({ ...budget, name: nameOfUnit(budget.organisationId) }))
  const sorted = rows.toSorted((a, b) => a.name.localeCompare(b.name, say.lang))
  const said = { title: t('upkeep.chart'), description: t('upkeep.chartText'), spent: t('upkeep.spent'), committed: t('upkeep.committed'), plan: t('upkeep.plan'), money: (grosze: number) => format.value(Math.round(grosze / GROSZE), 'PLN', 0) } // prettier-ignore
  return {
    charts: { wide: budgetChart(sorted, said, 'wide'), narrow: budgetChart(sorted, said, 'narrow') },
    units: sorted.map((one) => ({
      ...{ id: one.organisationId, name: one.name },
      plan: one.plan_grosze === null ? t('upkeep.noPlan') : money(say, one.plan_grosze),
      ...{ spent: money(say, one.spent_grosze), committed: money(say, one.committed_grosze), forecast: money(say, one.forecast_grosze) }, // prettier-ignore
      left: one.plan_grosze === null ? '–' : money(say, one.plan_grosze - one.spent_grosze - one.committed_grosze),
      orders: t('upkeep.ordersText', { signed: one.orders.signed, open: one.orders.open }),
      over: one.plan_grosze !== null && one.forecast_grosze > one.plan_grosze ? t('upkeep.over', { by: money(say, one.forecast_grosze - one.plan_grosze) }) : '', // prettier-ignore
    })),
    months: Array.from({ length: 12 }, (_, i) => ({
      ...{ month: month(i), units: sorted.map(({ months }) => money(say, months[i]!)) },
    })),
    names: sorted.map(({ name }) => name),
  }
}
