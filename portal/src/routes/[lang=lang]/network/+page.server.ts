/** Behind the fifth door: partner cities and networks. */
import { doorOf } from '#lib/server/views/doors.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = ({ locals: { city, lang } }) => {
  const sourceOf = (id: string) => {
    const source = city.sources.find((one) => one.id === id)
    return source && { name: source.names[lang], url: source.url }
  }
  return {
    door: doorOf(city, lang, 'network'),
    partners: city.info.partners.map(({ names, country, since, source, unverified = false }) => ({
      ...{ name: names[lang], country: country[lang], since, unverified },
      source: sourceOf(source),
    })),
    networks: city.info.networks.map(({ names, text, since, source, url }) => ({
      ...{ name: names[lang], text: text?.[lang], since, url },
      source: sourceOf(source),
    })),
  }
}
