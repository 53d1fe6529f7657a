/** The newest of the gate's register as an Atom feed (RFC 4287). */
import { href } from '#lib/paths.ts'
import { escape } from '#lib/server/charts/svg.ts'
import { registerOf, wantedIn, type RegisterLine } from '#lib/server/views/gate.ts'
import { words, type Lang } from '#words'
import type { RequestHandler } from './$types'

export const GET: RequestHandler = async ({ url, locals: { city, lang } }) => {
  const { lines } = await registerOf(city, lang, wantedIn(url.searchParams))
  const page = url.origin + href(lang, '/gate')
  const self = url.origin + href(lang, '/gate/feed.atom')
  const { t } = words[lang]
  const name = `${t('shell.brand')} ${city.info.names[lang]}`
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
  <id>${escape(self)}</id>
  <title>${escape(`${t('governance.gate.title')} – ${name}`)}</title>
  <updated>${(lines[0]?.at ?? new Date(0)).toISOString()}</updated>
  <author><name>${escape(name)}</name><uri>${escape(url.origin)}</uri></author>
  <link rel="self" type="application/atom+xml" href="${escape(self)}"/>
  <link rel="alternate" type="text/html" href="${escape(page)}"/>
${lines.map((one) => entryOf(one, lang, page)).join('\n')}
</feed>
`
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}

function entryOf({ id, title, state, at, decision, releases }: RegisterLine, lang: Lang, page: string): string {
  const reasons = [decision.note, ...releases.map(({ withdrawal }) => withdrawal?.reason)].filter(Boolean).join(' ')
  return `  <entry>
    <id>urn:uuid:${id}</id>
    <title>${escape(`${title}: ${words[lang].t(`governance.state.${state}`)}`)}</title>
    <updated>${at.toISOString()}</updated>
    <category term="${state}"/>
    <link rel="alternate" type="text/html" href="${escape(`${page}#e${id}`)}"/>
    <summary>${escape(reasons)}</summary>
  </entry>`
}
