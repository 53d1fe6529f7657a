/** What formulas are evaluated over, from rows: figures by their keys, areas by their family. */
import type { Family, Figure, World } from '../formula/index.ts'
import type { Observation } from '../types.ts'

export function worldOf(rows: Observation[], family: Family): World {
  const figures = new Map<string, Figure>()
  for (const { measure, dimension, area, period, ...figure } of rows)
    figures.set(`${measure} ${dimension} ${area} ${period}`, figure)
  return {
    children: family.childrenOf,
    figure: (measure, dimension, { area, period }) => figures.get(`${measure} ${dimension} ${area} ${period}`),
  }
}
