/** What a pack lists of innovations, each with its source in words. */
import type { Listed } from '#innovations'
import type { City } from './types.ts'

export function innovationsOf({ innovations, sources }: Pick<City, 'innovations' | 'sources'>): Listed[] {
  const byId = new Map(sources.map((source) => [source.id, source]))
  return innovations.map(({ source: id, ...entry }) => {
    const source = byId.get(id)
    const names = source?.names ?? { pl: id, en: id, uk: id }
    return { ...entry, source: { names, ...(source?.url && { url: source.url }) } }
  })
}
