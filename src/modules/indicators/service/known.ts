/** What a file's words are resolved against: the areas, the measures and their units. */
import { unitFactor } from '../formula/index.ts'
import type { Known } from '../reading/index.ts'
import { catalogue } from '../store/index.ts'
import type { Measure } from '../types.ts'
import type { Needs } from './needs.ts'

type KnownArea = { id: string; identifiers?: { scheme: string; code: string }[] }

/** Schemes by which a code without a scheme is tried, in this order. */
const SCHEMES = ['teryt', 'teryt-terc', 'bdl-unit', 'urban-audit', 'gios-zone']

export async function known({ db, places }: Pick<Needs, 'db' | 'places'>): Promise<Known> {
  return knownFrom(await places.areas(), await catalogue.measures(db))
}

export function knownFrom(areas: Iterable<KnownArea>, measures: Iterable<Measure>): Known {
  const byCode = new Map<string, string>()
  for (const { id, identifiers = [] } of areas) {
    byCode.set(id, id)
    for (const { scheme, code } of identifiers) byCode.set(`${scheme}:${code}`, id)
  }
  const byId = new Map([...measures].map((measure) => [measure.id, measure]))
  return {
    area: (code, scheme) =>
      byCode.get(`${scheme}:${code}`) ??
      byCode.get(code) ??
      SCHEMES.map((other) => byCode.get(`${other}:${code}`)).find((id) => id !== undefined),
    measure(id) {
      const measure = byId.get(id)
      if (!measure) return undefined
      const { unit, min, max, dimensions } = measure
      return { unit, min, max, dimensions: dimensions?.map((dimension) => dimension.id) }
    },
    unitFactor,
  }
}
