/** The areas and periods that are evaluated together, and how they lie in one another, as indexes. */
import { finerKinds, finerPeriods, lagPeriod, periodKind } from '../periods.ts'

export type Lagged = {
  /** By period: the one that many earlier; -1 where the grid does not have it. */
  readonly from: Int32Array
  /** By period: those after the earlier one, up to this one. */
  readonly since: readonly Int32Array[]
}

/** Cell `area * periods + period`; -1 stands for what the grid does not have. */
export type Grid = {
  readonly areas: readonly string[]
  readonly periods: readonly string[]
  /** The cells of the parts of a cell's area, in its period. */
  children(cell: number): readonly number[]
  /** By finer kind, from coarse to fine: the periods that make up a period. Kinds of which the grid has none are left out. */
  finer(period: number): readonly (readonly number[])[]
  lagged(count: number): Lagged
}

const NONE: readonly number[] = []

export function makeGrid(
  areas: readonly string[],
  periods: readonly string[],
  childrenOf: (area: string, period: string) => readonly string[],
): Grid {
  const width = periods.length
  const areaAt = new Map(areas.map((area, i) => [area, i]))
  const periodAt = new Map(periods.map((period, i) => [period, i]))
  const lags = new Map<number, Lagged>()
  const finer = periods.map((period) =>
    finerKinds(periodKind(period) ?? 'day')
      .map((kind) => finerPeriods(period, kind).map((one) => periodAt.get(one) ?? -1))
      .filter((kind) => kind.some((index) => index >= 0)),
  )
  return {
    areas,
    periods,
    children(cell) {
      const period = cell % width
      const children = childrenOf(areas[(cell - period) / width]!, periods[period]!)
      if (children.length === 0) return NONE
      return children.map((child) => {
        const area = areaAt.get(child)
        return area === undefined ? -1 : area * width + period
      })
    },
    finer: (period) => finer[period]!,
    lagged(count) {
      let lag = lags.get(count)
      if (!lag) lags.set(count, (lag = laggedIn(periods, periodAt, count)))
      return lag
    },
  }
}

function laggedIn(periods: readonly string[], periodAt: ReadonlyMap<string, number>, count: number): Lagged {
  const earlier = (period: string, by: number) => periodAt.get(lagPeriod(period, by) ?? '') ?? -1
  return {
    from: Int32Array.from(periods, (period) => earlier(period, count)),
    since: periods.map((period) =>
      Int32Array.from(Array.from({ length: count }, (_, by) => earlier(period, by)).filter((index) => index >= 0)),
    ),
  }
}
