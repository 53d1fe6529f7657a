/** What the pages show of values that cities ask each other for. */
import type { RequestOutline, RequestState, ValueRequest } from '#network'
import type { City } from '#lib/server/city.ts'
import { sentence, type Lang } from '#words'
import { saying, type Say } from './projects.ts'

const TONES = { open: 'warning', late: 'bad', lapsed: 'plain', answered: 'good', declined: 'plain', withdrawn: 'plain' } as const satisfies Record<RequestState, string> // prettier-ignore

/** How a city calls itself, by its domain. */
export async function namesOf(city: City, lang: Lang): Promise<Map<string, string>> {
  const peers = await city.network.peers.list()
  return new Map(peers.map(({ domain, shown, place }) => [domain, place?.names[lang] ? `${place.names[lang]} (${shown})` : shown])) // prettier-ignore
}

const PERIODS_MAX = 400
/** Of which periods a city may be asked for a value of an indicator: what it lacks comes first, what it need not be asked for last. */
export async function periodsToAsk(
  city: City,
  lang: Lang,
  { indicator, domain }: { indicator: string; domain: string },
) {
  const { t, format } = saying(city, lang)
  const found = (await city.network.requests.missing(indicator)).slice(0, PERIODS_MAX).map(({ period, cities }) => {
    const lacking = cities.find((one) => one.domain === domain)
    const standing = !lacking ? ('stated' as const) : lacking.isAsked ? ('asked' as const) : ('lacking' as const)
    return { value: period, label: format.period(period), group: t(`requests.periods.${standing}`), disabled: standing !== 'lacking' } // prettier-ignore
  })
  return found.toSorted((a, b) => Number(a.disabled) - Number(b.disabled))
}

const LACKING_MAX = 20
/** Which cities that are believed state no value of a period, each to be asked by itself. */
export async function lackingOf(city: City, lang: Lang, indicator: string, period: string | undefined) {
  const cities = (await city.network.requests.missing(indicator)).find((one) => one.period === period)?.cities ?? []
  const names = await namesOf(city, lang)
  const named = cities.map(({ domain, isAsked }) => ({ domain, isAsked, name: names.get(domain) ?? domain }))
  return { count: cities.length, cities: named.toSorted((a, b) => a.name.localeCompare(b.name, lang)).slice(0, LACKING_MAX) } // prettier-ignore
}

function outlineOf({ t, format, lang }: Say, one: RequestOutline, names: ReadonlyMap<string, string>) {
  const other = names.get(one.domain) ?? one.domain
  const indicator = one.names[lang] ?? Object.values(one.names)[0] ?? ''
  return {
    ...{
      id: one.id,
      domain: one.domain,
      isOwn: one.isOwn,
      state: one.state,
      tone: TONES[one.state],
      respondBy: one.respondBy,
    },
    title: t('requests.what', { indicator, period: format.period(one.period) }),
    when: `${t(one.isOwn ? 'requests.asked' : 'requests.asks', { city: other, day: format.day(one.at) })}, ${t('requests.by', { day: format.period(one.respondBy) })}`, // prettier-ignore
    statement: one.statement,
  }
}
export type ShownOutline = ReturnType<typeof outlineOf>

/** What anybody may see, of one indicator or one city. */
export async function outlinesOf(city: City, lang: Lang, of: { indicator?: string; domain?: string }) {
  const [found, names] = [await city.network.requests.outlines(of), await namesOf(city, lang)]
  return found.slice(0, 50).map((one) => outlineOf(saying(city, lang), one, names))
}

function deliveryOf({ t, format, lang }: Say, delivery: ValueRequest['delivery']): string[] {
  if (!delivery) return []
  const { state, at, nextAt, failure } = delivery
  const why = failure && state !== 'delivered' ? [sentence(lang, failure.code, failure.details)] : []
  if (at) return [t('requests.delivery.delivered', { day: format.day(at) })]
  return [nextAt ? t('requests.delivery.again', { moment: format.moment(nextAt) }) : t(`requests.delivery.${state}`), ...why] // prettier-ignore
}

const isOpen = ({ state }: { state: RequestState }) => state === 'open' || state === 'late'
/** What waits comes first, and of that what is due first. */
export const byDay = (all: readonly ShownRequest[]): ShownRequest[] =>
  all.toSorted(
    (a, b) => Number(isOpen(b)) - Number(isOpen(a)) || (isOpen(a) ? a.respondBy.localeCompare(b.respondBy) : 0),
  )

/** Everything, for who asks and answers. */
export async function requestsOf(city: City, lang: Lang, all: readonly ValueRequest[]) {
  const [say, names] = [saying(city, lang), await namesOf(city, lang)]
  return all.map((one) => ({
    ...outlineOf(say, one, names),
    ...{ words: one.words, answer: one.answer, isQuarantined: one.isQuarantined, delivery: deliveryOf(say, one.delivery) }, // prettier-ignore
    standards: one.standards.map(({ standard, code }) => `${standard} ${code}`).join(', '),
  }))
}
export type ShownRequest = Awaited<ReturnType<typeof requestsOf>>[number]
