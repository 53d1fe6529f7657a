/** What the pages, calendars and feeds of events show, and the form that writes one. */
import { calendarOf } from '#platform/ical'
import type { CityEvent, Dimension, EventDraft } from '#innovations'
import { said } from '#strategy'
import { href } from '#lib/paths.ts'
import type { City } from '#lib/server/city.ts'
import { textOf } from '#lib/server/forms.ts'
import { dimensionIn } from './dimensions.ts'
import type { Lang } from '#words'
import { atom } from './atom.ts'
import { textsIn, typedTexts } from './innovations.ts'
import { saying, type Say } from './projects.ts'

export function eventCard(say: Say, event: CityEvent) {
  const { t, format, lang } = say
  const { id, cancelled, where, organiser, dimension, startsAt, endsAt } = event
  return {
    ...{ id, cancelled, where, organiser, title: said(event.titles, lang), about: said(event.about, lang) },
    when: format.span(startsAt, endsAt),
    ...{ startsAt: startsAt.toISOString(), dimension: dimension ? t(`innovations.dimensions.${dimension}`) : '' },
  }
}
export type EventCard = ReturnType<typeof eventCard>

/** All events of a dimension, or of all, or one: what was is told too, so that calendars keep it. */
export function calendar(
  city: City,
  lang: Lang,
  origin: string,
  events: readonly CityEvent[],
  dimension?: Dimension,
): Response {
  // prettier-ignore
  const say = saying(city, lang)
  const names = [say.t('community.events.title'), city.info.names[lang], dimension && say.t(`innovations.dimensions.${dimension}`)] // prettier-ignore
  const text = calendarOf({
    ...{ lang, name: names.filter(Boolean).join(', '), about: say.t('community.events.lead') },
    page: origin + href(lang, '/innovations/events'),
    events: events.map((event) => ({
      // The same in every language and under every name of the house, so that a calendar holds it once.
      ...{ uid: event.id, sequence: event.version - 1, madeAt: event.madeAt, at: event.at },
      ...{ from: event.startsAt, to: event.endsAt, cancelled: event.cancelled, where: event.where },
      ...{ title: said(event.titles, lang).text, about: said(event.about, lang).text, organiser: event.organiser },
      ...(event.place && { place: event.place }),
      ...(event.dimension && { category: say.t(`innovations.dimensions.${event.dimension}`) }),
      page: origin + href(lang, '/innovations/events/[id]', { id: event.id }),
    })),
  })
  return new Response(text, { headers: { 'content-type': 'text/calendar; charset=utf-8', 'content-disposition': 'inline; filename="events.ics"' } }) // prettier-ignore
}

export async function eventFeed(city: City, lang: Lang, origin: string): Promise<Response> {
  const say = saying(city, lang)
  const { ahead, past } = await city.innovations.events.list()
  const entries = [...ahead, ...past].toSorted((a, b) => b.at.getTime() - a.at.getTime()).map((event) => {
    const { title, when, where, about, cancelled, dimension } = eventCard(say, event)
    const name = cancelled ? `${title.text} (${say.t('community.events.cancelled')})` : title.text
    return { id: event.id, title: name, at: event.at, category: dimension || 'event', page: origin + href(lang, '/innovations/events/[id]', { id: event.id }), summary: `${when}, ${where}\n\n${about.text}` } // prettier-ignore
  }) // prettier-ignore
  const path = href(lang, '/innovations/events')
  return atom(city, lang, { origin, page: origin + path, self: `${origin}${path}/feed.atom`, title: say.t('community.events.title'), entries }) // prettier-ignore
}

export function eventIn(form: FormData): EventDraft {
  return {
    ...{ titles: textsIn(form, 'title'), about: textsIn(form, 'about'), where: textOf(form, 'where') },
    ...{ organiser: textOf(form, 'organiser'), url: textOf(form, 'url').trim() || undefined },
    ...{ dimension: dimensionIn(textOf(form, 'dimension')), cancelled: form.has('cancelled') },
    // Browsers may add seconds.
    ...{ from: textOf(form, 'from').slice(0, MINUTE_CHARS), to: textOf(form, 'to').slice(0, MINUTE_CHARS) },
  }
}
const MINUTE_CHARS = '2027-05-14T18:00'.length

export const eventTyped = (event: CityEvent): Record<string, string> => ({
  ...typedTexts('title', event.titles),
  ...typedTexts('about', event.about),
  ...{ where: event.where, organiser: event.organiser, url: event.url ?? '', dimension: event.dimension ?? '' },
  ...{ from: event.from, to: event.to, cancelled: event.cancelled ? 'on' : '' },
})

export const EVENT_FORM = {
  fields: { 'title-pl': 'community.events.titles', 'about-pl': 'community.events.about', where: 'community.events.where', organiser: 'community.events.organiser', from: 'community.events.from', to: 'community.events.to', grounds: 'innovations.register.grounds' }, // prettier-ignore
  blame: { 'cards.backward': 'to', 'cards.noSuchTime': 'from' },
} as const
