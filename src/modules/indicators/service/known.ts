/** What a file's words are resolved against: the areas, the measures and their units. */
import { unitFactor } from '../formula/index.ts'
import type { Known } from '../reading/index.ts'
import { catalogue } from '../store/index.ts'
import type { Needs } from './needs.ts'

export async function known({ db, places }: Pick<Needs, 'db' | 'places'>): Promise<Known> {
  const areas = new Map<string, string>()
  for (const { id, identifiers } of await places.areas()) {
    areas.set(id, id)
    for (const { scheme, code } of identifiers) areas.set(`${scheme}:${code}`, id)
  }
  const schemes = ['teryt', 'teryt-terc', 'bdl-unit', 'urban-audit', 'gios-zone']
  const measures = new Map((await catalogue.measures(db)).map((measure) => [measure.id, measure]))
  return {
    area: (code, scheme) =>
      areas.get(`${scheme}:${code}`) ??
      areas.get(code) ??
      schemes.map((other) => areas.get(`${other}:${code}`)).find((id) => id !== undefined),
    measure(id) {
      const measure = measures.get(id)
      return (
        measure && {
          unit: measure.unit,
          min: measure.min,
          max: measure.max,
          dimensions: measure.dimensions?.map((dimension) => dimension.id),
        }
      )
    },
    unitFactor,
  }
}
