/** A report on a standard: every place in it, what the city reports there, how much that is. Pure. */
import type { Definition, Standard } from '#indicators'
import type { Count, Indicator, Line, StandardContent, Theme } from '../types/index.ts'
import { yearOf } from './indicator.ts'

export type Reported = Pick<StandardContent, 'standard' | 'counts' | 'themes'>

/** Which definition gives a place in the standard. */
export function definitionsOf({ id, indicators }: Standard, all: Definition[]): Map<string, Definition> {
  return new Map(
    indicators.flatMap(({ code }) => {
      const found = all.find(({ standards }) => standards.some((at) => at.standard === id && at.code === code))
      return found ? [[code, found] as const] : []
    }),
  )
}

export function reportedOf(
  standard: Standard,
  definitions: ReadonlyMap<string, Definition>,
  indicators: ReadonlyMap<string, Indicator>,
  year: number,
): Reported {
  const lines = standard.indicators.map(({ code, theme, kind, names, unit }): Line & { theme: string } => {
    const indicator = indicators.get(definitions.get(code)?.id ?? '')
    const omission = !indicator ? 'noDefinition' : indicator.value ? undefined : 'noValue'
    return { ...{ code, theme, kind, names, unit: indicator?.unit ?? unit }, indicator: indicator?.id, omission }
  })
  const count = (some: Line[], kind?: Line['kind']): Count => {
    const own = some.filter((line) => kind === undefined || line.kind === kind)
    const values = own.flatMap(({ indicator }) => indicators.get(indicator ?? '')?.value ?? [])
    const ofYear = values.filter(({ period }) => yearOf(period) === year).length
    return { total: own.length, reported: values.length, ofYear }
  }
  const themes = standard.themes.flatMap(({ id, code, names }): Theme[] => {
    const own = lines.filter(({ theme }) => theme === id)
    const counts = { core: count(own, 'core'), supporting: count(own, 'supporting'), all: count(own) }
    // A theme that only holds other themes has no lines of its own.
    return own.length === 0 ? [] : [{ id, code, names, counts, lines: own.map(({ theme: _theme, ...line }) => line) }]
  })
  return {
    standard: {
      ...{ id: standard.id, names: standard.name, edition: standard.edition, publisher: standard.publisher },
      ...{ url: standard.url, note: standard.note },
    },
    counts: {
      ...{ core: count(lines, 'core'), supporting: count(lines, 'supporting'), profile: count(lines, 'profile') },
      all: count(lines),
    },
    themes,
  }
}
