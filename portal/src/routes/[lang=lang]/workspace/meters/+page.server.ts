/** Meters in the workspace: what they show, and their readings from files. */
import { METER_CARRIERS } from '#infrastructure'
import { enterDevices, formatsOf } from '#lib/server/devices.ts'
import { brought, textOf } from '#lib/server/forms.ts'
import { unitOf } from '#lib/live/units.ts'
import { words } from '#words'
import type { Actions, PageServerLoad } from './$types'

const OFFSET_MAX = 100_000
const DECIMALS_MAX = 3

/** A counter with all its digits, as one reads it. */
const counted = ({ number }: ReturnType<typeof formatsOf>, value: number): string =>
  number(value, Math.min(DECIMALS_MAX, String(value).split('.')[1]?.length ?? 0))

export const load: PageServerLoad = async (event) => {
  const { mayWrite } = await enterDevices(event)
  const { city, actor, lang } = event.locals
  const format = formatsOf(event)
  const { t } = words[lang]
  const search = event.url.searchParams
  const text = search.get('text')?.slice(0, 100) || undefined
  const offset = Math.min(OFFSET_MAX, Math.max(0, Math.floor(Number(search.get('from'))) || 0))
  const { meters, count, next } = await city.infrastructure.meters.list(actor, { text, offset })
  const stand = (one: { value: number; unit: string; at: string } | undefined) =>
    one && { text: `${counted(format, one.value)} ${format.unit(unitOf(one.unit))}`, at: format.moment(one.at) }
  return {
    ...{ mayWrite, text, count, offset },
    next: next === undefined ? undefined : ({ ...(text && { text }), from: `${next}` } as Record<string, string>),
    carriers: Object.keys(METER_CARRIERS).map((value) => ({ value, label: t(`meters.carriers.${value as keyof typeof METER_CARRIERS}`) })), // prettier-ignore
    meters: meters.map(({ id, name, isDemo, register, use, events }) => ({
      ...{ id, name, isDemo, register: stand(register), use: stand(use) },
      events: events.map(({ kind, at, from, to }) => t(`meters.${kind}`, { at: format.moment(at), from: counted(format, from), to: counted(format, to) })), // prettier-ignore
    })),
  }
}

export const actions: Actions = {
  bring: async (event) => {
    await enterDevices(event)
    const { city, actor } = event.locals
    const { meters } = city.infrastructure
    const format = formatsOf(event)
    const blame = {
      ...{ fileMissing: 'file', 'tables.tooLarge': 'file', 'meters.noTime': 'file', 'meters.empty': 'file' },
      ...{ 'meters.noValue': 'valueColumn', 'meters.columnUnknown': 'valueColumn', 'meters.noMeter': 'meterColumn' },
      ...{ 'meters.badMeter': 'meter' },
    }
    return brought(
      event,
      blame,
      async (stream) => {
        const content = await meters.whole(stream)
        return { content, bytes: content.length }
      },
      async ({ content, name }, form) => {
        const said = (field: string) => textOf(form, field).trim() || undefined
        const {
          rows: _,
          events,
          ...report
        } = await meters.bring(actor, content, {
          ...{ organisationId: textOf(form, 'organisationId'), carrier: said('carrier') as never, kind: said('kind') as never }, // prettier-ignore
          ...{ digits: said('digits'), meter: said('meter'), meterColumn: said('meterColumn'), valueColumn: said('valueColumn') }, // prettier-ignore
        })
        const shown = events.map(({ at, from, to, ...one }) => ({ ...one, at: format.moment(at), from: counted(format, from), to: counted(format, to) })) // prettier-ignore
        return { report: { ...report, name, events: shown } }
      },
    )
  },
}
