/** The newest publications as an Atom feed (RFC 4287). An entry's id is that of its place in the ledger, in every language. */
import { href } from '#lib/paths.ts'
import { escape } from '#lib/server/charts/svg.ts'
import { publicationsOf, type PublicationLine } from '#lib/server/views/publications.ts'
import { words, type Lang } from '#words'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ url, locals: { city, lang } }) => {
  const { publications } = await publicationsOf(city, lang)
  const page = url.origin + href(lang, '/indicators/publications')
  const self = url.origin + href(lang, '/indicators/publications/feed.atom')
  const { t } = words[lang]
  const name = `${t('shell.brand')} ${city.info.names[lang]}`
  const updated = publications[0]?.at ?? new Date(0)
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
  <id>${escape(self)}</id>
  <title>${escape(`${t('checking.publications.title')} – ${name}`)}</title>
  <subtitle>${escape(t('checking.publications.lead'))}</subtitle>
  <updated>${updated.toISOString()}</updated>
  <author><name>${escape(name)}</name><uri>${escape(url.origin)}</uri></author>
  <link rel="self" type="application/atom+xml" href="${escape(self)}"/>
  <link rel="alternate" type="text/html" href="${escape(page)}"/>
${publications.map((one) => entryOf(one, lang, page)).join('\n')}
</feed>
`
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}

function entryOf(one: PublicationLine, lang: Lang, page: string): string {
  const { t } = words[lang]
  const what = one.title ?? t('checking.publications.vintage', { seq: one.seq })
  const at = one.at.toISOString()
  return `  <entry>
    <id>urn:uuid:${one.entryId}</id>
    <title>${escape(`${what}: ${t(`checking.publications.kinds.${one.kind}`)}`)}</title>
    <published>${at}</published>
    <updated>${at}</updated>
    <category term="${one.kind}"/>
    <link rel="alternate" type="text/html" href="${escape(`${page}#v${one.seq}`)}"/>
    <summary>${escape([saidOf(one, lang), one.note?.text].filter(Boolean).join(' '))}</summary>
  </entry>`
}

/** What the publication changed, in a sentence. */
function saidOf({ kind, added, corrected, of, definitionCount, definitions }: PublicationLine, lang: Lang): string {
  const { t } = words[lang]
  switch (kind) {
    case 'definition': {
      const named = definitions.map(({ name }) => name).join(', ')
      const more = definitionCount - definitions.length
      const rest = more > 0 ? ` ${t('checking.publications.moreDefinitions', { n: more })}` : ''
      return `${t('checking.publications.definitions', { n: definitionCount })} ${named}${rest}`
    }
    case 'withdrawn':
      return t('checking.publications.withdrawn', { n: corrected ?? 0, file: of?.fileName ?? '' })
    case 'published':
    case 'corrected':
      return added === null || corrected === null ? '' : t('checking.publications.figures', { added, corrected })
    default:
      return t(`checking.publications.${kind}`)
  }
}
