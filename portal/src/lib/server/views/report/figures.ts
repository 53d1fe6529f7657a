/** A report's number as it stands large, with its small picture. */
import type { Indicator, Line } from '#reports'
import type { Lang } from '#words'

export type LargeFigure = ReturnType<typeof figureOf>

export function figureOf(indicator: Indicator, lang: Lang, line?: Line) {
  const { id, names, unit, decimals, direction, value, change, series } = indicator
  return {
    ...{ id, name: (line?.names ?? names)[lang], unit, decimals, direction, value: value! },
    previous: change && !change.broken ? { value: change.from.value, period: change.from.period } : undefined,
    series: series.map(({ value }) => value),
  }
}
