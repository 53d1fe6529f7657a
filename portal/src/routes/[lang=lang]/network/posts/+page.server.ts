/** What the city says to whoever follows it, and how to follow. */
import { doorOf } from '#lib/server/views/doors.ts'
import { namesOf, postOf, speakersOf } from '#lib/server/views/posts.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang } }) => {
  const before = Number(url.searchParams.get('before'))
  const [speakers, { posts, next }] = await Promise.all([
    speakersOf(city, lang),
    city.network.federation.posts(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
  ])
  const names = namesOf(speakers)
  const door = doorOf(city, lang, 'network').title
  return { door, lang, speakers, next, posts: posts.map((post) => postOf(lang, names, post)) }
}
