/** A report on the state of the city as its page shows it: key figures, what moved, what is strong and weak, what to do, what is not known. */
import type { CityContent, Gap, Indicator, Judgement } from '#reports'
import { quantile } from '#stats'
import type { City } from '#lib/server/city.ts'
import { stripChart, type StripRow } from '#lib/server/charts/strips.ts'
import { words, type Lang } from '#words'
import { figureOf } from './figures.ts'
import { chartsOf, rowOf } from './lines.ts'

const CLASSES = ['strength', 'weakness', 'improving', 'risk'] as const

type Found = { judged: Judgement; indicator: Indicator }

export function cityView(city: City, lang: Lang, content: CityContent) {
  const byId = new Map(content.indicators.map((indicator) => [indicator.id, indicator]))
  const found = content.judged.map((judged): Found => ({ judged, indicator: byId.get(judged.indicator)! }))
  const moved = (word: 'improving' | 'worsening') => {
    const some = found.filter(({ judged }) => judged.current && judged.trend.word === word)
    return {
      items: some.map((one) => itemOf(one, lang)),
      charts: chartsOf(city, lang, content, some),
    }
  }
  const ranked = found
    .filter(({ judged, indicator }) => judged.place && judged.class !== 'context' && indicator.peers)
    .sort((a, b) => b.judged.place!.percentile - a.judged.place!.percentile)
  const { standard, counts, themes } = content.unknown
  return {
    tally: tallyOf(content),
    brief: content.headlines.map((id) => figureOf(byId.get(id)!, lang)),
    doors: doorsOf(content, lang),
    ...{ improved: moved('improving'), worsened: moved('worsening'), years: content.rule.parameters.years },
    classes: CLASSES.map((id) => ({
      ...{ id, top: content.rule.parameters.top, bottom: content.rule.parameters.bottom },
      items: found.filter(({ judged }) => judged.class === id).map((one) => itemOf(one, lang)),
    })),
    ranked: ranked.map(({ indicator }) => rowOf(indicator, lang)),
    strips: stripsOf(content, ranked, lang),
    directions: directionsOf(content, byId, lang),
    rule: content.rule,
    unknown: {
      ...{ standard: standard.names[lang], counts },
      themes: themes.map(({ names, ...theme }) => ({ ...theme, name: names[lang] })),
      unclear: found.filter(({ judged }) => judged.class === 'unclear').map(({ indicator }) => indicator.names[lang]),
    },
  }
}

/** How many indicators the rule could judge, and how. */
function tallyOf({ judged }: CityContent) {
  const count = (...classes: Judgement['class'][]) => judged.filter((one) => classes.includes(one.class)).length
  return {
    judged: count('strength', 'weakness', 'improving', 'risk', 'middle'),
    ...{ strength: count('strength'), weakness: count('weakness') },
    ...{ improving: count('improving'), risk: count('risk') },
  }
}

export type JudgedItem = ReturnType<typeof itemOf>

function itemOf({ judged, indicator }: Found, lang: Lang) {
  const { id, names, unit, decimals, value, direction } = indicator
  const { place, trend, because, targets } = judged
  return {
    ...{ id, name: names[lang], unit, decimals, direction, value: value!, place, trend, because },
    targets: targets
      .filter(({ kind }) => kind !== 'guideline')
      .map(({ names, ...target }) => ({ ...target, name: names[lang] })),
  }
}

/** The pack's own facts behind each door, each with its source. */
function doorsOf({ doors, sources }: CityContent, lang: Lang) {
  const named = new Map(sources.map((source) => [source.id, source]))
  return doors.map(({ id, title, summary, facts }) => ({
    ...{ id, title: title[lang], summary: summary[lang] },
    facts: facts.map(({ id, label, value, unit, period, source, url, unverified }) => ({
      ...{ id, label: label[lang], unit, period, unverified },
      value: typeof value === 'number' ? value : value[lang],
      source: named.get(source)?.names[lang] ?? source,
      url: url ?? named.get(source)?.url,
    })),
  }))
}

function stripsOf({ area }: CityContent, ranked: Found[], lang: Lang) {
  const { t } = words[lang]
  const rows = ranked.map(({ judged, indicator: { names, direction, peers } }): StripRow => {
    const { value: own, median, figures } = peers!
    const others = figures.map(({ value }) => value)
    return {
      ...{ name: names[lang], direction, own, others, median },
      quartiles: [quantile(others, 0.25)!, quantile(others, 0.75)!],
      place: t('analysis.place', { rank: judged.place!.rank, n: judged.place!.of }),
    }
  })
  const chart = {
    title: t('analysis.strips.title', { area: area.names[lang] }),
    description: t('analysis.strips.description', { n: rows.length }),
    ...{ rows, worse: t('analysis.strips.worse'), middle: t('analysis.strips.middle') },
    better: t('analysis.strips.better'),
  }
  return { wide: stripChart(chart, 'wide'), narrow: stripChart(chart, 'narrow') }
}

export type DirectionLine = ReturnType<typeof directionsOf>[number]

function directionsOf({ directions }: CityContent, byId: Map<string, Indicator>, lang: Lang) {
  const gapOf = ({ indicator: id, by, to, lacking, target }: Gap) => {
    const { names, unit, decimals, direction, value } = byId.get(id)!
    return { id, name: names[lang], unit, decimals, direction, value: value!, by, to, lacking, target: target?.[lang] }
  }
  return directions.map(({ names, set, own, priority, gaps }) => ({
    ...{ name: names[lang], set: set[lang], own, priority },
    gaps: gaps.filter(({ indicator }) => byId.get(indicator)?.value).map(gapOf),
  }))
}
