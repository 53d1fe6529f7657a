/** How far a figure reaches, and how far a value reaches back: exactly the cells that a change affects, and those that it needs. */
import { coarserPeriods, finerKinds, finerPeriods, lagPeriod, periodKind } from '../periods.ts'
import type { Compiled, Formulas } from './compile.ts'
import type { Cell } from './outcome.ts'
import type { Step } from './plan.ts'

export type FigureKey = Cell & { readonly measure: string; readonly dimension: string }
/** Cells by definition. */
export type Cells = Map<string, Map<string, Cell>>

/** The area of which one is a part, and the parts of one, in a period. */
type Parent = (area: string, period: string) => string | undefined
type Children = (area: string, period: string) => readonly string[]

const keyOf = ({ area, period }: Cell) => `${area} ${period}`

function addTo(cells: Cells, id: string, added: readonly Cell[]): Cell[] {
  if (added.length === 0) return []
  const known = cells.get(id) ?? new Map<string, Cell>()
  cells.set(id, known)
  const fresh = added.filter((cell) => !known.has(keyOf(cell)))
  for (const cell of fresh) known.set(keyOf(cell), cell)
  return fresh
}

/** The cells that may come out different when these figures change, onward through references. */
export function affected(formulas: Formulas, changed: Iterable<FigureKey>, parentOf: Parent): Cells {
  const byMeasure = new Map<string, FigureKey[]>()
  for (const key of changed) {
    const keys = byMeasure.get(key.measure)
    if (keys) keys.push(key)
    else byMeasure.set(key.measure, [key])
  }
  const cells: Cells = new Map()
  for (const { id, inputs, references } of formulas.definitions.values()) {
    for (const { measure, dimension, steps } of inputs) {
      const own = (byMeasure.get(measure) ?? []).filter((key) => key.dimension === dimension)
      // A cell is an area and a period alone: what changed there is not what may be missing there.
      const from = own.map(({ area, period }) => ({ area, period }))
      if (from.length > 0) addTo(cells, id, outward(from, steps, parentOf))
    }
    // Definitions come after those they refer to, so what those affect is complete here.
    for (const reference of references) {
      const from = cells.get(reference.id)
      if (from) addTo(cells, id, outward([...from.values()], reference.steps, parentOf))
    }
  }
  return cells
}

/** A definition and all that it refers to, directly or through others. */
export function readBy({ definitions }: Formulas, id: string): Compiled[] {
  const wanted = new Set([id])
  for (const one of wanted) for (const reference of definitions.get(one)!.references) wanted.add(reference.id)
  return [...wanted].map((one) => definitions.get(one)!)
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
function outward(cells: readonly Cell[], steps: readonly Step[], parentOf: Parent): Cell[] {
  return steps.toReversed().reduce<Cell[]>(
    (reached, step) =>
      distinct(reached, ({ area, period }) => {
        if (step.kind === 'children') {
          const parent = parentOf(area, period)
          return parent === undefined ? [] : [{ area: parent, period }]
        }
        if (step.kind === 'finer') return coarserPeriods(period).map((coarser) => ({ area, period: coarser }))
        // A break lies between all the periods that it stands between, not only at the far end of the lag.
        return lagged(period, 0, -step.count).map((later) => ({ area, period: later }))
      }),
    [...cells],
  )
}

/**
 * The areas and periods in which anything can come out, or on the way to it, where figures are known in these: the
 * wholes of the areas and the coarser periods too, and later periods as far as lags reach. What is evaluated by the
 * column needs all of them.
 */
export function extentOf(
  { definitions }: Formulas,
  known: { areas: readonly string[]; periods: readonly string[] },
  parentOf: Parent,
): { areas: string[]; periods: string[] } {
  const all = { areas: new Set(known.areas), periods: new Set(known.periods) }
  const ends = new Map<string, typeof known>()
  for (const { id, inputs, references } of definitions.values()) {
    const end = { areas: new Set(known.areas), periods: new Set(known.periods) }
    for (const source of [...inputs, ...references]) {
      let { areas, periods } = ('id' in source && ends.get(source.id)) || known
      for (const step of source.steps.toReversed()) {
        if (step.kind === 'children') areas = [...new Set(areas.flatMap((area) => parentsOf(area, periods, parentOf)))]
        else if (step.kind === 'finer') periods = [...new Set(periods.flatMap(coarserPeriods))]
        else periods = periods.flatMap((period) => lagPeriod(period, -step.count) ?? [])
        for (const area of areas) all.areas.add(area)
        for (const period of periods) all.periods.add(period)
      }
      for (const area of areas) end.areas.add(area)
      for (const period of periods) end.periods.add(period)
    }
    ends.set(id, { areas: [...end.areas], periods: [...end.periods] })
  }
  return { areas: [...all.areas], periods: [...all.periods] }
}

const parentsOf = (area: string, periods: readonly string[], parentOf: Parent) => [
  ...new Set(periods.flatMap((period) => parentOf(area, period) ?? [])),
]

/** The periods from one lag to another. */
function lagged(period: string, from: number, to: number): string[] {
  const periods: string[] = []
  for (let count = Math.min(from, to); count <= Math.max(from, to); count++) {
    const one = lagPeriod(period, count)
    if (one !== undefined) periods.push(one)
  }
  return periods
}

/** Each cell once, so that steps inside steps do not multiply. */
function distinct(cells: readonly Cell[], step: (cell: Cell) => Cell[]): Cell[] {
  return [...new Map(cells.flatMap(step).map((cell) => [keyOf(cell), cell])).values()]
}

/** The figures that a cell may read, onward through references. */
export function needed(formulas: Formulas, cells: Cells, childrenOf: Children): FigureKey[] {
  const wanted: Cells = new Map([...cells].map(([id, own]) => [id, new Map(own)]))
  const keys = new Map<string, FigureKey>()
  for (const { id, inputs, references } of [...formulas.definitions.values()].toReversed()) {
    const own = [...(wanted.get(id)?.values() ?? [])]
    if (own.length === 0) continue
    for (const { measure, dimension, steps } of inputs) {
      for (const cell of inward(own, steps, childrenOf)) {
        keys.set(`${measure} ${dimension} ${keyOf(cell)}`, { ...cell, measure, dimension })
      }
    }
    for (const reference of references) addTo(wanted, reference.id, inward(own, reference.steps, childrenOf))
  }
  return [...keys.values()]
}

function inward(cells: readonly Cell[], steps: readonly Step[], childrenOf: Children): Cell[] {
  return steps.reduce<Cell[]>(
    (reached, step) =>
      distinct(reached, ({ area, period }) => {
        if (step.kind === 'children') return childrenOf(area, period).map((child) => ({ area: child, period }))
        if (step.kind === 'lag') return lagged(period, 0, step.count).map((earlier) => ({ area, period: earlier }))
        const kind = periodKind(period)
        return (kind ? finerKinds(kind) : []).flatMap((finer) =>
          finerPeriods(period, finer).map((one) => ({ area, period: one })),
        )
      }),
    [...cells],
  )
}
