/** A report on a standard: every place in it, what the city reports there, how much that is. Pure. */
import { standingOf, type Definition, type Standard, type Stated } from '#indicators'
import type { Count, Indicator, Line, StandardContent, Theme } from '../types/index.ts'
import { yearOf } from './indicator.ts'

export type Reported = Pick<StandardContent, 'standard' | 'counts' | 'certificate' | 'themes'>

/** Which definition gives a place in the standard. */
export function definitionsOf({ id, indicators }: Standard, all: Definition[]): Map<string, Definition> {
  return new Map(
    indicators.flatMap(({ code }) => {
      const found = all.find(({ standards }) => standards.some((at) => at.standard === id && at.code === code))
      return found ? [[code, found] as const] : []
    }),
  )
}

/** `stated`: what the city says of those that it does not report. */
export function reportedOf(
  standard: Standard,
  definitions: ReadonlyMap<string, Definition>,
  indicators: ReadonlyMap<string, Indicator>,
  year: number,
  stated: readonly Stated[] = [],
): Reported {
  const said = new Map(
    stated.filter((one) => one.standard === standard.id).map(({ code, reason, notes }) => [code, { reason, notes }]),
  )
  const lines = standard.indicators.map(({ code, theme, kind, names, unit }): Line & { theme: string } => {
    const indicator = indicators.get(definitions.get(code)?.id ?? '')
    const omission = !indicator ? 'noDefinition' : indicator.value ? undefined : 'noValue'
    return {
      ...{ code, theme, kind, names, unit: indicator?.unit ?? unit },
      indicator: indicator?.id,
      omission,
      said: omission && said.get(code),
    }
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
    certificate: certificateOf(standard, lines),
    themes,
  }
}

function certificateOf({ certificate }: Standard, lines: Line[]): StandardContent['certificate'] {
  if (!certificate) return undefined
  const { names, edition, of, counts, source } = certificate
  const counting = lines.filter(({ kind, omission }) => !omission && counts.some((one) => one === kind))
  const { reported, reached, next } = standingOf(certificate, counting.length)
  return {
    ...{ names, edition, of, reported, source: source.title, reached: reached?.names },
    next: next && { names: next.level.names, lacking: next.lacking, from: next.level.from, to: next.level.to },
  }
}
