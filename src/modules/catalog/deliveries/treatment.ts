/** What a treatment is about, and what of it goes together. Pure. */
import { counts as counting, type ProposalStep } from '#governance'
import { refuse } from '../refusals.ts'
import { demandNames } from './columns.ts'
import type { ColumnTreat, DeliveryView, TableTreat, Treat } from './types.ts'

export const isOfColumn = (treat: Treat): treat is ColumnTreat => 'column' in treat
export const isOfTable = (treat: Treat): treat is TableTreat => !isOfColumn(treat)
export const rulesOf = (treatment: readonly Treat[], column: string): ColumnTreat[] =>
  treatment.filter(isOfColumn).filter((one) => one.column === column)

/** The columns that it names. */
export function columnsIn(treat: Treat): string[] {
  if (isOfColumn(treat)) return [treat.column]
  if (treat.rule === 'suppressCells') return [treat.cell, ...treat.columns]
  if (treat.rule === 'suppressRows') return treat.columns
  if (treat.rule === 'aggregate') return [...treat.columns, ...treat.sums]
  return [...treat.dimensions.map(({ column }) => column), ...treat.counts, ...(treat.total ? [treat.total] : [])]
}

/** The same where a column is called otherwise now. */
export function renamed(treat: Treat, from: string, to: string): Treat {
  const other = (name: string): string => (name === from ? to : name)
  if (isOfColumn(treat)) return { ...treat, column: other(treat.column) }
  if (treat.rule === 'counts') {
    const dimensions = treat.dimensions.map((one) => ({ ...one, column: other(one.column) }))
    return { ...treat, dimensions, counts: treat.counts.map(other), ...(treat.total && { total: other(treat.total) }) }
  }
  const columns = treat.columns.map(other)
  if (treat.rule === 'aggregate') return { ...treat, columns, sums: treat.sums.map(other) }
  return treat.rule === 'suppressCells' ? { ...treat, columns, cell: other(treat.cell) } : { ...treat, columns }
}

/** Whose rows are no longer those that came, but counts. */
export const makesCounts = ({ rule }: TableTreat): boolean => rule === 'aggregate' || rule === 'counts'

/**
 * Throws `catalog.treatedTwice` where two rules make counts, `catalog.unknownColumn` where a rule of the whole table counts on
 * a column that is dropped, `catalog.countsUnfit` where one column is to be two things, `catalog.badColumnName`.
 */
export function demandTreatment(treatment: readonly Treat[], names: ReadonlySet<string>): void {
  const ofTable = treatment.filter(isOfTable)
  const dropped = new Set(treatment.flatMap((one) => (one.rule === 'drop' ? [one.column] : [])))
  const gone = ofTable.flatMap(columnsIn).find((name) => dropped.has(name))
  if (gone !== undefined) throw refuse.unknownColumn({ name: gone })
  if (ofTable.filter(makesCounts).length > 1) throw refuse.treatedTwice()
  for (const one of ofTable) {
    if (one.rule === 'suppressRows' || one.rule === 'suppressCells') continue
    const own = columnsIn(one).filter((name) => one.rule === 'aggregate' || name !== one.total)
    const twice = own.find((name, i) => own.indexOf(name) !== i)
    if (twice !== undefined) throw refuse.countsUnfit({ column: twice })
    if (one.rule === 'counts' && one.total !== undefined && !one.counts.includes(one.total))
      throw refuse.countsUnfit({ column: one.total })
    if (one.rule !== 'aggregate') continue
    if (names.has(one.as)) throw refuse.badColumnName({ name: one.as, bytesMax: 60 })
    demandNames({ fields: [{ name: one.as, type: 'integer' }] })
  }
}

/** How counts and totals are called where a proposal is taken up. */
export type Called = { as: string; total: string }

/** A proposal as the rules that do it. */
export const treatsOf = (steps: readonly ProposalStep[], { as, total }: Called): Treat[] =>
  steps.map((step): Treat => {
    if (step.what === 'drop') return { column: step.column, rule: 'drop' }
    if (step.what === 'generalise') {
      const { column, by, step: at, widths } = step
      return { column, rule: 'generalise', by, step: at, ...(widths && { widths }) }
    }
    const { columns, k } = step
    if (step.what === 'suppressRows') return { rule: 'suppressRows', columns, k }
    if (step.what === 'suppressCells') return { rule: 'suppressCells', cell: step.column, columns, k }
    return { rule: 'aggregate', columns, k, sums: [], as, total }
  })

/** The rules of before with those that are taken up; a column has one of them, and counts are made once. */
export function joined(before: readonly Treat[], taken: readonly Treat[]): Treat[] {
  const replaced = (one: Treat): boolean =>
    isOfColumn(one)
      ? taken.some((other) => isOfColumn(other) && other.column === one.column && one.rule !== 'map')
      : taken.some((other) => isOfTable(other) && (other.rule === one.rule || (makesCounts(other) && makesCounts(one))))
  const dropped = new Set(taken.flatMap((one) => (one.rule === 'drop' ? [one.column] : [])))
  const kept = before.filter((one) => !replaced(one) && (isOfColumn(one) || !columnsIn(one).some((name) => dropped.has(name)))) // prettier-ignore
  return [...kept, ...taken]
}

/** A table of counts, as it looks. */
export type Recognised = { dimensions: { column: string; total?: string }[]; counts: string[]; total?: string }
type Looked = Pick<DeliveryView, 'columns' | 'statistics' | 'findings'>

/** Undefined where nothing says that persons are counted in it. */
export function recognised({ columns = [], statistics = [], findings }: Looked): Recognised | undefined {
  if (!findings.some(({ detector }) => detector === 'smallCells')) return undefined
  const counts = columns.filter(({ type }) => type === 'integer').map(({ name }) => name)
  const others = columns.filter(({ type }) => type !== 'integer' && type !== 'number')
  const totalOf = (name: string) =>
    statistics.find((one) => one.name === name)?.top.values.find(({ value }) => counting.TOTAL.test(value))?.value
  const dimensions = others.map(({ name: column }) => ({ column, total: totalOf(column) }))
  const total = counts.length > 2 ? counts.find((name) => counting.TOTAL.test(name)) : undefined
  return { dimensions, counts, ...(total !== undefined && { total }) }
}
