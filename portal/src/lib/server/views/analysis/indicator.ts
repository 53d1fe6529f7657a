/** One indicator among the peers, over time, and against its targets, for the indicator's own page. */
import { stripChart } from '#lib/server/charts/strips.ts'
import { DEMONSTRATION_AREA, isDemonstration } from '#platform/demonstration'
import type { City } from '#lib/server/city.ts'
import { keptDrawings } from '#lib/server/kept.ts'
import { words, type Lang } from '#words'
import { answered, askedOf } from './asked.ts'
import { choicesOf } from './choices.ts'
import { itemOf } from './items.ts'

export type IndicatorView = NonNullable<Awaited<ReturnType<typeof analysisOf>>>

/** Undefined for an indicator of other kinds of areas, such as districts. */
export async function analysisOf(city: City, lang: Lang, id: string, url: URL) {
  const { analysis } = city
  const of = isDemonstration(id) ? 'area' : 'city'
  const asked = askedOf(city, lang, url, isDemonstration(id) ? { area: DEMONSTRATION_AREA } : {})
  const [input, { parameters, errors, result }] = await Promise.all([
    analysis.input(undefined, asked.parameters.area),
    answered(city, lang, asked, (parameters) => analysis.indicator(id, parameters)),
  ])
  const known = input.indicators.find((indicator) => indicator.id === id)
  if (!known || !result.indicator) return undefined
  const { comparison } = result.indicator
  const among = (await analysis.indicator(id, { ...parameters, peers: 'all' })).indicator?.comparison
  const names = new Map(input.areas.map(({ id, names }) => [id, names[lang]]))
  const item = itemOf(result.indicator, known, lang)
  const { t } = words[lang]
  const row = item.compared && {
    ...{ name: '', direction: known.direction, own: item.compared.value, median: item.compared.median },
    quartiles: [item.compared.worse, item.compared.better] as [number, number],
    place: t('analysis.place', { rank: item.compared.rank, n: item.compared.of }),
    others: comparison.figures.filter(({ area }) => area !== parameters.area).map(({ value }) => value),
  }
  const plain = known.direction === 'context'
  const chart = {
    title: t('analysis.strips.one', { of, name: item.name }),
    description: item.compared ? t('analysis.placeLong', { rank: item.compared.rank, n: item.compared.of }) : '',
    rows: row ? [row] : [],
    worse: t(plain ? 'analysis.strips.less' : 'analysis.strips.worse'),
    middle: t('analysis.strips.middle'),
    better: t(plain ? 'analysis.strips.more' : 'analysis.strips.better'),
  }
  const key = `strip ${id} ${lang} ${JSON.stringify(parameters)}`
  const stamp = await analysis.stamp()
  return {
    ...{ item, parameters, errors, nominal: item.trend.nominal },
    /** Its place among all, whoever the peers are. */
    among: among?.position && { rank: among.position.rank, of: among.position.of, period: among.period! },
    peers: choicesOf(input, parameters, result.peers, lang, of),
    left: comparison.left.map(({ area, why, last }) => ({ name: names.get(area) ?? area, why, last })),
    others: comparison.figures
      .filter(({ period }) => period !== comparison.period)
      .map(({ area, period }) => ({ name: names.get(area) ?? area, period })),
    strip: {
      wide: keptDrawings(stamp, `${key} wide`, () => stripChart(chart, 'wide')),
      narrow: keptDrawings(stamp, `${key} narrow`, () => stripChart(chart, 'narrow')),
    },
  }
}
