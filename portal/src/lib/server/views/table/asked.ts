/** A published table as an address asks for it: conditions, order, view, chart and map; pages go on from where they ended. */
import { HOWS, STEPS, type Filter, type How, type RowQuestion as Question, type Step } from '#catalog'

export const SHOWN = 25
const CONDITIONS_MAX = 4
const NAME_CHARS_MAX = 300
export const OPS = ['eq', 'ne', 'contains', 'ge', 'le', 'missing', 'present'] as const
export type Op = (typeof OPS)[number]
export const VIEWS = ['table', 'chart', 'map'] as const
export type View = (typeof VIEWS)[number]
export const KINDS = ['bar', 'line', 'histogram', 'scatter'] as const
export type Kind = (typeof KINDS)[number]

export type Condition = { column: string; op: Op; value: string }
/** What is drawn. What is not said is chosen by what the columns are. */
export type Drawing = { kind?: Kind; x: string; y: string; how?: How; by: string; step?: Step }
export type Asked = Drawing & {
  conditions: Condition[]
  q: string
  sort: string
  view: View
  /** The district that a map is drawn of. */
  area: string
  after?: string
  version?: number
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
  const text = (name: string) => (query.get(name) ?? '').slice(0, NAME_CHARS_MAX)
  const one = <T extends string>(all: readonly T[], name: string) => all.find((known) => known === query.get(name))
  return {
    ...{ conditions, q: text('q').trim(), sort: text('sort') },
    // An address of a chart needed no view once.
    view: one(VIEWS, 'view') ?? (query.get('x') ? 'chart' : 'table'),
    ...{ kind: one(KINDS, 'kind'), x: text('x'), y: text('y'), how: one(HOWS, 'how') },
    ...{ by: text('by'), step: one(STEPS, 'step'), area: text('area') },
    after: query.get('after') ?? undefined,
    version: version > 0 ? version : undefined,
  }
}

/** The address's query, as it was asked or otherwise. */
export function queryOf(asked: Asked, otherwise: Partial<Asked> = {}): string {
  const { conditions, version, ...rest } = { ...asked, ...otherwise }
  const query = new URLSearchParams()
  for (const { column, op, value } of conditions) {
    query.append('c', column)
    query.append('op', op)
    query.append('v', value)
  }
  if (version !== undefined) query.set('version', String(version))
  for (const [name, value] of Object.entries(rest))
    if (value !== undefined && value !== '' && !(name === 'view' && value === 'table' && rest.x === ''))
      query.set(name, value)
  const text = query.toString()
  return text === '' ? '' : `?${text}`
}

const filterOf = ({ column, op, value }: Condition): Filter =>
  op === 'missing' || op === 'present' ? { column, op } : { column, op, value }

/** Which rows are meant. */
export const meantBy = ({ conditions, q }: Pick<Asked, 'conditions' | 'q'>) => ({
  filters: conditions.map(filterOf),
  ...(q !== '' && { q }),
})

export function questionOf(asked: Asked): Question {
  const { sort } = asked
  const descending = sort.startsWith('-')
  return {
    ...meantBy(asked),
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
