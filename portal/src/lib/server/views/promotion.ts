/** What the pages for the world show: numbers with the way to their source, sectors, distinctions, the enquiry's day. */
import type { PageNumber, PromotionShown } from '#network'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'
import { headline } from './series.ts'

type Sourced = { source?: { names: Partial<Record<Lang, string>>; url?: string | undefined } | undefined }
const sourceOf = ({ source }: Sourced, lang: Lang) => source && { name: source.names[lang] ?? Object.values(source.names)[0]!, url: source.url } // prettier-ignore

/** The newest value that is known, its period, and so the address of the page that shows where it comes from. */
export const numberCard = (lang: Lang, { definition, points, last }: PageNumber) => {
  const { id, names, unit, decimals, direction } = definition
  return { id, whence: last.period, label: names[lang], unit, decimals, direction, ...headline(points) }
}

export async function whyPage(city: City, lang: Lang, audience: string) {
  const page = await city.network.promotion.page(audience)
  const { sectors, distinctions, age } = city.network.promotion
  // What a city makes is of no use to who comes to study or to look at it.
  const made = page.audience === 'investors' ? sectors.map((one) => sectorOf(one, lang)) : []
  return {
    ...{ audience: page.audience, title: page.title[lang], lead: page.lead[lang], home: city.indicators.home },
    chapters: page.chapters.map((one) => ({ title: one.title[lang], text: one.text[lang], unverified: one.unverified ?? false, source: sourceOf(one, lang) })), // prettier-ignore
    numbers: page.numbers.map((one) => ({ ...numberCard(lang, one), isOld: age(one.last.period).isOld })),
    missing: page.missing.map(({ id, names }) => ({ id, name: names[lang] })),
    ...{ sectors: made, sectorsFrom: commonSource(made) },
    distinctions: distinctions.map((one) => ({ ...distinctionOf(one, lang), age: age(one.when) })),
  }
}

/** Where all of them are from one source, it is said once. */
function commonSource(all: readonly ReturnType<typeof sectorOf>[]) {
  const [first, ...others] = all.map(({ source }) => source)
  return others.length > 0 && others.every((one) => one?.url === first?.url && one?.name === first?.name) ? first : undefined // prettier-ignore
}

function sectorOf(one: PromotionShown['sectors'][number], lang: Lang) {
  return { id: one.id, name: one.names[lang], about: one.about?.[lang], unverified: one.unverified ?? false, source: sourceOf(one, lang) } // prettier-ignore
}

function distinctionOf(one: PromotionShown['distinctions'][number], lang: Lang) {
  const { id, kind, when, unverified = false, url } = one
  const source = sourceOf(one, lang)
  return {
    ...{ id, kind, unverified, name: one.names[lang], about: one.about?.[lang], by: one.by?.[lang] },
    ...{ when: when.length === 7 ? when.replace('-', '-M') : when, source: source && { ...source, url: url ?? source.url } }, // prettier-ignore
  }
}
