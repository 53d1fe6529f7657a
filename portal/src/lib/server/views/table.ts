/** A published table as a page asks for it: conditions, order and a chart stand in the address; pages go on from where they ended. */
import type { Column, Filter, PublicTable, Rows, RowQuestion as Question } from '#catalog'

export const SHOWN = 25
const CONDITIONS_MAX = 4
/** A chart on a page is drawn of at most so many rows, and shows so many groups. */
const CHART_ROWS_MAX = 100_000
const CHART_GROUPS_MAX = 30
export const OPS = ['eq', 'ne', 'contains', 'ge', 'le', 'missing', 'present'] as const
export type Op = (typeof OPS)[number]
export const HOW = ['count', 'sum', 'mean', 'max', 'min'] as const
export type How = (typeof HOW)[number]

export type Condition = { column: string; op: Op; value: string }
export type Asked = {
  conditions: Condition[]
  q: string
  sort: string
  after?: string
  version?: number
  chart?: { x: string; y: string; how: How }
}

/** What an address asks for; what it cannot mean is left out. */
export function askedIn(query: URLSearchParams): Asked {
  const [columns, ops, values] = [query.getAll('c'), query.getAll('op'), query.getAll('v')]
  const conditions = columns.slice(0, CONDITIONS_MAX).flatMap((column, i): Condition[] => {
    const op = OPS.find((known) => known === (ops[i] ?? 'eq'))
    const value = values[i] ?? ''
    return column === '' || !op || (value === '' && op !== 'missing' && op !== 'present') ? [] : [{ column, op, value }]
  })
  const version = Number.parseInt(query.get('version') ?? '', 10)
  const [x, how] = [query.get('x') ?? '', HOW.find((known) => known === query.get('how'))]
  return {
    ...{ conditions, q: (query.get('q') ?? '').trim().slice(0, 300), sort: query.get('sort') ?? '' },
    after: query.get('after') ?? undefined,
    version: version > 0 ? version : undefined,
    chart: x !== '' && how ? { x, y: query.get('y') ?? '', how } : undefined,
  }
}

const filterOf = ({ column, op, value }: Condition): Filter =>
  op === 'missing' || op === 'present' ? { column, op } : { column, op, value }

export function questionOf({ conditions, q, sort }: Asked): Question {
  const descending = sort.startsWith('-')
  return {
    filters: conditions.map(filterOf),
    ...(q !== '' && { q }),
    sort: sort === '' ? [] : [{ column: descending ? sort.slice(1) : sort, descending }],
  }
}

/** The same question in the API's words, for downloads of what is shown. */
export function apiQuery({ conditions, q, sort, version }: Asked): string {
  const query = new URLSearchParams()
  for (const { column, op, value } of conditions) query.append(`where.${column}.${op}`, value)
  if (q !== '') query.set('q', q)
  if (sort !== '') query.set('sort', sort)
  if (version !== undefined) query.set('version', String(version))
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

const NUMBERS = new Set(['integer', 'number'])
export const isNumber = ({ type }: Pick<Column, 'type'>): boolean => NUMBERS.has(type)
const IN_ORDER = new Set(['date', 'datetime', 'year', 'integer', 'time'])

export type Chart = {
  groups: { name: string; value: number; share: number }[]
  more: boolean
  /** Nothing is drawn where there are more rows than a page can add up. */
  tooMany?: boolean
}

/** Groups of a column and what the rows of each come to; undefined where the columns cannot be drawn. */
export async function chartOf(rows: Rows, table: PublicTable, asked: Asked): Promise<Chart | undefined> {
  const { columns } = table.content
  const { x, y, how } = asked.chart!
  const across = columns.find(({ name }) => name === x)
  const up = columns.find((column) => column.name === y && isNumber(column))
  if (!across || (how !== 'count' && !up)) return undefined
  const fields = [...new Set([x, ...(up ? [y] : [])])]
  const groups = new Map<string, { count: number; sum: number; min: number; max: number }>()
  let read = 0
  const { batches } = await rows.all(table, { ...questionOf(asked), sort: [], fields })
  for await (const batch of batches) {
    read += batch.length
    if (read > CHART_ROWS_MAX) return { groups: [], more: false, tooMany: true }
    for (const { cells } of batch) {
      const name = cells[fields.indexOf(x)]
      const text = up ? cells[fields.indexOf(y)] : '1'
      if (name === null || name === undefined || text === null || text === undefined) continue
      const value = Number(text)
      const group = groups.get(name) ?? { count: 0, sum: 0, min: Infinity, max: -Infinity }
      group.count++
      group.sum += value
      group.min = Math.min(group.min, value)
      group.max = Math.max(group.max, value)
      groups.set(name, group)
    }
  }
  const all = [...groups].map(([name, { count, sum, min, max }]) => ({
    name,
    value: { count, sum, min, max, mean: sum / count }[how],
  }))
  const largest = [...all].sort((a, b) => b.value - a.value).slice(0, CHART_GROUPS_MAX)
  const top = Math.max(...largest.map(({ value }) => Math.abs(value)), 0)
  const shown = IN_ORDER.has(across.type) ? largest.sort((a, b) => compare(a.name, b.name)) : largest
  return {
    groups: shown.map((one) => ({ ...one, share: top === 0 ? 0 : Math.max(0, one.value) / top })),
    more: all.length > largest.length,
  }
}
const compare = (a: string, b: string): number => Number(a) - Number(b) || (a < b ? -1 : 1)
