/** News of a part of the house as an Atom feed (RFC 4287). */
import { escape as escapeSigns } from '#lib/server/charts/svg.ts'
import type { City } from '#lib/server/city.ts'
import { words, type Lang } from '#words'

/** What XML 1.0 has no room for, however it is written. */
const NO_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu
const escape = (text: string): string => escapeSigns(text.replace(NO_XML, ''))

export type Feed = {
  /** Of the house, without an ending slash; the addresses below begin with it. */
  origin: string
  page: string
  /** Where the feed itself is, and its id for good. */
  self: string
  title: string
  subtitle?: string
  /** The newest first. */
  entries: readonly FeedEntry[]
}
export type FeedEntry = {
  /** A UUID: that of its place in the ledger where it has one, the same in every language. */
  id: string
  title: string
  at: Date
  /** Where it was changed since. */
  changedAt?: Date
  category: string
  page: string
  summary?: string
}

export function atom(city: City, lang: Lang, { origin, page, self, title, subtitle, entries }: Feed): Response {
  const name = `${words[lang].t('shell.brand')} ${city.info.names[lang]}`
  const feed = `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
  <id>${escape(self)}</id>
  <title>${escape(`${title} – ${name}`)}</title>${subtitle ? `\n  <subtitle>${escape(subtitle)}</subtitle>` : ''}
  <updated>${lastOf(entries).toISOString()}</updated>
  <author><name>${escape(name)}</name><uri>${escape(origin)}</uri></author>
  <link rel="self" type="application/atom+xml" href="${escape(self)}"/>
  <link rel="alternate" type="text/html" href="${escape(page)}"/>
${entries.map(entryOf).join('\n')}
</feed>
`
  return new Response(feed, { headers: { 'content-type': 'application/atom+xml; charset=utf-8' } })
}

const lastOf = (entries: readonly FeedEntry[]): Date =>
  new Date(Math.max(0, ...entries.map(({ at, changedAt = at }) => changedAt.getTime())))

function entryOf({ id, title, at, changedAt = at, category, page, summary }: FeedEntry): string {
  return `  <entry>
    <id>urn:uuid:${id}</id>
    <title>${escape(title)}</title>
    <published>${at.toISOString()}</published>
    <updated>${changedAt.toISOString()}</updated>
    <category term="${escape(category)}"/>
    <link rel="alternate" type="text/html" href="${escape(page)}"/>
    <summary>${escape(summary ?? '')}</summary>
  </entry>`
}
