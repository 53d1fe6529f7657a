/** Decisions as an Atom feed, in the order in which they were written down. */
import { href } from '#lib/paths.ts'
import { atom } from '#lib/server/views/atom.ts'
import { registerOf } from '#lib/server/views/decisions.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { RequestHandler } from './$types'

const ENTRIES_MAX = 50

export const GET: RequestHandler = async ({ url: { origin }, locals: { city, lang } }) => {
  const say = saying(city, lang)
  const path = href(lang, '/decisions')
  const entries = (await registerOf(say))
    .toSorted((a, b) => b.at.getTime() - a.at.getTime())
    .slice(0, ENTRIES_MAX)
    .map(({ room, id, line, at, title, text, tag }) => ({
      ...{ id: line, at, category: room, summary: text },
      page: origin + (room === 'pilot' ? href(lang, '/innovations/pilots/[id]', { id }) : href(lang, '/decisions/[id]', { id })), // prettier-ignore
      title: room === 'pilot' && tag ? `${title.text}: ${tag.text}` : title.text,
    }))
  const self = `${origin}${path}/feed.atom`
  return atom(city, lang, { origin, page: origin + path, self, title: say.t('decisions.title'), entries })
}
