/** Behind the fifth door: what the city signed, partner cities and networks, the city shown to the world. */
import { doorOf } from '#lib/server/views/doors.ts'
import { tieCard } from '#lib/server/views/partners.ts'
import { namesOf, postOf, speakersOf } from '#lib/server/views/posts.ts'
import { saying } from '#lib/server/views/projects.ts'
import { said } from '#strategy'
import type { PageServerLoad } from './$types'

const NEWEST = 3

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const say = saying(city, lang)
  const [{ ties }, { posts }, speakers] = await Promise.all([
    city.network.partners.list(),
    city.network.federation.posts({ limit: NEWEST }),
    speakersOf(city, lang),
  ])
  const shown = ties.map((tie) => ({
    ...tieCard(say, tie),
    source: tie.source && { name: said(tie.source.names, lang).text, url: tie.source.url },
  }))
  return {
    door: doorOf(city, lang, 'network'),
    posts: posts.map((post) => postOf(lang, namesOf(speakers), post)),
    partners: shown.filter(({ kindId }) => kindId === 'city'),
    networks: shown.filter(({ kindId }) => kindId === 'network'),
    name: city.info.names[lang],
    hasPages: city.network.promotion.audiences.length > 0,
  }
}
