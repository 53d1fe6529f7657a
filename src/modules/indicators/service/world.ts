/** What formulas are evaluated over, from rows: figures by their keys, areas by their family. */
import type { Figure, World } from '../formula/index.ts'
import type { Observation } from '../types.ts'

type KnownArea = { id: string; kind: string; parent?: string }
export type Family = {
  childrenOf(area: string): readonly string[]
  parentOf(area: string): string | undefined
  kindOf(area: string): string | undefined
}

export function familyOf(areas: KnownArea[]): Family {
  const byId = new Map(areas.map((area) => [area.id, area]))
  const children = Map.groupBy(areas, (area) => area.parent)
  return {
    childrenOf: (area) => children.get(area)?.map(({ id }) => id) ?? [],
    parentOf: (area) => byId.get(area)?.parent,
    kindOf: (area) => byId.get(area)?.kind,
  }
}

export function worldOf(rows: Observation[], family: Family): World {
  const figures = new Map<string, Figure>()
  for (const { measure, dimension, area, period, ...figure } of rows)
    figures.set(`${measure} ${dimension} ${area} ${period}`, figure)
  return {
    children: family.childrenOf,
    figure: (measure, dimension, { area, period }) => figures.get(`${measure} ${dimension} ${area} ${period}`),
  }
}
