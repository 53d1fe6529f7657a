/** An indicator's evidence as pages tell it: the numbers, with the names and units that they need. */
import type { KnownIndicator, rules } from '#analysis'
import type { Lang } from '#words'

export type Item = ReturnType<typeof itemOf>

export function itemOf(judged: rules.Judged, indicator: KnownIndicator, lang: Lang) {
  const { comparison, trend, targets } = judged
  const { period, value, position, peers } = comparison
  return {
    ...about(indicator, lang),
    ...{ class: judged.class, because: judged.because, level: judged.level, levelWhy: judged.levelWhy },
    ...{ latest: judged.latest, change: judged.change, current: judged.current, trend, peers },
    compared: position && period !== undefined && value !== undefined ? { period, value, ...position } : undefined,
    targets: targets.map((verdict) => targetOf(verdict, lang)),
  }
}

export const about = ({ id, names, unit, decimals, direction }: KnownIndicator, lang: Lang) => ({
  ...{ id, name: names[lang], unit, decimals, direction },
})

export type TargetLine = ReturnType<typeof targetOf>
export function targetOf({ target, ...verdict }: rules.Verdict, lang: Lang) {
  const { id, kind, period, bound, names, source } = target
  return { ...verdict, id, kind, period, bound, name: names[lang], source: source.names[lang], url: source.url }
}
