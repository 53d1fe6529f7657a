/** Figures as a JSON-stat 2.0 dataset: sparse, with its roles, names, units and the reasons of what is missing. */
import type { TidyRow } from '../reading/index.ts'

const ENTRIES_A_PIECE = 2_000

/** What the codes are called, and what the dataset says of itself. */
export type JsonStatMeta = {
  label: string
  source: string
  updated: string | undefined
  areas: (id: string) => string
  measures: (id: string) => { label: string; unit: string; decimals: number | undefined } | undefined
  /** Goes into `extension`. */
  more: Record<string, unknown>
}

/** Pieces of text; `readFigures` gives back the same. Of two rows of one cell the last one stands. */
export function* jsonStat(rows: readonly TidyRow[], meta: JsonStatMeta): Generator<string> {
  const axes = axesOf(rows)
  const { id, size, cell } = cubeOf(axes)
  const ordered = [...new Map(rows.map((row) => [cell(row), row])).entries()].sort(([a], [b]) => a - b)
  const layer = (of: (row: TidyRow) => string | number | null | undefined) => entries(ordered, of)
  const { label, source, updated, more } = meta
  const role = { time: ['period'], geo: ['area'], metric: ['measure'] }
  const head = { version: '2.0', class: 'dataset', label, source, updated, id, size, role, dimension: dimensionsOf(axes, rows, meta) } // prettier-ignore
  yield `${JSON.stringify(head).slice(0, -1)},"value":{`
  yield* layer(({ value }) => value)
  yield '},"status":{'
  yield* layer(({ status }) => (status === 'A' ? undefined : status))
  yield `},"extension":{"unia":${JSON.stringify(more).slice(0, -1)}${Object.keys(more).length > 0 ? ',' : ''}"reason":{`
  yield* layer(({ reason }) => reason)
  yield '},"note":{'
  yield* layer(({ note }) => note)
  yield '}}}}\n'
}

const NAMES = ['measure', 'dimension', 'area', 'period'] as const
type Axes = Partial<Record<(typeof NAMES)[number], string[]>>

/** Without a breakdown there is no such axis. */
function axesOf(rows: readonly TidyRow[]): Axes {
  const codes = (of: (row: TidyRow) => string) => [...new Set(rows.map(of))].sort()
  const breakdowns = codes((row) => row.dimension ?? '')
  return {
    measure: codes((row) => row.measure),
    ...(breakdowns.some((code) => code !== '') && { dimension: breakdowns }),
    area: codes((row) => row.area),
    period: codes((row) => row.period),
  }
}

function cubeOf(axes: Axes) {
  const id = NAMES.filter((name) => axes[name])
  const places = id.map((name) => new Map(axes[name]!.map((code, i) => [code, i])))
  const size = id.map((name) => axes[name]!.length)
  const cell = (row: TidyRow): number => id.reduce((at, name, i) => at * size[i]! + places[i]!.get(row[name] ?? '')!, 0)
  return { id, size, cell }
}

function dimensionsOf(
  { measure = [], dimension, area = [], period = [] }: Axes,
  rows: readonly TidyRow[],
  meta: JsonStatMeta,
) {
  const units = new Map(rows.map((row) => [row.measure, row.unit]))
  const named = (codes: string[], name: (code: string) => string) => ({
    category: { index: codes, label: Object.fromEntries(codes.map((code) => [code, name(code)])) },
  })
  const unit = measure.map((code) => {
    const { decimals } = meta.measures(code) ?? {}
    return [code, { label: units.get(code)!, ...(decimals !== undefined && { decimals }) }]
  })
  const measures = named(measure, (code) => meta.measures(code)?.label ?? code)
  return {
    measure: { category: { ...measures.category, unit: Object.fromEntries(unit) as object } },
    ...(dimension && { dimension: { category: { index: dimension } } }),
    area: named(area, meta.areas),
    period: { category: { index: period } },
  }
}

function* entries(
  ordered: readonly (readonly [number, TidyRow])[],
  of: (row: TidyRow) => string | number | null | undefined,
): Generator<string> {
  let piece: string[] = []
  let first = true
  for (const [at, row] of ordered) {
    const said = of(row)
    if (said === undefined || (typeof said === 'number' && !Number.isFinite(said))) continue
    piece.push(`${first ? '' : ','}"${at}":${JSON.stringify(said)}`)
    first = false
    if (piece.length < ENTRIES_A_PIECE) continue
    yield piece.join('')
    piece = []
  }
  yield piece.join('')
}
