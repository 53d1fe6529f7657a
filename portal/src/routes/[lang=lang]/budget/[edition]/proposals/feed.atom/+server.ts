/** News of the proposals of an edition: handed in, and what offices answered. */
import { href } from '#lib/paths.ts'
import { editionOf } from '#lib/server/proposals.ts'
import { atom } from '#lib/server/views/atom.ts'
import { words } from '#words'
import type { RequestHandler } from './$types'

const SHOWN = 50

export const GET: RequestHandler = async (event) => {
  const { locals: { city, lang }, url: { origin } } = event // prettier-ignore
  const edition = await editionOf(event)
  const { t } = words[lang]
  const all = await city.participation.proposals.all(edition.code)
  const newest = all.sort((a, b) => b.changedAt.getTime() - a.changedAt.getTime()).slice(0, SHOWN)
  const page = origin + href(lang, '/budget/[edition]/proposals', { edition: edition.code })
  return atom(city, lang, {
    ...{ origin, page, self: `${page}/feed.atom`, title: `${t('proposals.title')}: ${edition.names[lang]}` },
    entries: newest.map(({ id, number, state, titles, changedAt: at }) => ({
      ...{ id, at, category: state, title: t('proposals.told.title', { number, title: titles[lang] }) },
      page: origin + href(lang, '/budget/[edition]/proposals/[number]', { edition: edition.code, number: String(number) }), // prettier-ignore
      summary: t(`proposals.state.${state}`),
    })),
  })
}
