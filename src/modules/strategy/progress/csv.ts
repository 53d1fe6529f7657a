/** The progress of a strategy as a table: a row for each goal, indicator and target. */
import { writeCsv } from '#tables'
import type { Lang } from '#words'
import type { Progress } from './types.ts'

const MINOR = 100
const COLUMNS = [
  ...['strategy', 'version', 'area', 'goal', 'name', 'indicator', 'indicator_name', 'unit'],
  ...['first_period', 'first_value', 'latest_period', 'latest_value', 'target_period', 'target', 'state'],
  ...['projects', 'currency', 'planned', 'spent'],
]

export function progressCsv({ strategy, goals }: Progress, lang: Lang): string {
  const rows = goals.flatMap(({ code, area, names, indicators, projects, money }) => {
    const [only] = money
    const about = [strategy.id, strategy.version, area, code, names[lang]]
    const cost = [projects.length, only?.currency, only && only.budget_minor / MINOR, only && only.spent_minor / MINOR]
    const none = Array<undefined>(3).fill(undefined)
    if (indicators.length === 0) return [[...about, ...Array<undefined>(10).fill(undefined), ...cost]]
    return indicators.flatMap((one) => {
      const told = [one.id, one.names[lang], one.unit, one.first?.[0], one.first?.[1], one.latest?.[0], one.latest?.[1]]
      if (one.verdicts.length === 0) return [[...about, ...told, ...none, ...cost]]
      return one.verdicts.map(({ target, value, state }) => [...about, ...told, target.period, value, state, ...cost])
    })
  })
  return [...writeCsv(COLUMNS, rows, { mark: true })].join('')
}
