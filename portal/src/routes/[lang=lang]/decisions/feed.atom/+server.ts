/** Decisions as an Atom feed. */
import { href } from '#lib/paths.ts'
import { atom } from '#lib/server/views/atom.ts'
import { cardOf } from '#lib/server/views/decisions.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { RequestHandler } from './$types'

const ENTRIES_MAX = 50

export const GET: RequestHandler = async ({ url: { origin }, locals: { city, lang } }) => {
  const say = saying(city, lang)
  const path = href(lang, '/decisions')
  const entries = (await city.strategy.decisions.list())
    .toSorted((a, b) => b.number - a.number)
    .slice(0, ENTRIES_MAX)
    .map((one) => {
      const { title, question } = cardOf(say, one)
      return { id: one.entryId, at: one.at, category: 'decision', page: origin + href(lang, '/decisions/[id]', { id: one.id }), title: title.text, summary: question } // prettier-ignore
    })
  return atom(city, lang, {
    origin,
    page: origin + path,
    self: `${origin}${path}/feed.atom`,
    title: say.t('decisions.title'),
    entries,
  })
}
