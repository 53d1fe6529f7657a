/** The page of strengths and weaknesses: each class with its indicators, the strips, and by which rules. */
import type { AnalysisInput, Parameters } from '#analysis'
import { stripChart, type StripRow } from '#lib/server/charts/strips.ts'
import type { City } from '#lib/server/city.ts'
import { keptDrawings } from '#lib/server/kept.ts'
import { sentence, words, type Lang } from '#words'
import { isRefusal } from '#lib/server/forms.ts'
import { choicesOf } from './choices.ts'
import { itemOf } from './items.ts'

/** Those that are judged, in the order in which a page shows them. */
const SHOWN = ['strength', 'weakness', 'improving', 'risk'] as const
const REST = ['middle', 'unclear', 'context'] as const

export async function strengthsView({ analysis, info }: City, lang: Lang, parameters: Parameters) {
  const [input, found] = await Promise.all([analysis.input(undefined, parameters.area), analysis.strengths(parameters)])
  const { t } = words[lang]
  const known = new Map(input.indicators.map((indicator) => [indicator.id, indicator]))
  const items = found.indicators.map((judged) => itemOf(judged, known.get(judged.indicator)!, lang))
  const of = (one: string) => items.filter((item) => item.class === one)
  const rows = found.indicators
    .filter(({ level }) => level !== 'unknown')
    .flatMap(({ indicator, comparison: { figures, position, value } }): StripRow[] => {
      if (!position || value === undefined) return []
      const { names, direction } = known.get(indicator)!
      const { rank, of: count, median, better, worse } = position
      return [
        {
          ...{ name: names[lang], direction, own: value, median, quartiles: [worse, better] },
          place: t('analysis.place', { rank, n: count }),
          others: figures.filter(({ area }) => area !== parameters.area).map(({ value }) => value),
        },
      ]
    })
    .sort((a, b) => placeOf(b) - placeOf(a))
  const areaName = input.areas.find(({ id }) => id === parameters.area)?.names[lang] ?? info.names[lang]
  const chart = {
    title: t('analysis.strips.title', { area: areaName }),
    description: t('analysis.strips.description', { n: rows.length }),
    rows,
    ...{ worse: t('analysis.strips.worse'), middle: t('analysis.strips.middle'), better: t('analysis.strips.better') },
  }
  const stamp = await analysis.stamp()
  const draw = (size: 'wide' | 'narrow') =>
    keptDrawings(stamp, `strips ${lang} ${size} ${JSON.stringify(parameters)}`, () => stripChart(chart, size))
  return {
    index: await indexView(analysis, lang, parameters, input),
    ...{ seq: found.seq, day: found.day, area: { id: parameters.area, name: areaName } },
    shown: SHOWN.map((id) => ({ id, items: of(id) })),
    rest: REST.map((id) => ({ id, items: of(id) })),
    all: items,
    peers: choicesOf(input, parameters, found.peers, lang),
    strips: { wide: draw('wide'), narrow: draw('narrow') },
  }
}

/** From worst to best among the peers. */
function placeOf({ own, others, direction }: StripRow): number {
  const sign = direction === 'lower' ? -1 : 1
  const below = others.filter((value) => sign * value < sign * own).length
  const equal = others.filter((value) => value === own).length
  return (below + equal / 2) / others.length
}

/** The index, or why these choices give none. */
async function indexView(
  analysis: City['analysis'],
  lang: Lang,
  parameters: Parameters,
  { areas, sets }: AnalysisInput,
) {
  const names = new Map(areas.map(({ id, names }) => [id, names[lang]]))
  const themed = new Map(sets.find(({ own }) => !own)?.themes.map(({ id, names }) => [id, names[lang]]))
  /** In the standard's order; what stands in none of its themes comes last. */
  const order = [...themed.keys()].reverse()
  const themesOf = (weighed: readonly { theme: string; weight: number }[]) =>
    weighed
      .map(({ theme: id, weight }) => ({ id, name: themed.get(id) ?? words[lang].t('analysis.index.other'), weight }))
      .sort((a, b) => order.indexOf(b.id) - order.indexOf(a.id))
  try {
    const { index } = await analysis.index(parameters)
    return {
      themes: themesOf(index.themes),
      parts: index.parts.filter(({ theme, weight, excluded }) => weight > 0 && !excluded && parameters.theme[theme] !== 0).length, // prettier-ignore
      runs: index.sensitivity?.runs ?? 0,
      units: index.units.map(({ area, ...unit }) => ({ ...unit, id: area, name: names.get(area) ?? area })),
      problem: undefined,
    }
  } catch (error) {
    if (!isRefusal(error)) throw error
    // What was said stands in the form again, so that it can be changed.
    const said = Object.entries(parameters.theme).map(([theme, weight]) => ({ theme, weight }))
    const problem = sentence(lang, error.code, error.details)
    return { themes: themesOf(said), parts: 0, runs: 0, units: [], problem }
  }
}
