/** What others say whom the city follows, as theirs. */
import { doorOf } from '#lib/server/views/doors.ts'
import { heardOf } from '#lib/server/views/posts.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang } }) => {
  const { federation } = city.network
  const before = Number(url.searchParams.get('before'))
  const [{ posts, next }, following] = await Promise.all([
    federation.others(Number.isSafeInteger(before) && before > 0 ? { before } : {}),
    federation.following(),
  ])
  return {
    ...{ door: doorOf(city, lang, 'network').title, next, posts: posts.map((post) => heardOf(lang, post)) },
    followed: following.filter(({ state }) => state === 'accepted').map(({ uri, name, handle, page }) => ({ uri, name, handle, page })), // prettier-ignore
  }
}
