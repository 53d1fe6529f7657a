/** Behind the fifth door: what the city says, what it signs, with whom it compares, what ties it to others, how it shows itself. */
import { doorOf } from '#lib/server/views/doors.ts'
import { namesOf, postOf, speakersOf } from '#lib/server/views/posts.ts'
import type { PageServerLoad } from './$types'

const POSTS_SHOWN = 3

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const { network } = city
  const [{ counts }, peers, statements, speakers, { posts }] = await Promise.all([
    network.partners.list(),
    network.peers.list(),
    network.statements.count(),
    speakersOf(city, lang),
    network.federation.posts({ limit: POSTS_SHOWN }),
  ])
  const names = namesOf(speakers)
  return {
    ...{ door: doorOf(city, lang, 'network'), ties: { cities: counts.city, networks: counts.network } },
    ...{ statements, peers: peers.filter(({ state }) => state === 'accepted').length },
    posts: posts.map((post) => postOf(lang, names, post)),
    name: city.info.names[lang],
    hasPages: network.promotion.audiences.length > 0,
  }
}
