/** A value's bundle computed again from what it carries alone: its definitions, its figures, its family of areas. */
import { z } from 'zod'
import { compileFormulas, evaluateCell, type Figure } from '../formula/index.ts'
import { Dimension, Status } from '../types.ts'

const Carried = z.object({
  value: z.object({ area: z.string(), period: z.string() }),
  definition: z.object({ id: z.string() }),
  definitions: z.array(z.object({ id: z.string(), formula: z.string(), unit: z.string() })).max(1_000),
  measures: z
    .array(z.object({ id: z.string(), unit: z.string(), dimensions: z.array(Dimension).optional() }))
    .max(10_000),
  children: z.record(z.string(), z.array(z.string())),
  inputs: z.array(
    z.object({
      ...{ measure: z.string(), dimension: z.string(), area: z.string(), period: z.string() },
      ...{ value: z.number().nullable(), status: Status },
    }),
  ),
})

/** The value that follows from the bundle; null where none does. Throws where the bundle does not carry what it takes. */
export function recomputeBundle(bundle: unknown): number | null {
  const { value, definition, definitions, measures, children, inputs } = Carried.parse(bundle)
  const formulas = compileFormulas(definitions, measures)
  const figures = new Map<string, Figure>(
    inputs.map((input) => [`${input.measure} ${input.dimension} ${input.area} ${input.period}`, input]),
  )
  const outcome = evaluateCell(formulas, definition.id, value, {
    children: (area) => children[area] ?? [],
    figure: (measure, dimension, { area, period }) => figures.get(`${measure} ${dimension} ${area} ${period}`),
  })
  return outcome.kind === 'value' ? outcome.value : null
}
