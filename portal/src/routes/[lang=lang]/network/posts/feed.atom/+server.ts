/** The newest of what the city said as an Atom feed. */
import { href } from '#lib/paths.ts'
import { atom } from '#lib/server/views/atom.ts'
import { namesOf, postOf, speakersOf } from '#lib/server/views/posts.ts'
import { words } from '#words'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ url, locals: { city, lang } }) => {
  const [speakers, { posts }] = await Promise.all([speakersOf(city, lang), city.network.federation.posts()])
  const names = namesOf(speakers)
  const entries = posts.map((post) => {
    const { id, at, revisedAt, title, text } = postOf(lang, names, post)
    return {
      id,
      at,
      changedAt: revisedAt,
      title,
      category: post.kind,
      summary: text,
      page: url.origin + href(lang, '/network/posts/[id]', { id }),
    }
  })
  const [page, self] = [url.origin + href(lang, '/network/posts'), url.origin + href(lang, '/network/posts/feed.atom')]
  return atom(city, lang, { origin: url.origin, page, self, title: words[lang].t('network.posts.title'), entries })
}
