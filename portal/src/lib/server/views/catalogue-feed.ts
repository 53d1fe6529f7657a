/** What is new in the open data, or in one dataset of it, as an Atom feed. */
import type { Piece } from '#catalog'
import { href } from '#lib/paths.ts'
import type { City } from '#lib/server/city.ts'
import { words, type Lang } from '#words'
import { atom, type FeedEntry } from './atom.ts'
import { say } from './catalogue.ts'

const SHOWN = 50

export async function feedOf(city: City, lang: Lang, origin: string, slug?: string): Promise<Response> {
  const news = await city.catalog.news(SHOWN, slug)
  const page = origin + (slug === undefined ? href(lang, '/catalog') : href(lang, '/catalog/[slug]', { slug }))
  const title = slug === undefined ? words[lang].t('opendata.title') : nameOf(news[0], slug, lang)
  const entries = news.map((one) => entryOf(one, lang, origin))
  return atom(city, lang, { origin, page, self: `${page}/feed.atom`, title, entries })
}

const nameOf = (one: Piece | undefined, slug: string, lang: Lang) => (one?.title ? say(one.title, lang).text : slug)

function entryOf(one: Piece, lang: Lang, origin: string): FeedEntry {
  const { entryId, kind, slug, distribution, number, note, reason, at } = one
  const { t } = words[lang]
  const what = kind === 'withdrawal' && number !== undefined ? 'versionWithdrawal' : kind
  const of = [nameOf(one, slug, lang), ...(distribution ? [say(distribution.title, lang).text] : [])].join(', ')
  const page =
    distribution && kind === 'version'
      ? href(lang, '/catalog/[slug]/[distribution]', { slug, distribution: distribution.slug }, { version: number })
      : href(lang, '/catalog/[slug]', { slug })
  return {
    ...{ id: entryId, at, category: kind, page: origin + page },
    title: `${of}: ${t(`opendata.news.${what}`, { n: number ?? 0 })}`,
    summary: reason ?? (note ? say(note, lang).text : ''),
  }
}
