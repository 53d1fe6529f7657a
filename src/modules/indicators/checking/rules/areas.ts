/** Which areas make up which, on a day: parts come, go and change their borders in mid-series. */
import type { Areas } from './picture.ts'

type KnownArea = {
  id: string
  kind: string
  parent?: string
  validFrom?: string
  validTo?: string
  breaks: { period: string }[]
}

/** Districts make up a city, so their figures can be added up to its own; the cities of a country do not make it up. */
const PARTS: Readonly<Record<string, string>> = { city: 'district' }

export function areasOf(all: readonly KnownArea[]): Areas {
  const byId = new Map(all.map((area) => [area.id, area]))
  const inside = Map.groupBy(all, ({ parent }) => parent)
  const isPart = (part: KnownArea, whole: KnownArea | undefined, day: string) =>
    whole !== undefined &&
    PARTS[whole.kind] === part.kind &&
    (part.validFrom === undefined || part.validFrom <= day) &&
    (part.validTo === undefined || part.validTo >= day)
  return {
    kindOf: (id) => byId.get(id)?.kind,
    wholeOf(id, day) {
      const part = byId.get(id)
      return part?.parent !== undefined && isPart(part, byId.get(part.parent), day) ? part.parent : undefined
    },
    partsOf: (id, day) =>
      (inside.get(id) ?? []).filter((part) => isPart(part, byId.get(id), day)).map((part) => part.id),
    breaksOf: (id) => byId.get(id)?.breaks.map(({ period }) => period) ?? [],
  }
}
