/** Periods on an axis: where each stands, and which years are named. */

/** A period's place in time, in years: 2023 → 2023, 2023-S2 → 2023.5, 2023-05-17 → 2023.37. */
export function yearsOf(period: string): number {
  const [, year = period, kind = '', part = '1', day = '1'] =
    /^(\d{4})(?:-([SQM])?(\d+)(?:-(\d+))?)?$/.exec(period) ?? []
  const parts = { S: 2, Q: 4, M: 12, '': 12 }[kind] ?? 12
  return Number(year) + (Number(part) - 1) / parts + (Number(day) - 1) / 366
}

/** About `wanted` whole years, evenly apart, of which the last is the last that there is. */
export function yearTicks(first: number, last: number, wanted: number): number[] {
  const [from, to] = [Math.ceil(first), Math.floor(last)]
  const step = Math.max(1, Math.ceil((to - from) / Math.max(1, wanted - 1)))
  const ticks = []
  for (let year = to; year >= from; year -= step) ticks.unshift(year)
  return ticks
}
