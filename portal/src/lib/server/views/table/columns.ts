/** The columns of a published table in the reader's language, and what can be drawn of them. */
import type { Column, PublicTable } from '#catalog'
import type { Lang } from '#words'
import { say } from '../catalogue.ts'
import type { Drawing, Kind } from './asked.ts'

export type ShownColumn = {
  id: string
  label: string
  type: Column['type']
  numeric: boolean
  unit?: string
  about?: { text: string; lang?: string }
  /** What its codes mean. */
  codes?: Map<string, string>
}

const NUMBERS = new Set(['integer', 'number'])
const TIMES = new Set(['date', 'datetime'])
export const isNumber = ({ type }: Pick<Column, 'type'>): boolean => NUMBERS.has(type)
export const isTime = ({ type }: Pick<Column, 'type'>): boolean => TIMES.has(type)
/** Columns whose values follow one another. */
export const isInOrder = (column: Pick<Column, 'type'>): boolean => isTime(column) || column.type === 'year'
const isPlace = ({ type }: Pick<Column, 'type'>) => type === 'geojson' || type === 'latitude' || type === 'longitude'

/** Whole numbers under such a heading, all within living memory or near, are years though nobody said so. */
const YEARS = /rok|lat[ao]|year|period|okres|рік|рок/i
const isYear = (column: Column, { content }: PublicTable): boolean => {
  const { min, max } = content.statistics.find(({ name }) => name === column.name) ?? {}
  return column.type === 'integer' && YEARS.test(column.name) && Number(min) >= 1800 && Number(max) <= 2200
}

export const columnsOf = (table: PublicTable, lang: Lang): ShownColumn[] => {
  const { columns, dictionary } = table.content
  const fields = new Map(dictionary.fields.map((field) => [field.name, field]))
  return columns.map((column) => {
    const { name } = column
    const type = isYear(column, table) ? 'year' : column.type
    const field = fields.get(name)
    const title = field?.title?.[lang] ?? field?.title?.pl ?? field?.title?.en ?? name
    return {
      ...{ id: name, label: title, type, numeric: isNumber({ type }) },
      ...(field?.unit !== undefined && { unit: field.unit }),
      ...(field?.description?.pl !== undefined && { about: say(field.description as { pl: string }, lang) }),
      ...(field?.codes && { codes: new Map(field.codes.map(({ code, title }) => [code, title[lang] ?? title.pl ?? code])) }), // prettier-ignore
    }
  })
}

/** A column of groups has so many values at most, or it is one row each in a table that is short. */
const GROUPS_MAX = 60

type Facts = { distinct: number; rows: number }

/** What each column is good for, by its type and by what stands in it. */
function kindsOf(table: PublicTable) {
  const { content } = table
  const facts = new Map(content.statistics.map(({ name, distinct, count }): [string, Facts] => [name, { distinct: typeof distinct === 'number' ? distinct : distinct.count, rows: count }])) // prettier-ignore
  const of = (name: string): Facts => facts.get(name) ?? { distinct: 0, rows: 0 }
  const numbers = content.columns.filter((column) => isNumber(column) && !isYear(column, table) && of(column.name).distinct > 1) // prettier-ignore
  const times = content.columns.filter(
    (column) => (isInOrder(column) || isYear(column, table)) && of(column.name).distinct > 1,
  )
  const groups = content.columns.filter((column) => {
    const { distinct } = of(column.name)
    const isText = column.type === 'string' || column.type === 'code' || column.type === 'boolean'
    return isText && distinct > 1 && distinct <= GROUPS_MAX
  })
  return { numbers, times, groups, isUnique: (name: string) => of(name).distinct === of(name).rows }
}

/** The chart that says most of a table nobody has asked anything of yet; undefined where nothing can be drawn. */
export function firstChart(table: PublicTable): Required<Omit<Drawing, 'step'>> | undefined {
  const { numbers, times, groups, isUnique } = kindsOf(table)
  const [number, time, group] = [numbers[0]?.name ?? '', times[0]?.name, groups[0]?.name]
  if (time !== undefined) {
    // Where each point in time stands once, its own number is the answer; else how many, or what is usual.
    const parts = groups.find(({ name }) => !isUnique(name))?.name ?? ''
    if (number !== '') return { kind: 'line', x: time, y: number, how: 'mean', by: isUnique(time) ? '' : parts }
    return { kind: 'bar', x: time, y: '', how: 'count', by: '' }
  }
  if (group !== undefined) {
    return isUnique(group) && number !== ''
      ? { kind: 'bar', x: group, y: number, how: 'sum', by: '' }
      : { kind: 'bar', x: group, y: number, how: 'count', by: '' }
  }
  return number === '' ? undefined : { kind: 'histogram', x: number, y: '', how: 'count', by: '' }
}

/** The number of a table in which each of `along` has one row; numbers of several rows may be of different things. */
export function firstNumber(table: PublicTable, columns: ShownColumn[], along: string): ShownColumn | undefined {
  const { numbers, isUnique } = kindsOf(table)
  return isUnique(along) ? columns.find(({ id }) => id === numbers[0]?.name) : undefined
}

/** So much of so much does not add up over areas. */
export const isRate = ({ unit = '' }: ShownColumn): boolean => /[%‰/]/.test(unit)

/** The kinds of charts that a column can stand along. */
export function kindsFor(column: ShownColumn | undefined): Kind[] {
  if (!column || isPlace(column)) return []
  if (column.numeric) return ['histogram', 'scatter', 'line', 'bar']
  if (column.type === 'year') return ['line', 'bar', 'scatter', 'histogram']
  return isInOrder(column) ? ['line', 'bar'] : ['bar', 'line']
}
