/** What holds for every formula and all figures: column, cell and plain fractions agree; a change reaches as far as is said. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { evaluateCell } from './cell.ts'
import { compileFormulas } from './compile.ts'
import type { MeasureType } from './dimensions.ts'
import { type Tree, fraction, hasNoMeasure, naive, textOf, toNumber } from './naive.ts'
import type { Figure } from './outcome.ts'
import { affected, needed } from './reach.ts'
import { AREAS, FAMILY, type Figures, PERIODS, evaluateAll, inColumn, keyOf, said, worldOf } from './testing.ts'
import { traceCell } from './trace.ts'

/** Formulas over numbers of three scales, so that every operation is allowed and every sum converts. */
const SCALES = { p: fraction(1n), q: fraction(1n, 100n), r: fraction(1000n) }
const SCALED: MeasureType[] = [
  { id: 'p', unit: '1' },
  { id: 'q', unit: '%' },
  { id: 'r', unit: '1000' },
]
const trees = fc.letrec<{ any: Tree; leaf: Tree; divisor: Tree }>((tie) => ({
  leaf: fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom('p', 'q', 'r').map((id): Tree => ({ op: 'measure', id })) },
    { weight: 1, arbitrary: fc.constantFrom(0, 1, 2.5, 100).map((value): Tree => ({ op: 'number', value })) },
  ),
  // Divisors whose zero is a zero also in floating point.
  divisor: fc.oneof(
    tie('leaf'),
    fc.tuple(tie('leaf'), tie('leaf')).map(([left, right]): Tree => ({ op: '-', left, right })),
  ),
  any: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    tie('leaf'),
    fc.record({ op: fc.constantFrom('+' as const, '-' as const, '*' as const), left: tie('any'), right: tie('any') }),
    fc.record({ op: fc.constant('/' as const), left: tie('any'), right: tie('divisor') }),
    fc.record({ op: fc.constantFrom('negate' as const, 'change' as const), of: tie('any') }),
    fc.record({ op: fc.constant('lag' as const), of: tie('any'), count: fc.integer({ min: 1, max: 2 }) }),
    fc.record({
      op: fc.constantFrom('sum' as const, 'min' as const, 'max' as const),
      of: fc.array(tie('any'), { minLength: 1, maxLength: 3 }),
    }),
    fc.record({
      op: fc.constantFrom('sum_areas' as const, 'mean_areas' as const, 'sum_periods' as const, 'mean_periods' as const),
      of: tie('any'),
    }),
  ),
}))
const REACHING = new Set(['lag', 'change', 'sum_areas', 'mean_areas', 'sum_periods', 'mean_periods'])
const reach = (tree: Tree): number => {
  const parts = 'left' in tree ? [tree.left, tree.right] : 'of' in tree ? [tree.of].flat() : []
  return (REACHING.has(tree.op) ? 1 : 0) + Math.max(0, ...parts.map(reach))
}
const readsWhereItReaches = (tree: Tree): boolean => {
  const parts = 'left' in tree ? [tree.left, tree.right] : 'of' in tree ? [tree.of].flat() : []
  return parts.every(readsWhereItReaches) && !(REACHING.has(tree.op) && hasNoMeasure(tree))
}
const anyTree = trees.any.filter((tree) => reach(tree) <= 3 && readsWhereItReaches(tree))
const cells = AREAS.flatMap((area) => PERIODS.map((period) => ({ area, period })))
const anyFigure = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({
      value: fc.integer({ min: -3, max: 9 }),
      status: fc.constantFrom('A', 'A', 'A', 'P', 'E', 'B'),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ value: null, status: 'M' }) },
  { weight: 1, arbitrary: fc.constant(undefined) },
) as fc.Arbitrary<Figure | undefined>
const anyFigures = fc.array(anyFigure, { minLength: cells.length * 3, maxLength: cells.length * 3 }).map((all) => {
  const figures: Figures = new Map()
  all.forEach((figure, i) => {
    if (figure) figures.set(keyOf('pqr'[i % 3]!, cells[Math.floor(i / 3)]!), figure)
  })
  return figures
})
/** Two formulas, of which the second uses the first. */
const compiledOf = (first: Tree, second: Tree) =>
  compileFormulas(
    [
      { id: 'second', formula: `@first + ${textOf(second)}`, unit: '1' },
      { id: 'first', formula: textOf(first), unit: '%' },
    ],
    SCALED,
  )

describe('laws', () => {
  test('column, cell, trace and plain fractions agree in every cell', () => {
    fc.assert(
      fc.property(anyTree, anyTree, anyFigures, (first, second, figures) => {
        const formulas = compiledOf(first, second)
        const world = worldOf(figures)
        const columns = evaluateAll(formulas, figures)
        for (const cell of cells) {
          for (const id of ['first', 'second']) {
            const outcome = evaluateCell(formulas, id, cell, world)
            expect(inColumn(columns.get(id)!, cell)).toBe(said(outcome))
          }
          const outcome = evaluateCell(formulas, 'first', cell, world)
          const plain = naive(first, cell, world, SCALES)
          if (outcome.kind === 'absent') continue
          expect(outcome.kind).toBe(plain.is === 'absent' ? 'missing' : plain.is)
          if (outcome.kind !== 'value' || plain.is !== 'value') continue
          expect(outcome.status).toBe(plain.status)
          expect(Math.abs(outcome.value / 100 - toNumber(plain.exact))).toBeLessThanOrEqual(1e-11 * plain.size + 1e-25)
        }
        const some = cells[figures.size % cells.length]!
        expect(traceCell(formulas, 'second', some, world).outcome).toEqual(
          evaluateCell(formulas, 'second', some, world),
        )
      }),
      { numRuns: 60 },
    )
  })

  test('a changed figure changes no cell but those said to be affected', () => {
    fc.assert(
      fc.property(anyTree, anyTree, anyFigures, fc.nat(), anyFigure, (first, second, figures, at, figure) => {
        const formulas = compiledOf(first, second)
        const [measure, cell] = ['pqr'[at % 3]!, cells[at % cells.length]!]
        const changed = new Map(figures)
        if (figure) changed.set(keyOf(measure, cell), figure)
        else changed.delete(keyOf(measure, cell))
        const reached = affected(formulas, [{ measure, dimension: '', ...cell }], FAMILY.parentOf)
        const [before, after] = [evaluateAll(formulas, figures), evaluateAll(formulas, changed)]
        for (const id of ['first', 'second']) {
          const names = new Set([...(reached.get(id)?.values() ?? [])].map(({ area, period }) => `${area} ${period}`))
          for (const one of cells) {
            if (names.has(`${one.area} ${one.period}`)) continue
            expect(inColumn(after.get(id)!, one)).toBe(inColumn(before.get(id)!, one))
          }
        }
      }),
      { numRuns: 60 },
    )
  })

  test('a cell needs no figure but those said to be needed', () => {
    fc.assert(
      fc.property(anyTree, anyTree, anyFigures, fc.nat(), (first, second, figures, at) => {
        const formulas = compiledOf(first, second)
        const cell = cells[at % cells.length]!
        const keys = needed(formulas, new Map([['second', new Map([['', cell]])]]), FAMILY.childrenOf)
        const few: Figures = new Map()
        for (const { measure, dimension, ...where } of keys) {
          const figure = figures.get(keyOf(measure, where, dimension))
          if (figure) few.set(keyOf(measure, where, dimension), figure)
        }
        expect(said(evaluateCell(formulas, 'second', cell, worldOf(few)))).toBe(
          said(evaluateCell(formulas, 'second', cell, worldOf(figures))),
        )
      }),
      { numRuns: 60 },
    )
  })
})
