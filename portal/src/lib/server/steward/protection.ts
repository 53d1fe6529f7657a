/** What is done to columns for the sake of persons: as the form shows it, and as the form says it. */
import type { Treat } from '#catalog'
import { textOf } from '#lib/server/forms.ts'

export const RULES = ['none', 'drop', 'year', 'month', 'beginning', 'round'] as const
export type Rule = (typeof RULES)[number]

/** One rule a column as the form has it; values that are put in place are kept as they are. */
export function shownRule(treatment: readonly Treat[], column: string): { rule: Rule; amount: string; kept: number } {
  const own = treatment.filter((one) => one.column === column)
  const map = own.find((one) => one.rule === 'map')
  const shown = own.find((one) => one.rule !== 'map')
  const kept = map ? Object.keys(map.values).length : 0
  if (!shown) return { rule: 'none', amount: '', kept }
  if (shown.rule === 'period') return { rule: shown.to, amount: '', kept }
  if (shown.rule === 'beginning') return { rule: 'beginning', amount: String(shown.chars), kept }
  if (shown.rule === 'round') return { rule: 'round', amount: String(shown.to), kept }
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

/** The rules that the form says, column by column. Throws `AmountMissing`. */
export function treatmentIn(form: FormData, columns: readonly string[], before: readonly Treat[]): Treat[] {
  return columns.flatMap((column, at): Treat[] => {
    const maps = before.filter((one) => one.column === column && one.rule === 'map')
    const rule = textOf(form, `rule-${at}`)
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
