/** The same news for programs that know nothing of the Fediverse: JSON Feed 1.1, and events as a calendar. Pure. */
import { calendarOf } from '#platform/ical'
import type { Lang, Texts } from '#words'
import { htmlOf } from './rules.ts'
import type { Post } from './types.ts'

export type About = { baseUrl: string; lang: Lang; city: Texts; title: string }
const pageOf = ({ baseUrl, lang }: About, id: string) => `${baseUrl}/${lang}/network/posts/${id}`
const homeOf = ({ baseUrl, lang }: About) => `${baseUrl}/${lang}/network/posts`

export function jsonFeedOf(posts: readonly Post[], about: About, self: string) {
  const { lang, city, title } = about
  return {
    version: 'https://jsonfeed.org/version/1.1',
    title: `${title} – ${city[lang]}`,
    ...{ home_page_url: homeOf(about), feed_url: self, language: lang, authors: [{ name: city[lang] }] },
    items: posts.map(({ id, address, at, titles, texts }) => ({
      ...{ id: address, url: pageOf(about, id), ...(titles && { title: titles[lang] }) },
      ...{ content_html: htmlOf(texts[lang]), content_text: texts[lang], date_published: at.toISOString(), language: lang }, // prettier-ignore
    })),
  }
}

export function calendar(posts: readonly Post[], about: About): string {
  const { lang, city, title } = about
  const events = posts.flatMap(({ id, address, at, titles, texts, from, to, place }) =>
    from && to
      ? [{
          ...{ uid: address, sequence: 0, madeAt: at, at, from, to, title: titles?.[lang] ?? '', about: texts[lang] },
          ...{ where: place ?? '', organiser: city[lang], page: pageOf(about, id), cancelled: false },
        }]
      : [],
  ) // prettier-ignore
  return calendarOf({ name: `${title} – ${city[lang]}`, about: title, lang, page: homeOf(about), events })
}
