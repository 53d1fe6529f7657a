/**
 * Which areas make up a whole in a period. Areas come and go, and statistics are counted in the boundaries of a period's
 * last day: an area is a part of its whole in the periods on whose last day it exists. One that was added in the middle of
 * a year is a part in that year and in none before; one that ended in the middle of a year is a part in the quarters that
 * ended before it did, and no longer in that year.
 */
import { lastDay } from '../periods.ts'

/** Whose part an area is, and the first and last day on which it exists; no day where nothing bounds it. */
export type Kin = {
  readonly id: string
  readonly kind: string
  readonly parent?: string
  readonly validFrom?: string
  readonly validTo?: string
}

export type Family = {
  childrenOf(area: string, period: string): readonly string[]
  parentOf(area: string, period: string): string | undefined
  kindOf(area: string): string | undefined
}

export function familyOf(areas: readonly Kin[]): Family {
  const byId = new Map(areas.map((area) => [area.id, area]))
  const parts = Map.groupBy(areas, ({ parent }) => parent)
  const changing = new Set(areas.filter(({ validFrom, validTo }) => validFrom ?? validTo).map(({ parent }) => parent))
  const known = new Map<string, readonly string[]>()
  return {
    childrenOf(area, period) {
      const key = changing.has(area) ? `${area} ${lastDay(period)}` : area
      let children = known.get(key)
      if (!children) {
        const own = parts.get(area) ?? []
        known.set(key, (children = own.filter((part) => existsAtEndOf(period, part)).map(({ id }) => id)))
      }
      return children
    },
    parentOf(area, period) {
      const found = byId.get(area)
      return found && existsAtEndOf(period, found) ? found.parent : undefined
    },
    kindOf: (area) => byId.get(area)?.kind,
  }
}

function existsAtEndOf(period: string, { validFrom, validTo }: Kin): boolean {
  const day = lastDay(period)
  return day !== undefined && (validFrom ?? day) <= day && day <= (validTo ?? day)
}
