/** A comparison as a table: indicators in rows, cities in columns, as much of it as a page holds. */
import type { Compared, Comparison, Direction, Reason } from '#indicators'
import type { Catalogue, Member } from './catalogue.ts'

export type Line = Comparison['lines'][number]
export type Cell = Omit<Compared, 'reason'> & { reason?: string; elsewhere: boolean }
export type Row = Pick<Line, 'unit' | 'decimals' | 'direction' | 'period' | 'n'> & {
  id: string
  name: string
  cells: Cell[]
}
export type Part = { page: number; pages: number; from: number; to: number; total: number }

/** The part of a list that its page shows; a page past the last is the last. */
export function partOf(total: number, asked: number, size: number): Part {
  const pages = Math.max(1, Math.ceil(total / size))
  const page = Math.min(asked, pages)
  return { page, pages, from: Math.min(total, (page - 1) * size + 1), to: Math.min(total, page * size), total }
}
export const shown = <T>(all: T[], { from, to }: Part): T[] => all.slice(Math.max(0, from - 1), to)

/** The city itself stands first on every page of columns. `cells` of a line are in the order of `areas`. */
export function tableOf(
  lines: Line[],
  cities: Member[],
  columns: Part,
  names: Map<string, string>,
  reasonOf: (reason: Reason) => string | undefined,
): { cities: Member[]; rows: Row[] } {
  const [home, ...others] = cities
  const places = [0, ...shown([...others.keys()], columns).map((at) => at + 1)]
  return {
    cities: [home!, ...shown(others, columns)],
    rows: lines.map(({ indicator, cells, ...line }) => ({
      ...line,
      id: indicator,
      name: names.get(indicator)!,
      cells: places.map((at) => {
        const { reason, ...cell } = cells[at]!
        return {
          ...cell,
          reason: reason && reasonOf(reason),
          elsewhere: cell.value !== null && cell.period !== line.period,
        }
      }),
    })),
  }
}

/** By theme as they come, or by the place of the city itself, best first; what has no place stands last. */
export function ordered(lines: Line[], order: 'theme' | 'place'): Line[] {
  if (order === 'theme') return lines
  return lines.toSorted((a, b) => standingOf(a) - standingOf(b))
}

/** From 0 for the first place to 1 for the last; what is neither good nor bad comes after, and what has no place at the end. */
function standingOf({ cells, n, direction }: Line): number {
  const rank = cells[0]?.rank
  if (rank === undefined) return 3
  return (rank - 1) / (n - 1) + (direction === 'context' ? 1.5 : 0)
}

export type Standing = {
  /** In how many of the `n` indicators that can be judged the city stands in the better half. */
  better: number
  n: number
  best: Place[]
  worst: Place[]
}
type Place = { id: string; name: string; rank: number; n: number }

/** On what the city is better and worse than others: its places in the first and in the last fifth. */
export function standingIn(lines: Line[], names: Map<string, string>): Standing {
  const judged = lines.flatMap(({ indicator, cells, n, direction }) => {
    const [own] = cells
    if (direction === 'context' || own?.rank === undefined) return []
    return [{ id: indicator, name: names.get(indicator)!, rank: own.rank, fifth: own.fifth!, n }]
  })
  const of = (fifth: number) => judged.filter((one) => one.fifth === fifth)
  const share = ({ rank, n }: Place) => (rank - 1) / (n - 1)
  const told = ({ id, name, rank, n }: Place): Place => ({ id, name, rank, n })
  return {
    better: judged.filter((one) => share(one) < 0.5).length,
    n: judged.length,
    best: of(1)
      .sort((a, b) => share(a) - share(b))
      .map(told),
    worst: of(5)
      .sort((a, b) => share(b) - share(a))
      .map(told),
  }
}

/** The catalogue's cities with the city itself in front, in the order of `areas`. */
export function citiesOf(catalogue: Catalogue, areas: string[]): Member[] {
  const known = new Map([catalogue.home, ...catalogue.cities].map((city) => [city.id, city]))
  return areas.map((id) => known.get(id)!)
}

export type { Direction }
