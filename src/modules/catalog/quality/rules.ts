/** How good a dataset is, in things that can be counted: what is filled, what is explained, how fresh it is, and what would help. Pure. */
import type { Content } from '../deliveries/types.ts'
import { LANGUAGES, type Dataset, type Frequency } from '../types.ts'
import { starsOf } from '../search/entry.ts'

const DAY_MS = 86_400_000
/** Days within which the next version is due; nothing is due of what comes irregularly or never. */
const DAYS: Partial<Record<Frequency, number>> = {
  ...{
    CONT: 1,
    UPDATE_CONT: 1,
    HOURLY: 1,
    DAILY: 1,
    WEEKLY: 7,
    BIWEEKLY: 14,
    MONTHLY: 31,
    BIMONTHLY: 62,
    QUARTERLY: 92,
  },
  ...{ ANNUAL_2: 184, ANNUAL: 366, BIENNIAL: 731, TRIENNIAL: 1096, QUINQUENNIAL: 1827, DECENNIAL: 3653 },
}
/** A column of which more is empty is worth a word. */
const EMPTY_SHARE_MAX = 0.2
const OPEN_STARS = 3
const NUMBERS = new Set(['integer', 'number'])

/** Codes of a list stand in many rows; codes that tell rows apart need no meaning. */
const LISTED_MAX = 100
const isList = (facts: Content['statistics'][number] | undefined): boolean =>
  facts !== undefined && facts.distinct.count <= LISTED_MAX && facts.distinct.count * 2 <= facts.count

export type Improvement =
  | { code: 'format' | 'languages' | 'keywords' | 'period' | 'area' | 'provenance' }
  | { code: 'late' | 'descriptions' | 'units' | 'codes' | 'empty'; n: number; columns?: string[] }

export type Quality = {
  stars: number
  /** Of all cells of its tables; absent where it has none. */
  cells?: { all: number; filled: number }
  /** Of all columns of its tables: how many are explained in words; of those of numbers, how many have a unit. */
  columns: { all: number; described: number; numbers: number; withUnit: number }
  /** `late_days`: how long the next version is overdue; absent where none is. `due`: when it is, or was. */
  freshness?: { last: Date; due?: Date; late_days?: number }
  improve: Improvement[]
}

export function qualityOf(dataset: Dataset, tables: readonly Content[], now: Date): Quality {
  const columns = tables.flatMap(({ statistics, dictionary, columns }) => {
    const facts = new Map(statistics.map((one) => [one.name, one]))
    const fields = new Map(dictionary.fields.map((field) => [field.name, field]))
    return columns.map(({ name, type }) => ({ name, type, field: fields.get(name), facts: facts.get(name) }))
  })
  const all = columns.reduce((sum, { facts }) => sum + (facts?.count ?? 0), 0)
  const empty = columns.reduce((sum, { facts }) => sum + (facts?.missing ?? 0), 0)
  const numbers = columns.filter(({ type }) => NUMBERS.has(type))
  const stars = starsOf(dataset)
  const freshness = freshnessOf(dataset, now)
  const undescribed = columns.filter(({ field }) => !field?.description).map(({ name }) => name)
  const unitless = numbers.filter(({ field }) => field?.unit === undefined).map(({ name }) => name)
  const uncoded = columns
    .filter(({ type, field, facts }) => type === 'code' && !field?.codes && isList(facts))
    .map(({ name }) => name)
  const gaps = columns.filter(({ facts }) => facts && facts.missing > facts.count * EMPTY_SHARE_MAX).map(({ name }) => name) // prettier-ignore
  const named = (code: 'descriptions' | 'units' | 'codes' | 'empty', columns: string[]): Improvement[] =>
    columns.length > 0 ? [{ code, n: columns.length, columns }] : []
  const said = dataset.description
  const late_days = freshness?.late_days
  const lacking = (code: 'format' | 'languages' | 'keywords' | 'period' | 'area' | 'provenance', is: boolean): Improvement[] => (is ? [{ code }] : []) // prettier-ignore
  return {
    stars,
    ...(all > 0 && { cells: { all, filled: all - empty } }),
    columns: { all: columns.length, described: columns.length - undescribed.length, numbers: numbers.length, withUnit: numbers.length - unitless.length }, // prettier-ignore
    ...(freshness && { freshness }),
    improve: [
      ...(late_days !== undefined ? [{ code: 'late' as const, n: late_days }] : []),
      ...lacking('format', stars > 0 && stars < OPEN_STARS),
      ...named('empty', gaps),
      ...named('descriptions', undescribed),
      ...named('units', unitless),
      ...named('codes', uncoded),
      ...lacking('languages', LANGUAGES.some((lang) => !said.title[lang] || !said.description[lang])), // prettier-ignore
      ...lacking('keywords', said.keywords.length === 0),
      ...lacking('period', !said.temporal?.from && !said.temporal?.to),
      ...lacking('area', said.spatial.length === 0),
      ...lacking('provenance', !said.provenance),
    ],
  }
}

/** Against what was promised; undefined where nothing is published. */
function freshnessOf({ distributions, description }: Dataset, now: Date): Quality['freshness'] {
  const published = distributions.flatMap(({ current }) => (current ? [current.publishedAt.getTime()] : []))
  if (published.length === 0) return undefined
  const last = new Date(Math.max(...published))
  const days = DAYS[description.frequency]
  if (days === undefined) return { last }
  const due = new Date(last.getTime() + days * DAY_MS)
  const late_days = Math.floor((now.getTime() - due.getTime()) / DAY_MS)
  return { last, due, ...(late_days >= 1 && { late_days }) }
}
