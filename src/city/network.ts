/** What a pack says for the network, each with its source in words. */
import type { ListedTie, PromotionShown } from '#network'
import type { City } from './types.ts'

type Told = Pick<City, 'network' | 'sources'>

function sourced({ sources }: Pick<City, 'sources'>) {
  const byId = new Map(sources.map((source) => [source.id, source]))
  return <T extends { source?: string | undefined }>({ source: id, ...one }: T) => {
    const source = id === undefined ? undefined : byId.get(id)
    return { ...one, ...(source && { source: { names: source.names, url: source.url } }) }
  }
}

export const tiesOf = (city: Told): ListedTie[] => city.network.partners.map(sourced(city))

export function promotionOf(city: Told): PromotionShown {
  const { pages, sectors, distinctions } = city.network
  const known = sourced(city)
  return {
    pages: pages.map((page) => ({ ...page, chapters: page.chapters.map(known) })),
    ...{ sectors: sectors.map(known), distinctions: distinctions.map(known) },
  }
}
