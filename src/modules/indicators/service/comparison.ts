/** Areas beside one another over many indicators at once. Published data only. */
import { COMPARED_MIN, compareLine, type ComparedLine, type Direction } from '../comparison.ts'
import { writeCsv } from '#tables'
import * as rules from '../rules.ts'
import type { Definition, Texts, Value } from '../types.ts'
import type { Needs } from './needs.ts'
import { noteOf } from './provenance.ts'
import type { Views } from './views.ts'

/** One answer holds as many figures; more are asked for in parts. */
export const COMPARED_CELLS_MAX = 50_000

export type Comparing = {
  /** The first is whose question it is; all of the city's kind unless said. */
  areas?: string[]
  /** All that are computed for areas of that kind unless said. */
  indicators?: string[]
  /** The common one of each indicator unless said. */
  period?: string
  /** Whom places are counted among: every area of the kind, or only those chosen. */
  among?: 'all' | 'chosen'
}
export type Comparison = {
  areas: string[]
  /** How many areas places are counted among, where all have a figure. */
  among: number
  /** Where fewer have a figure, none has a place. */
  atLeast: number
  /** Years for which any of the indicators has a figure in the areas, newest first. */
  years: string[]
  lines: (ComparedLine & { indicator: string; unit: string; decimals: number; direction: Direction })[]
}

export function createComparison({ places, home }: Pick<Needs, 'places' | 'home'>, views: Views) {
  /** The areas asked for, the first one first. Throws `places.unknown`. */
  async function areasOf(asked: string[] | undefined): Promise<{ areas: string[]; peers: string[]; kind: string }> {
    const { kind } = await places.area(asked?.[0] ?? home)
    const peers = (await places.areas({ kind })).map(({ id }) => id)
    if (!asked) return { areas: [home, ...peers.filter((id) => id !== home)], peers, kind }
    const known = new Set((await places.areas()).map(({ id }) => id))
    const unknown = asked.find((id) => !known.has(id))
    if (unknown !== undefined) await places.area(unknown)
    return { areas: [...new Set(asked)], peers, kind }
  }

  /** Throws `indicators.unknown`. */
  async function definitionsOf(asked: string[] | undefined, kind: string): Promise<Definition[]> {
    const all = await views.definitions()
    if (!asked) return all.filter(({ areas }) => areas.includes(kind))
    return [...new Set(asked)].map((id) => {
      const found = all.find((one) => one.id === id)
      if (!found) throw rules.refuse.unknown({ id })
      return found
    })
  }

  /** Throws `places.unknown`, `indicators.unknown`, `indicators.tooMuch`. */
  async function compare({ areas: asked, indicators, period, among = 'all' }: Comparing): Promise<Comparison> {
    const { areas, peers, kind } = await areasOf(asked)
    const definitions = await definitionsOf(indicators, kind)
    const cells = areas.length * definitions.length
    if (cells > COMPARED_CELLS_MAX) throw rules.refuse.tooMuch({ cells, max: COMPARED_CELLS_MAX })
    const counted = among === 'all' ? peers : areas
    const series = await views.seriesOfMany(definitions.map(({ id }) => id))
    const lines = definitions.map(({ id, unit, decimals, direction }, at) => ({
      ...{ indicator: id, unit, decimals, direction },
      ...compareLine(series[at]!, { areas, among: counted, period, direction }),
    }))
    return { areas, among: counted.length, atLeast: COMPARED_MIN, years: yearsIn(series, areas), lines }
  }

  return {
    compare,

    /** The same as CSV, a row for each figure, with the names of one language. */
    async compareCsv(asked: Comparing, lang: keyof Texts): Promise<string> {
      const { lines } = await compare(asked)
      const areas = new Map((await places.areas()).map(({ id, names }) => [id, names[lang]]))
      const names = new Map((await views.definitions()).map((definition) => [definition.id, definition.names[lang]]))
      const rows = lines.flatMap(({ indicator, unit, n, cells }) =>
        cells.map((cell) => [
          ...[indicator, names.get(indicator), cell.area, areas.get(cell.area), cell.period],
          ...[cell.value, unit, cell.status, cell.rank, cell.rank && n, noteOf(cell.reason)],
        ]),
      )
      return [...writeCsv(COLUMNS, rows, { mark: true })].join('')
    },
  }
}

const COLUMNS = [
  ...['indicator', 'indicator_name', 'area', 'area_name', 'period'],
  ...['value', 'unit', 'status', 'rank', 'rank_of', 'reason'],
]

const YEAR = /^\d{4}$/

function yearsIn(series: Map<string, Value[]>[], areas: string[]): string[] {
  const years = new Set<string>()
  for (const one of series)
    for (const area of areas)
      for (const { period, value } of one.get(area) ?? []) if (value !== null && YEAR.test(period)) years.add(period)
  return [...years].sort().reverse()
}
