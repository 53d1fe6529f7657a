/** What each column is for, as a person is asked and as it was answered. Pure. */
import { HEADER_COLUMN, plain, readDimension, ROLES, type Column } from '../../reading/index.ts'
import type { Description } from '../types.ts'

/** Beside the roles of reading: a column that says which part of the year, and one that says nothing. */
export const COLUMN_ROLES = [...ROLES, 'part', 'ignore'] as const
export type ColumnRole = (typeof COLUMN_ROLES)[number]
export const isColumnRole = (text: string | null): text is ColumnRole =>
  (COLUMN_ROLES as readonly (string | null)[]).includes(text)

/** These may be played by several columns: what tells figures apart, figures of several things, and what says nothing. */
const MANY: readonly ColumnRole[] = ['dimension', 'value', 'ignore']

/** The columns' roles as they stand: what was said of them, else what they are taken for. */
export function currentRoles(
  columns: readonly Column[],
  said: Description,
  dimensions: readonly number[],
): ColumnRole[] {
  const { mapping = {}, columns: byRole = {}, spread = [] } = said
  const is = (name: string, other: string | undefined) => other !== undefined && plain(name) === plain(other)
  const within = (name: string, all: readonly string[]) => all.some((one) => is(name, one))
  return columns.map(({ name, role }, i): ColumnRole => {
    const own = Object.entries(byRole).find(([, other]) => is(name, other))?.[0]
    if (own) return own as ColumnRole
    if (within(name, spread)) return 'value'
    if (within(name, mapping.ignored ?? [])) return 'ignore'
    if (is(name, mapping.periods?.column)) return 'part'
    if (typeof mapping.measure === 'object' && is(name, mapping.measure.column)) return 'measure'
    if (within(name, Object.keys(mapping.dimensions ?? {}))) return 'dimension'
    return role ?? (dimensions.includes(i) ? 'dimension' : 'ignore')
  })
}

/** The roles that two columns would play of which one can. */
export const playedTwice = (roles: readonly ColumnRole[]): ColumnRole[] =>
  COLUMN_ROLES.filter((role) => !MANY.includes(role) && roles.filter((one) => one === role).length > 1)

/** The columns that each hold figures of something else; none where one holds them all. */
export function spreadOf(columns: readonly Column[], roles: readonly ColumnRole[]): string[] | undefined {
  const values = columns.filter((_, i) => roles[i] === 'value').map(({ name }) => name)
  return values.length > 1 ? values : undefined
}

/** Its values are written as breakdowns already: 'age=15-19;sex=male'. */
export const isTidyDimension = ({ values }: Column): boolean =>
  values.some((value) => value !== '') && values.every((value) => readDimension(value) !== undefined)

type Placed = { columns: readonly Column[]; roles: readonly ColumnRole[] }

/** The roles of a spread table: columns keep theirs, the words over the figures tell the measure if nothing else does. */
export function spreadRoles(columns: readonly Column[], before: Placed, said: Description): ColumnRole[] {
  const roles = currentRoles(columns, { ...said, spread: [] }, [])
  const isSaid = before.roles.includes('measure') || said.constants?.measure !== undefined
  let named = isSaid || roles.includes('measure')
  return columns.map(({ name }, i): ColumnRole => {
    const at = before.columns.findIndex((one) => one.name === name)
    if (at >= 0 && before.roles[at] !== 'value') return before.roles[at]!
    if (!name.startsWith(`${HEADER_COLUMN} `) || roles[i] !== 'ignore') return roles[i]!
    if (named) return 'dimension'
    named = true
    return 'measure'
  })
}
