/** The page of directions: gaps by strategy area, what would close them, and where they stand by size and importance. */
import type { Parameters, rules } from '#analysis'
import { impactChart } from '#lib/server/charts/impact.ts'
import type { City } from '#lib/server/city.ts'
import { keptDrawings } from '#lib/server/kept.ts'
import { words, type Lang } from '#words'
import { choicesOf } from './choices.ts'
import { about } from './items.ts'

export type GapLine = Awaited<ReturnType<typeof directionsView>>['gaps'][number]

export async function directionsView({ analysis, info }: City, lang: Lang, parameters: Parameters) {
  const [input, found] = await Promise.all([
    analysis.input(undefined, parameters.area),
    analysis.directions(parameters),
  ])
  const { t } = words[lang]
  const known = new Map(input.indicators.map((indicator) => [indicator.id, indicator]))
  const targets = new Map(input.targets.map((target) => [target.id, target]))
  const themeOf = ({ set, theme }: { set: string; theme: string }) => {
    const one = input.sets.find(({ id }) => id === set)
    return { set: one?.names[lang], theme: one?.themes.find(({ id }) => id === theme)?.names[lang] }
  }
  const gaps = found.gaps.map(({ indicator, evidence, closing, by, scores, priority, places }, i) => {
    const { value, period } = evidence.comparison
    const target = closing.target && targets.get(closing.target.id)
    return {
      ...about(known.get(indicator)!, lang),
      ...{ number: i + 1, by, scores, priority, value, period, latest: evidence.latest, trend: evidence.trend },
      ...{ median: closing.median, better: closing.better, current: evidence.current },
      target: closing.target && { ...closing.target, name: target?.names[lang] ?? '', period: target?.period },
      reachedIn: evidence.targets.find((verdict) => verdict.target.id === closing.target?.id)?.reachedIn,
      places: places.map((place) => ({ ...themeOf(place), weight: place.weight })),
    }
  })
  const lines = new Map(gaps.map((gap) => [gap.id, gap]))
  const areaName = input.areas.find(({ id }) => id === parameters.area)?.names[lang] ?? info.names[lang]
  const chart = {
    title: t('analysis.impact.title'),
    description: t('analysis.impact.description', { n: gaps.length, first: gaps[0]?.name ?? '' }),
    dots: gaps.map(({ number, name, scores, trend, current }) => ({
      ...{ number, name, size: scores.size, importance: scores.importance, trend: wayOf(trend, current) },
    })),
    ...{
      size: t('analysis.impact.size'),
      importance: t('analysis.impact.importance'),
      first: t('analysis.impact.first'),
    },
  }
  const stamp = await analysis.stamp()
  const draw = (size: 'wide' | 'narrow') =>
    keptDrawings(stamp, `impact ${lang} ${size} ${JSON.stringify(parameters)}`, () => impactChart(chart, size))
  return {
    ...{ seq: found.seq, day: found.day, area: { id: parameters.area, name: areaName } },
    directions: found.directions.map(({ own, priority, gaps, ...place }) => ({
      ...{ id: `${place.set}/${place.theme}`, own, priority, ...themeOf(place) },
      gaps: gaps.map(({ indicator }) => lines.get(indicator)!),
    })),
    gaps,
    closed: found.closed.map((id) => about(known.get(id)!, lang)),
    unmeasured: found.unmeasured.map(({ indicator, why }) => ({ ...about(known.get(indicator)!, lang), why })),
    weights: input.sets
      .filter(({ own }) => own)
      .map(({ id, names, themes }) => ({
        name: names[lang],
        themes: themes.map((theme) => ({
          ...{ key: `${id}/${theme.id}`, name: theme.names[lang], weight: found.weights[`${id}/${theme.id}`] ?? 0 },
        })),
      })),
    peers: choicesOf(input, parameters, found.peers, lang),
    impact: { wide: draw('wide'), narrow: draw('narrow') },
  }
}

function wayOf({ word }: rules.Trend, current: boolean): 'better' | 'worse' | 'open' {
  if (!current) return 'open'
  return word === 'improving' ? 'better' : word === 'worsening' ? 'worse' : 'open'
}
