/** What is asked of the past: from when to when, how much, and put together how. Pure. */
import { refuse } from '../refusals.ts'
import { isTime } from './times.ts'

export const METHODS = ['totalCount', 'distinctCount', 'sum', 'avg', 'min', 'max', 'stddev', 'sumsq'] as const
export type Method = (typeof METHODS)[number]

export type Asked = Record<string, string | undefined>
export type TemporalQuery = {
  by: 'observed' | 'received'
  after?: string
  before?: string
  lastN?: number
  /** Where the first period begins. */
  origin: string
}
export type Aggregation = { methods: Method[]; period: { unit: 'second' | 'month' | 'all'; count: number } }
const ORIGIN = '2000-01-01T00:00:00Z'
const LAST_N_MAX = 10_000

const bad = (parameter: string, value: string | undefined) =>
  refuse.badParameter({ parameter, value: (value ?? '').slice(0, 60) })

function timeAt(asked: Asked, name: string): string {
  const value = asked[name]
  if (!isTime(value)) throw bad(name, value)
  return value
}

/** Throws `context.badParameter`. `timerel` may be left out where one entity is asked for. */
export function temporalQueryOf(asked: Asked, demanded: boolean): TemporalQuery {
  const { timerel, timeproperty = 'observedAt', lastN } = asked
  if (!['observedAt', 'createdAt', 'modifiedAt'].includes(timeproperty)) throw bad('timeproperty', timeproperty)
  if (lastN !== undefined && !/^[1-9]\d{0,5}$/.test(lastN)) throw bad('lastN', lastN)
  const query: TemporalQuery = {
    ...{ by: timeproperty === 'observedAt' ? 'observed' : 'received', origin: ORIGIN },
    ...(lastN !== undefined && { lastN: Math.min(Number(lastN), LAST_N_MAX) }),
  }
  switch (timerel) {
    case undefined:
      if (demanded) throw bad('timerel', undefined)
      return query
    case 'before':
      return { ...query, before: timeAt(asked, 'timeAt') }
    case 'after':
      return { ...query, after: timeAt(asked, 'timeAt'), origin: timeAt(asked, 'timeAt') }
    case 'between': {
      const [after, before] = [
        timeAt(asked, 'timeAt'),
        timeAt(asked, asked.endTimeAt === undefined ? 'endtimeAt' : 'endTimeAt'),
      ]
      if (Date.parse(after) >= Date.parse(before)) throw bad('endTimeAt', before)
      return { ...query, after, before, origin: after }
    }
    default:
      throw bad('timerel', timerel)
  }
}

const DURATION = /^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/

/** Months and years by the calendar, anything else by seconds; nothing, or `PT0S`, is one period. */
export function periodOf(text: string | undefined): Aggregation['period'] {
  if (text === undefined || text === 'PT0S') return { unit: 'all', count: 1 }
  const found = DURATION.exec(text)
  const [years = 0, months = 0, weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = (found ?? [])
    .slice(1)
    .map((part) => Number(part ?? 0))
  const byCalendar = years * 12 + months
  const bySeconds = ((weeks * 7 + days) * 24 + hours) * 3600 + minutes * 60 + seconds
  if (!found || text.endsWith('T') || byCalendar > 0 === bySeconds > 0 || byCalendar > 1200 || bySeconds > 1e10)
    throw bad('aggrPeriodDuration', text)
  return byCalendar > 0 ? { unit: 'month', count: byCalendar } : { unit: 'second', count: bySeconds }
}

export function aggregationOf({ aggrMethods, aggrPeriodDuration }: Asked): Aggregation {
  const methods = (aggrMethods ?? '').split(',').filter(Boolean)
  const isMethod = (name: string): name is Method => (METHODS as readonly string[]).includes(name)
  if (methods.length === 0 || !methods.every(isMethod)) throw bad('aggrMethods', aggrMethods)
  return { methods: methods as Method[], period: periodOf(aggrPeriodDuration) }
}
