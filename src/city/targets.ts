/** What a pack says for analysis: its targets with their sources in words, its groups of peers. */
import type { Own, PackTarget } from '#analysis'
import type { City } from './types.ts'

export function targetsOf({ targets, sources }: Pick<City, 'targets' | 'sources'>): PackTarget[] {
  const byId = new Map(sources.map((source) => [source.id, source]))
  return targets.map(({ source: id, url, ...target }) => {
    const source = byId.get(id)
    const names = source?.names ?? { pl: id, en: id, uk: id }
    return { ...target, source: { names, url: url ?? source?.url } }
  })
}

export function ownOf({ info }: Pick<City, 'info'>): Own {
  return {
    groups: info.peers.map(({ id, names, areas }) => ({ id, names, areas })),
    likeness: info.likeness ?? [],
  }
}
