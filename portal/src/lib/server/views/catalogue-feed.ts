/** What is new in the open data, or in one dataset of it, as an Atom feed (RFC 4287). An entry's id is that of its place in the ledger. */
import type { Piece } from '#catalog'
import { href } from '#lib/paths.ts'
import { escape } from '#lib/server/charts/svg.ts'
import type { City } from '#lib/server/city.ts'
import { words, type Lang } from '#words'
import { say } from './catalogue.ts'

const SHOWN = 50

export async function feedOf(city: City, lang: Lang, origin: string, slug?: string): Promise<Response> {
  const news = await city.catalog.news(SHOWN, slug)
  const { t } = words[lang]
  const name = `${t('shell.brand')} ${city.info.names[lang]}`
  const page = origin + (slug === undefined ? href(lang, '/catalog') : href(lang, '/catalog/[slug]', { slug }))
  const self = `${page}/feed.atom`
  const about = slug === undefined ? t('opendata.title') : nameOf(news[0], slug, lang)
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
  <id>${escape(self)}</id>
  <title>${escape(`${about} – ${name}`)}</title>
  <updated>${(news[0]?.at ?? new Date(0)).toISOString()}</updated>
  <author><name>${escape(name)}</name><uri>${escape(origin)}</uri></author>
  <link rel="self" type="application/atom+xml" href="${escape(self)}"/>
  <link rel="alternate" type="text/html" href="${escape(page)}"/>
${news.map((one) => entryOf(one, lang, origin)).join('\n')}
</feed>
`
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}

const nameOf = (one: Piece | undefined, slug: string, lang: Lang) => (one?.title ? say(one.title, lang).text : slug)

function entryOf(one: Piece, lang: Lang, origin: string): string {
  const { entryId, kind, slug, distribution, number, note, reason } = one
  const { t } = words[lang]
  const [at, n] = [one.at.toISOString(), number ?? 0]
  const what = kind === 'withdrawal' && number !== undefined ? 'versionWithdrawal' : kind
  const of = [nameOf(one, slug, lang), ...(distribution ? [say(distribution.title, lang).text] : [])].join(', ')
  const page =
    distribution && kind === 'version'
      ? href(lang, '/catalog/[slug]/[distribution]', { slug, distribution: distribution.slug }, { version: number })
      : href(lang, '/catalog/[slug]', { slug })
  return `  <entry>
    <id>urn:uuid:${entryId}</id>
    <title>${escape(`${of}: ${t(`opendata.news.${what}`, { n })}`)}</title>
    <published>${at}</published>
    <updated>${at}</updated>
    <category term="${kind}"/>
    <link rel="alternate" type="text/html" href="${escape(origin + page)}"/>
    <summary>${escape(reason ?? (note ? say(note, lang).text : ''))}</summary>
  </entry>`
}
