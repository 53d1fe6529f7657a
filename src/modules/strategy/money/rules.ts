/** Sums of budget lines and whether they come to what is stated of them. Pure: no clock, no database. */
import type { Stated } from './reading.ts'
import { KINDS, type Check, type Held, type Line, type Sum, type YearSums } from './types.ts'

/** What lines bring, by year, side and kind. */
export function sumsOf(lines: readonly Line[]): Sum[] {
  const all = new Map<string, Sum>()
  for (const { year, direction, kind, amount_minor } of lines) {
    const key = `${year} ${direction} ${kind}`
    const sum = all.get(key) ?? { year, direction, kind, lines: 0, amount_minor: 0 }
    all.set(key, { ...sum, lines: sum.lines + 1, amount_minor: sum.amount_minor + amount_minor })
  }
  return [...all.values()].toSorted((a, b) => a.year - b.year || order(a) - order(b))
}
const order = ({ direction, kind }: Sum): number => (direction === 'revenue' ? 0 : KINDS.length) + KINDS.indexOf(kind)

/** The sums that a file states beside those of its lines, each with the row where it stands. */
export function checksOf(lines: readonly Line[], stated: readonly Stated[]): Check[] {
  return stated.map(({ amount_minor, ...of }) => {
    const { year, direction, kind, division, chapter } = of
    let found_minor = 0
    for (const line of lines)
      if (
        (year === undefined || line.year === year) &&
        (direction === undefined || line.direction === direction) &&
        (kind === undefined || line.kind === kind) &&
        (division === undefined || line.division === division) &&
        (chapter === undefined || line.chapter === chapter)
      )
        found_minor += line.amount_minor
    return { of: 'file', ...of, stated_minor: amount_minor, found_minor }
  })
}

/** What was public before of the same year and kind beside what comes now. */
export function changesOf(sums: readonly Sum[], held: readonly Held[]): Check[] {
  return sums.flatMap(({ year, direction, kind, amount_minor }): Check[] => {
    const before = held.find((one) => one.year === year && one.kind === kind)?.[`${direction}_minor`]
    if (before === null || before === undefined) return []
    return [{ of: 'before', year, direction, kind, stated_minor: before, found_minor: amount_minor }]
  })
}

export const differs = ({ stated_minor, found_minor }: Check): boolean => stated_minor !== found_minor

/** Of each year and kind the import that became public last and was not taken back. */
export function holding(all: readonly Held[]): Held[] {
  const newest = new Map<string, Held>()
  for (const one of all) {
    const key = `${one.year} ${one.kind}`
    if ((newest.get(key)?.number ?? 0) < one.number) newest.set(key, one)
  }
  return [...newest.values()]
}

/** Years from the oldest, each with what holds. */
export function yearsOf(held: readonly Held[]): YearSums[] {
  const by = Map.groupBy(held, ({ year }) => year)
  return [...by.keys()]
    .toSorted((a, b) => a - b)
    .map((year) => {
      const kindOf = (kind: (typeof KINDS)[number]) => {
        const one = by.get(year)!.find((other) => other.kind === kind)
        return one ? { revenue: one.revenue_minor, expenditure: one.expenditure_minor, importId: one.importId, number: one.number } : null // prettier-ignore
      }
      return { year, kinds: { planned: kindOf('planned'), committed: kindOf('committed'), spent: kindOf('spent') } }
    })
}
