/** A report's indicators as rows and small charts, in one language. */
import type { Content, Figure, Indicator, Line } from '#reports'
import type { City } from '#lib/server/city.ts'
import { smallChart } from '#lib/server/charts/small.ts'
import { words, type Formats, type Lang } from '#words'
import { formatsOf } from '../words.ts'

/** A line of so few figures is no trend. */
const CHARTED_MIN = 3

export type Row = ReturnType<typeof rowOf>
export type Chart = {
  id: string
  code?: string
  name: string
  svg: string
  unit: string
  decimals: number
  value: Figure
}

/** An indicator with its place in the standard, where it has one. */
export function rowOf(indicator: Indicator, lang: Lang, line?: Line) {
  const { id, names, unit, decimals, direction, value, change, peers, approximates } = indicator
  return {
    ...{ id, code: line?.code, kind: line?.kind, name: (line?.names ?? names)[lang], unit, decimals },
    value: value!,
    change: change && {
      ...change,
      verdict: verdictOf(change.by, direction),
    },
    peers: peers && { period: peers.period, median: peers.median, rank: peers.rank, cities: peers.figures.length },
    approximates: approximates?.[lang],
  }
}

/** Undefined where neither more nor less is better. */
function verdictOf(by: number, direction: Indicator['direction']): 'same' | 'better' | 'worse' | undefined {
  if (by === 0) return 'same'
  if (direction === 'context') return undefined
  return direction === (by > 0 ? 'higher' : 'lower') ? 'better' : 'worse'
}

/** The chart of each indicator that has one, in the order given. */
export function chartsOf(city: City, lang: Lang, { area }: Content, shown: { line?: Line; indicator: Indicator }[]) {
  const format = formatsOf(city, lang)
  return shown.flatMap(({ line, indicator }): Chart[] => {
    const name = (line?.names ?? indicator.names)[lang]
    const known = indicator.series.filter(({ value }) => value !== null)
    if (known.length < CHARTED_MIN) return []
    const svg = smallChart({
      description: describe(lang, format, area.names[lang], name, indicator),
      points: indicator.series,
      middle: indicator.medians.map(({ period, median }) => ({ period, value: median })),
      breaks: indicator.breaks.map(({ period }) => period),
      number: (value) => (Math.abs(value) >= 1e7 ? format.compact(value) : format.number(value, indicator.decimals)),
    })
    const { id, unit, decimals, value } = indicator
    return svg ? [{ id, code: line?.code, name, svg, unit, decimals, value: value! }] : []
  })
}

/** The same as the picture, in words. */
function describe(lang: Lang, format: Formats, city: string, name: string, indicator: Indicator): string {
  const { t } = words[lang]
  const said = (value: number) => format.value(value, indicator.unit, indicator.decimals)
  const known = indicator.series.flatMap(({ period, value }) => (value === null ? [] : [{ period, value }]))
  const [first, last, middle] = [known[0]!, known.at(-1)!, indicator.medians.at(-1)]
  const own = t('reports.chart.described', {
    ...{ name, city, first: said(first.value), from: format.period(first.period) },
    ...{ last: said(last.value), to: format.period(last.period) },
  })
  if (!middle) return own
  const period = format.period(middle.period)
  return `${own} ${t('reports.chart.describedOthers', { period, value: said(middle.median) })}`
}
