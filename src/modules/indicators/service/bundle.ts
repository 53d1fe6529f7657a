/** A value's bundle computed again from what it carries alone: its definitions, its figures, its family of areas. */
import { z } from 'zod'
import { compileFormulas, evaluateCell, familyOf, type Figure } from '../formula/index.ts'
import { inRange } from '../rules.ts'
import { DefinitionDraft, Dimension, Status } from '../types.ts'

const PARTS_MAX = 100_000

/** An area that is, or was, a part of the value's; `unia-value/1` knew of no days and carried only `children`. */
const Part = z.object({
  ...{ id: z.string(), kind: z.string(), parent: z.string().optional() },
  ...{ validFrom: z.string().optional(), validTo: z.string().optional() },
})

const Formula = z.object({
  ...{ id: z.string(), formula: z.string(), unit: z.string() },
  valid: DefinitionDraft.shape.valid,
})

const Carried = z.object({
  value: z.object({ area: z.string(), period: z.string() }),
  definition: z.object({ id: z.string() }),
  definitions: z.array(Formula).max(1_000),
  measures: z
    .array(z.object({ id: z.string(), unit: z.string(), dimensions: z.array(Dimension).optional() }))
    .max(10_000),
  ...{ areas: z.array(Part).max(PARTS_MAX).optional(), children: z.record(z.string(), z.array(z.string())).optional() },
  inputs: z.array(
    z.object({
      ...{ measure: z.string(), dimension: z.string(), area: z.string(), period: z.string() },
      ...{ value: z.number().nullable(), status: Status },
    }),
  ),
})

/** The value that follows from the bundle; null where none does. Throws where the bundle does not carry what it takes. */
export function recomputeBundle(bundle: unknown): number | null {
  const { value, definition, definitions, measures, areas, children = {}, inputs } = Carried.parse(bundle)
  const formulas = compileFormulas(definitions, measures)
  const figures = new Map<string, Figure>(
    inputs.map((input) => [`${input.measure} ${input.dimension} ${input.area} ${input.period}`, input]),
  )
  const outcome = evaluateCell(formulas, definition.id, value, {
    children: areas ? familyOf(areas).childrenOf : (area) => children[area] ?? [],
    figure: (measure, dimension, { area, period }) => figures.get(`${measure} ${dimension} ${area} ${period}`),
  })
  const { valid } = definitions.find(({ id }) => id === definition.id)!
  return outcome.kind === 'value' && inRange(outcome.value, valid) ? outcome.value : null
}
