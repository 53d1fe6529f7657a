/** A small made-up input for tests: cities a to f, whose figures a test says. */
import { INPUT_FORMAT, Parameters, type AnalysisInput, type KnownIndicator, type KnownTarget } from './types/index.ts'

const three = (name: string) => ({ pl: name, en: name, uk: name })
export const CITIES = ['a', 'b', 'c', 'd', 'e', 'f']

type Said = Partial<Omit<KnownIndicator, 'series'>>

/** Figures by city: each a value a year, the last in 2025; null where there is none. */
export function indicator(id: string, figures: Record<string, (number | null)[]>, more: Said = {}): KnownIndicator {
  return {
    ...{ id, version: 1, names: three(id), unit: '%', decimals: 1, direction: 'higher', places: [], breaks: [] },
    ...more,
    series: Object.fromEntries(
      Object.entries(figures).map(([area, values]) => [
        area,
        values.flatMap((value, i): KnownIndicator['series'][string] =>
          value === null ? [] : [[`${2026 - values.length + i}`, value, 'A']],
        ),
      ]),
    ),
  }
}

export function target(more: Partial<KnownTarget> = {}): KnownTarget {
  return {
    ...{ id: 'target', version: 1, indicator: 'x', area: 'a', value: 10, unit: '%', bound: 'atLeast' },
    ...{ kind: 'city', names: three('target'), source: { names: three('council') } },
    ...more,
  } as KnownTarget
}

export function inputWith(indicators: KnownIndicator[], more: Partial<AnalysisInput> = {}): AnalysisInput {
  return {
    ...{ format: INPUT_FORMAT, seq: 1, day: '2026-11-23', home: 'a' },
    areas: CITIES.map((id) => ({ id, names: three(id), breaks: [] })),
    ...{ sets: [], groups: [], likeness: [], targets: [], indicators },
    ...more,
  }
}

export const parameters = (more: Partial<Parameters> = {}): Parameters =>
  Parameters.parse({ area: 'a', peers: 'all', ...more })
