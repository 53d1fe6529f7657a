/** A file's own columns become a measure, a dimension and a part of the year, as the mapping says. */
import { remember } from '#tables'
import { refuse } from './refusals.ts'
import type { BdlMapping, Layout, RejectionCode } from './types.ts'
import { plain } from './roles.ts'

export type Mapped =
  /** Without a measure or a dimension of the mapping, the columns of these roles say. */
  | { measure: string | undefined; dimension: string | undefined; part: string; problem?: undefined }
  | { problem: { column: number; found: string; code: RejectionCode; expected: string } }
  /** The mapping leaves such rows out. */
  | 'skip'

type Step = {
  column: number
  values: Map<string, string | null>
  code: RejectionCode
  kind: 'measure' | 'dimension' | 'part'
}

const SEPARATOR = '\u0001'
const EXPECTED_CHARS = 200

/** Compiles a mapping against the header. Throws `reading.mappingColumn` for a column that the file does not have. */
export function createMapped(layout: Layout, mapping: BdlMapping): (fields: readonly string[]) => Mapped {
  const steps = stepsOf(layout, mapping)
  const fixed = typeof mapping.measure === 'string' ? mapping.measure : undefined
  const byText = remember((joined) => apply(steps, fixed, joined.split(SEPARATOR)))
  const columns = steps.map(({ column }) => column)
  if (columns.length === 1) return (fields) => byText(fields[columns[0]!]!)
  return (fields) => {
    let joined = columns.length > 0 ? fields[columns[0]!]! : ''
    for (let i = 1; i < columns.length; i++) joined += SEPARATOR + fields[columns[i]!]
    return byText(joined)
  }
}

/** The dimension columns that the mapping says nothing about. */
export function unmappedColumns(layout: Layout, mapping: BdlMapping | undefined): number[] {
  if (!mapping) return [...layout.dimensionColumns]
  const named = new Set([
    ...Object.keys(mapping.dimensions ?? {}),
    ...(mapping.ignored ?? []),
    ...(typeof mapping.measure === 'object' ? [mapping.measure.column] : []),
    ...(mapping.periods ? [mapping.periods.column] : []),
  ].map(plain)) // prettier-ignore
  return layout.dimensionColumns.filter((column) => !named.has(plain(layout.columns[column]!)))
}

function stepsOf(layout: Layout, mapping: BdlMapping): Step[] {
  const find = (name: string): number => {
    const column = layout.columns.findIndex((found) => plain(found) === plain(name))
    if (column < 0) throw refuse.mappingColumn({ column: name, found: layout.columns.filter(Boolean).join(', ') })
    return column
  }
  const step = (
    kind: Step['kind'],
    code: RejectionCode,
    name: string,
    values: Record<string, string | null>,
  ): Step => ({
    kind,
    code,
    column: find(name),
    values: new Map(Object.entries(values).map(([from, to]) => [from.trim(), to])),
  })
  const { measure, dimensions = {}, periods } = mapping
  return [
    ...(typeof measure === 'object' ? [step('measure', 'measureUnmapped', measure.column, measure.values)] : []),
    ...Object.entries(dimensions).map(([name, values]) => step('dimension', 'dimensionUnmapped', name, values)),
    ...(periods ? [step('part', 'periodUnmapped', periods.column, periods.values)] : []),
  ]
}

function apply(steps: Step[], fixed: string | undefined, found: string[]): Mapped {
  let measure = fixed
  let part = ''
  const dimensions: string[] = []
  let skip = false
  for (const [index, { kind, values, code, column }] of steps.entries()) {
    const text = found[index]!
    const meant = values.get(text.trim())
    if (meant === undefined) {
      const expected = [...values.keys()].join(' | ')
      const cut = expected.length > EXPECTED_CHARS ? `${expected.slice(0, EXPECTED_CHARS)}…` : expected
      return { problem: { column, found: text, code, expected: cut } }
    }
    if (meant === null) skip = true
    else if (kind === 'measure') measure = meant
    else if (kind === 'part') part = meant
    else if (meant !== '') dimensions.push(meant)
  }
  const dimension = steps.some(({ kind }) => kind === 'dimension') ? dimensions.join(';') : undefined
  return skip ? 'skip' : { measure, dimension, part }
}
