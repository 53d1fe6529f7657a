/** The rules of readings and of work: what is called doubtful, how long readings are kept, when people work. */
import { Refusal } from '#platform/errors'
import { attributeName, kindName, localName, type Say } from '#lib/live/things.ts'
import { enterDevices } from '#lib/server/devices.ts'
import { done, noteOf, submitted, textOf } from '#lib/server/forms.ts'
import { hoursIn, hoursText } from '#lib/server/hours.ts'
import { doing } from '#lib/server/maintenance.ts'
import { saying } from '#lib/server/views/live/say.ts'
import type { City } from '#lib/server/city.ts'
import type { Actions, PageServerLoad } from './$types'

const NOTES = ['kept', 'withdrawn', 'saved'] as const
/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5)
const DAY_MS = 86_400_000
const DAYS = [0, 1, 2, 3, 4, 5, 6] as const

export const load: PageServerLoad = async (event) => {
  await enterDevices(event)
  const { city, actor, lang } = event.locals
  const say = saying(city, lang)
  const { telemetry, context, maintenance } = city.infrastructure
  const [kept, types, time] = await Promise.all([
    telemetry.retention.list(),
    context.queries.types(actor),
    maintenance.orders.workingTime(),
  ])
  const weekday = new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : lang, { weekday: 'long', timeZone: 'UTC' })
  return {
    ...{ note: noteOf(event, NOTES), mayDecide: actor.can('infrastructure.admin'), rules: rulesOf(say, telemetry) },
    kept: kept.map(({ type, attribute = '', days, at }) => ({
      ...{ type, attribute, kind: kindName(say, localName(type), 2) },
      only: attribute && attributeName(say, localName(attribute)),
      days: say.t('rules.forDays', { n: days }),
      at: say.format.day(at),
    })),
    types: types.map(({ type }) => ({ value: type, label: kindName(say, localName(type), 2) })).toSorted((a, b) => a.label.localeCompare(b.label, lang)), // prettier-ignore
    week: DAYS.map((day) => ({ name: weekday.format(MONDAY + day * DAY_MS), hours: hoursText(time.week[day]!) })),
    ...{ holidays: time.holidays, closed: time.closed },
  }
}

function rulesOf(say: Say, { quality }: City['infrastructure']['telemetry']) {
  const { t, format, lang } = say
  const { usual, byName } = quality.rules()
  const row = (what: string, { gap_steps, stuck, min, max, outlier_z }: typeof usual) => ({
    ...{ what, gap: t('rules.gapOf', { n: gap_steps }) },
    stuck: stuck ? t('rules.stuckOf', stuck) : t('rules.never'),
    range: min === null ? t('rules.never') : max === null ? t('rules.from', { min: format.number(min) }) : t('rules.rangeOf', { min: format.number(min), max: format.number(max) }), // prettier-ignore
    outlier: outlier_z === null ? t('rules.never') : t('rules.outlierOf', { z: outlier_z }),
  })
  // Those with the same rule share a row.
  const same = Map.groupBy(Object.entries(byName), ([, rule]) => JSON.stringify(rule))
  const rows = [...same.values()].map((all) => {
    const names = new Set(all.map(([name]) => attributeName(say, name)))
    return row(format.list([...names].toSorted((a, b) => a.localeCompare(b, lang))), all[0]![1])
  })
  return [...rows.toSorted((a, b) => a.what.localeCompare(b.what, lang)), row(t('rules.usual'), usual)]
}

export const actions: Actions = {
  keep: async (event) => {
    const { retention } = event.locals.city.infrastructure.telemetry
    const asked = { fields: { type: 'rules.kind', days: 'rules.days' } } as const
    const result = await submitted(event, asked, async ({ type, days }) => {
      await retention.set(event.locals.actor, { type, days: Number(days) })
    })
    return result ?? done(event, '/workspace/rules', 'kept')
  },
  withdraw: async (event) => {
    const { retention } = event.locals.city.infrastructure.telemetry
    const result = await submitted(event, { fields: { type: 'rules.kind' } } as const, async ({ type }, form) => {
      const attribute = textOf(form, 'attribute') || undefined
      await retention.withdraw(event.locals.actor, { type, ...(attribute && { attribute }) })
    })
    return result ?? done(event, '/workspace/rules', 'withdrawn')
  },
  time: async (event) => {
    const { orders } = event.locals.city.infrastructure.maintenance
    const blame: Record<string, string> = {}
    const result = await doing(event, { fields: {}, blame }, async (form) => {
      const read = <T>(field: string, right: string, of: (text: string) => T | undefined): T => {
        blame['maintenance.typed'] = field
        const [found, value] = [textOf(form, field), of(textOf(form, field))]
        if (value === undefined) throw new Refusal('maintenance.typed', 422, { found, right })
        return value
      }
      const week = DAYS.map((day) => read(`day${day}`, '7:00–15:00', hoursIn))
      const closed = read('closed', '2026-12-24', datesIn)
      await orders.setWorkingTime(event.locals.actor, { week, closed, holidays: textOf(form, 'holidays') === 'none' ? 'none' : 'pl' }) // prettier-ignore
    })
    if (!('done' in result)) return result
    done(event, '/workspace/rules', 'saved')
  },
}

function datesIn(text: string): string[] | undefined {
  const dates = [...new Set(text.split(/[\s,]+/).filter(Boolean))].sort()
  const isDate = (one: string) => /^\d{4}-\d\d-\d\d$/.test(one) && new Date(`${one}T00:00:00Z`).toISOString().startsWith(one) // prettier-ignore
  return dates.every((one) => !Number.isNaN(Date.parse(one)) && isDate(one)) ? dates : undefined
}
