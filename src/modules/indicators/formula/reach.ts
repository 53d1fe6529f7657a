/** How far a figure reaches, and how far a value reaches back: exactly the cells that a change affects, and those that it needs. */
import { coarserPeriods, finerKinds, finerPeriods, lagPeriod, periodKind } from '../periods.ts'
import type { Formulas } from './compile.ts'
import type { Cell } from './outcome.ts'
import type { Step } from './plan.ts'

export type FigureKey = Cell & { readonly measure: string; readonly dimension: string }
/** Cells by definition. */
export type Cells = Map<string, Map<string, Cell>>

const keyOf = ({ area, period }: Cell) => `${area} ${period}`

function addTo(cells: Cells, id: string, added: readonly Cell[]): Cell[] {
  const known = cells.get(id) ?? new Map<string, Cell>()
  cells.set(id, known)
  const fresh = added.filter((cell) => !known.has(keyOf(cell)))
  for (const cell of fresh) known.set(keyOf(cell), cell)
  return fresh
}

/** The cells that may come out different when these figures change, onward through references. */
export function affected(
  formulas: Formulas,
  changed: Iterable<FigureKey>,
  parentOf: (area: string) => string | undefined,
): Cells {
  const byMeasure = new Map<string, FigureKey[]>()
  for (const key of changed) byMeasure.set(key.measure, [...(byMeasure.get(key.measure) ?? []), key])
  const cells: Cells = new Map()
  for (const { id, inputs, references } of formulas.definitions.values()) {
    for (const { measure, dimension, steps } of inputs) {
      const keys = (byMeasure.get(measure) ?? []).filter((key) => key.dimension === dimension)
      if (keys.length > 0) addTo(cells, id, outward(keys, steps, parentOf))
    }
    // Definitions come after those they refer to, so what those affect is complete here.
    for (const reference of references) {
      const from = cells.get(reference.id)
      if (from) addTo(cells, id, outward([...from.values()], reference.steps, parentOf))
    }
  }
  return cells
}

/** Definitions that read any of these measures, directly or through others. */
export function readersOf(
  formulas: Formulas,
  measures: ReadonlySet<string>,
  changed: ReadonlySet<string> = new Set(),
): Set<string> {
  const readers = new Set<string>()
  for (const { id, inputs, references } of formulas.definitions.values()) {
    const reads = inputs.some(({ measure }) => measures.has(measure)) || references.some((one) => readers.has(one.id))
    if (reads || changed.has(id)) readers.add(id)
  }
  return readers
}

/** From the cells of an input to those of the result: the steps backwards. */
function outward(
  cells: readonly Cell[],
  steps: readonly Step[],
  parentOf: (area: string) => string | undefined,
): Cell[] {
  return steps.toReversed().reduce<Cell[]>(
    (reached, step) =>
      reached.flatMap(({ area, period }) => {
        if (step.kind === 'children') {
          const parent = parentOf(area)
          return parent === undefined ? [] : [{ area: parent, period }]
        }
        if (step.kind === 'finer') return coarserPeriods(period).map((coarser) => ({ area, period: coarser }))
        const later = lagPeriod(period, -step.count)
        return later === undefined ? [] : [{ area, period: later }]
      }),
    [...cells],
  )
}

/** The figures that a cell may read, onward through references. */
export function needed(formulas: Formulas, cells: Cells, childrenOf: (area: string) => readonly string[]): FigureKey[] {
  const wanted: Cells = new Map([...cells].map(([id, own]) => [id, new Map(own)]))
  const keys = new Map<string, FigureKey>()
  for (const { id, inputs, references } of [...formulas.definitions.values()].toReversed()) {
    const own = [...(wanted.get(id)?.values() ?? [])]
    if (own.length === 0) continue
    for (const { measure, dimension, steps } of inputs) {
      for (const cell of inward(own, steps, childrenOf)) {
        keys.set(`${measure} ${dimension} ${keyOf(cell)}`, { measure, dimension, ...cell })
      }
    }
    for (const reference of references) addTo(wanted, reference.id, inward(own, reference.steps, childrenOf))
  }
  return [...keys.values()]
}

function inward(
  cells: readonly Cell[],
  steps: readonly Step[],
  childrenOf: (area: string) => readonly string[],
): Cell[] {
  return steps.reduce<Cell[]>(
    (reached, step) =>
      reached.flatMap(({ area, period }) => {
        if (step.kind === 'children') return childrenOf(area).map((child) => ({ area: child, period }))
        if (step.kind === 'lag') {
          const earlier = lagPeriod(period, step.count)
          return earlier === undefined ? [] : [{ area, period: earlier }]
        }
        const kind = periodKind(period)
        return (kind ? finerKinds(kind) : []).flatMap((finer) =>
          finerPeriods(period, finer).map((one) => ({ area, period: one })),
        )
      }),
    [...cells],
  )
}
