/** Cities that are most like this one by what is published of both, each with the figures that say so. */
import type { rules } from '#analysis'
import type { City } from '#lib/server/city.ts'
import { isRefusal } from '#lib/server/forms.ts'
import { href } from '#lib/paths.ts'
import type { Lang } from '#words'
import { about } from './analysis/items.ts'
import { saying } from './projects.ts'

const ALIKE = 8
/** Of each city, the figures by which it is nearest. */
const FIGURES = 6
/** In standard deviations among all cities that are compared: up to which a difference is called what. */
const APART = [
  { name: 'same', upTo: 0.1 },
  { name: 'near', upTo: 0.5 },
  { name: 'some', upTo: 1 },
  { name: 'far', upTo: Infinity },
] as const

type Trait = rules.Alike['traits'][number]

/** None where too little is known. */
export async function alikeTo(city: City, lang: Lang) {
  const { analysis, indicators } = city
  try {
    const parameters = analysis.parameters({ peers: `similar:${ALIKE}` })
    const { peers, seq } = await analysis.strengths(parameters)
    if (peers.kind !== 'similar') return []
    const input = await analysis.input(seq, indicators.home)
    const names = new Map(input.areas.map((area) => [area.id, area.names]))
    const members = await city.network.peers.list()
    const known = new Map(input.indicators.map((one) => [one.id, about(one, lang)]))
    const own = new Map(peers.traits.map((trait) => [trait.indicator, trait]))
    const { t, format } = saying(city, lang)
    const figureOf = (area: string, { indicator, value, difference }: Trait) => {
      const { name, unit, decimals } = known.get(indicator)!
      const { period = '', value: ours = 0 } = own.get(indicator)!
      const side = (where: string, number: number) => ({ shown: format.value(number, unit, decimals), source: href(lang, '/indicators/[id]/provenance/[area]/[period]', { id: indicator, area: where, period }) }) // prettier-ignore
      const deviations = Math.abs(difference!)
      const { name: word } = APART.find(({ upTo }) => deviations <= upTo)!
      return { indicator, name, deviations, period: format.period(period), ours: side(indicators.home, ours), theirs: side(area, value!), apart: t(`beside.apart.${word}`, { n: format.number(deviations, 2) }) } // prettier-ignore
    }
    return peers.nearest.map(({ area, distance, traits }) => {
      const both = traits.filter(({ indicator, value, difference }) => difference !== null && value !== undefined && own.get(indicator)?.value !== undefined) // prettier-ignore
      const figures = both.map((trait) => figureOf(area, trait)).toSorted((a, b) => a.deviations - b.deviations)
      const called = Object.values(names.get(area) ?? {})
      return {
        ...{ id: area, name: names.get(area)?.[lang] ?? area, figures: figures.slice(0, FIGURES) },
        distance: t('beside.alikeDistance', { n: format.number(distance, 2), figures: both.length }),
        most: figures.slice(0, 3).map(({ name }) => name).join(', '), // prettier-ignore
        compare: href(
          lang,
          '/indicators/compare',
          {},
          {
            with: area,
            indicator: figures
              .slice(0, FIGURES)
              .map(({ indicator }) => indicator)
              .join(','),
          },
        ),
        member: members.find(({ place }) => place && Object.values(place.names).some((name) => called.includes(name)))?.domain, // prettier-ignore
      }
    })
  } catch (error) {
    if (isRefusal(error)) return []
    throw error
  }
}
export type AlikeCity = Awaited<ReturnType<typeof alikeTo>>[number]
