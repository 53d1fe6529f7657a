/** What is done to columns for the sake of persons: as the form shows it, and as the form says it. */
import { isOfColumn, isOfTable, makesCounts, rulesOf, type ColumnTreat, type TableTreat, type Treat } from '#catalog'
import { textOf } from '#lib/server/forms.ts'

export const RULES = ['none', 'drop', 'year', 'month', 'beginning', 'round', 'generalise'] as const
export type Rule = (typeof RULES)[number]

type Shown = { rule: Rule; amount: string; kept: number; generalised?: Generalised }
type Generalised = Extract<ColumnTreat, { rule: 'generalise' }>

/** One rule a column as the form has it; what a form does not say is kept as it is. */
export function shownRule(treatment: readonly Treat[], column: string): Shown {
  const own = rulesOf(treatment, column)
  const map = own.find((one) => one.rule === 'map')
  const shown = own.find((one) => one.rule !== 'map')
  const kept = map ? Object.keys(map.values).length : 0
  if (!shown) return { rule: 'none', amount: '', kept }
  if (shown.rule === 'period') return { rule: shown.to, amount: '', kept }
  if (shown.rule === 'beginning') return { rule: 'beginning', amount: String(shown.chars), kept }
  if (shown.rule === 'round') return { rule: 'round', amount: String(shown.to), kept }
  if (shown.rule === 'generalise') return { rule: 'generalise', amount: '', kept, generalised: shown }
  return { rule: 'drop', amount: '', kept }
}

/** The form's number of a column lacks, or is none. */
export class AmountMissing extends Error {
  readonly at: number
  constructor(at: number, column: string) {
    super(column)
    this.at = at
  }
}

/** The rules that the form says, column by column; those of the whole table stay. Throws `AmountMissing`. */
export function treatmentIn(form: FormData, columns: readonly string[], before: readonly Treat[]): Treat[] {
  return [...columnsIn(form, columns, before), ...before.filter(isOfTable)]
}

export function columnsIn(form: FormData, columns: readonly string[], before: readonly Treat[]): ColumnTreat[] {
  return columns.flatMap((column, at): ColumnTreat[] => {
    const own = before.filter(isOfColumn).filter((one) => one.column === column)
    const maps = own.filter((one) => one.rule === 'map')
    const rule = textOf(form, `rule-${at}`)
    if (rule === 'generalise') return own.filter((one) => one.rule === 'map' || one.rule === 'generalise')
    if (rule === 'drop') return [{ column, rule }]
    if (rule === 'year' || rule === 'month') return [...maps, { column, rule: 'period', to: rule }]
    if (rule !== 'beginning' && rule !== 'round') return maps
    const amount = Number(textOf(form, `amount-${at}`).trim().replace(',', '.'))
    const isFit = amount > 0 && (rule === 'round' || Number.isInteger(amount))
    if (!isFit) throw new AmountMissing(at, column)
    return [...maps, rule === 'round' ? { column, rule, to: amount } : { column, rule, chars: amount }]
  })
}

/** The columns that the form gives this role. */
export const withRole = (form: FormData, columns: readonly string[], role: 'quasi' | 'sensitive'): string[] =>
  columns.filter((_, at) => textOf(form, `role-${at}`) === role)

const K_DEFAULT = 5
const K_MAX = 1_000

/** The least group that the form asks for. */
export function leastIn(form: FormData, name: 'k' | 'least' = 'k'): number {
  const k = Number(textOf(form, name))
  return Number.isInteger(k) && k >= 2 && k <= K_MAX ? k : K_DEFAULT
}

const chosen = (form: FormData, name: string, columns: readonly string[]): string[] => {
  const all = new Set(form.getAll(name))
  return columns.filter((column) => all.has(column))
}

/** Counts that are to be protected, or to be made, as the form says; undefined where it chooses no columns. */
export function countsIn(form: FormData, columns: readonly string[]): TableTreat | undefined {
  const k = leastIn(form, 'least')
  const by = chosen(form, 'by', columns)
  if (by.length === 0) return undefined
  if (textOf(form, 'make') === 'aggregate') {
    const [as, total] = [textOf(form, 'as').trim(), textOf(form, 'total').trim()]
    return { rule: 'aggregate', columns: by, k, sums: chosen(form, 'sums', columns), as, total }
  }
  const counts = chosen(form, 'counts', columns)
  const whole = textOf(form, 'whole')
  const dimensions = by.map((column) => {
    const total = textOf(form, `total-${columns.indexOf(column)}`).trim()
    return { column, ...(total && { total }) }
  })
  return counts.length === 0 ? undefined : { rule: 'counts', k, dimensions, counts, ...(whole && { total: whole }) }
}

/** With this rule for the whole table, in place of those that make counts too. */
export const withCounts = (before: readonly Treat[], rule: TableTreat): Treat[] => [
  ...before.filter((one) => isOfColumn(one) || !makesCounts(one)),
  rule,
]
