/** The same news for programs that know nothing of the Fediverse: JSON Feed 1.1, and events as a calendar. Pure. */
import { calendarOf } from '#platform/ical'
import type { Lang, Texts } from '#words'
import { htmlOf } from './rules.ts'
import type { CalledOff, Post } from './types.ts'

export type About = { baseUrl: string; lang: Lang; city: Texts; title: string; calledOff: string }
const pageOf = ({ baseUrl, lang }: About, id: string) => `${baseUrl}/${lang}/network/posts/${id}`
const homeOf = ({ baseUrl, lang }: About) => `${baseUrl}/${lang}/network/posts`

export function jsonFeedOf(posts: readonly Post[], about: About, self: string) {
  const { lang, city, title } = about
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: `${title} – ${city[lang]}`,
    ...{ home_page_url: homeOf(about), feed_url: self, language: lang, authors: [{ name: city[lang] }] },
    items: posts.map(({ id, address, at, revisedAt, titles, texts }) => ({
      ...{ id: address, url: pageOf(about, id), ...(titles && { title: titles[lang] }) },
      ...{ content_html: htmlOf(texts[lang]), content_text: texts[lang], date_published: at.toISOString(), language: lang }, // prettier-ignore
      ...(revisedAt && { date_modified: revisedAt.toISOString() }),
    })),
  }
}

/** Events that stand, and those that were called off: of these, no more than when they would have been. */
export function calendar(posts: readonly Post[], calledOff: readonly CalledOff[], about: About): string {
  const { lang, city, title } = about
  const common = (id: string) => ({ organiser: city[lang], page: pageOf(about, id) })
  const events = posts.flatMap(({ id, address, at, revisedAt = at, version, titles, texts, from, to, place }) =>
    from && to
      ? [{
          ...{ uid: address, sequence: version - 1, madeAt: at, at: revisedAt, from, to, title: titles?.[lang] ?? '' },
          ...{ ...common(id), about: texts[lang], where: place ?? '', cancelled: false },
        }]
      : [],
  ) // prettier-ignore
  const ended = calledOff.map(({ id, address, madeAt, at, version, from, to }) => ({
    ...{ uid: address, sequence: version, madeAt, at, from, to, title: about.calledOff },
    ...{ ...common(id), about: '', where: '', cancelled: true },
  }))
  const all = [...events, ...ended]
  return calendarOf({ name: `${title} – ${city[lang]}`, about: title, lang, page: homeOf(about), events: all })
}
