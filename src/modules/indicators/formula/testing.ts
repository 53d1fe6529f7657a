/** For tests: a small country with figures, and formulas evaluated over it by the column and by the cell. */
import { expect } from 'vitest'
import { ABSENT, emptyColumn, evaluateColumn, MISSING, statusByte, type Column } from './batch.ts'
import { evaluateCell } from './cell.ts'
import { compileFormulas, type FormulaDefinition, type Formulas } from './compile.ts'
import type { MeasureType } from './dimensions.ts'
import { familyOf } from './family.ts'
import { makeGrid, type Grid } from './grid.ts'
import { GRAVITY, type Cell, type Figure, type Outcome, type World } from './outcome.ts'
import { extentOf } from './reach.ts'

const part = (id: string, parent: string, validFrom?: string, validTo?: string) => ({
  ...{ id, kind: 'part', parent, validFrom, validTo },
})
/** `a4` comes late, `a5` for some months, `b1` ends early. */
export const FAMILY = familyOf([
  { id: 'pl', kind: 'whole' },
  ...[part('a', 'pl'), part('b', 'pl'), part('a1', 'a'), part('a2', 'a'), part('a3', 'a')],
  ...[
    part('a4', 'a', '2022-06-01'),
    part('a5', 'a', '2021-04-15', '2021-08-31'),
    part('b1', 'b', undefined, '2020-12-31'),
  ],
])
export const AREAS = ['pl', 'a', 'b', 'a1', 'a2', 'a3', 'a4', 'a5', 'b1']
export const QUARTERS = ['2021-Q1', '2021-Q2', '2021-Q3', '2021-Q4']
export const MONTHS = Array.from({ length: 12 }, (_, m) => `2021-M${String(m + 1).padStart(2, '0')}`)
export const PERIODS = ['2019', '2020', '2021', '2022', '2020-M12', '2021-S1', '2021-S2', ...QUARTERS, ...MONTHS]

export type Figures = Map<string, Figure>
export const keyOf = (measure: string, { area, period }: Cell, dimension = '') =>
  `${measure}[${dimension} ${area} ${period}`
export const worldOf = (figures: Figures): World => ({
  children: FAMILY.childrenOf,
  figure: (measure, dimension, cell) => figures.get(keyOf(measure, cell, dimension)),
})

/** Figures written as 'measure area period: value status', or a reason for a missing one. */
export function figuresOf(...lines: string[]): Figures {
  return new Map(
    lines.map((line) => {
      const [, measure = '', dimension = '', area = '', period = '', value = '', rest = 'A'] =
        /^(\w+)(?:\[(.*?)\])? (\S+) (\S+): (\S+)(?: (.*))?$/.exec(line) ?? []
      const figure: Figure =
        value === '-' ? { value: null, status: 'M', reason: rest } : { value: Number(value), status: rest as 'A' }
      return [keyOf(measure, { area, period }, dimension), figure]
    }),
  )
}

export function columnsOf(formulas: Formulas, figures: Figures) {
  const { areas, periods } = extentOf(formulas, { areas: AREAS, periods: PERIODS }, FAMILY.parentOf)
  const grid = makeGrid(areas, periods, FAMILY.childrenOf)
  const input = (measure: string, dimension: string): Column => {
    const column = emptyColumn(grid)
    areas.forEach((area, a) => {
      periods.forEach((period, p) => {
        const figure = figures.get(keyOf(measure, { area, period }, dimension))
        if (!figure) return
        column.values[a * periods.length + p] = figure.value ?? 0
        column.statuses[a * periods.length + p] = statusByte(figure.status)
      })
    })
    return column
  }
  return { grid, input }
}

/** Every definition over every cell, as the recomputation does it. */
export function evaluateAll(formulas: Formulas, figures: Figures): Map<string, Cells> {
  const { grid, input } = columnsOf(formulas, figures)
  const done = new Map<string, Column>()
  for (const compiled of formulas.definitions.values()) {
    done.set(compiled.id, evaluateColumn(compiled, grid, { input, indicator: (id) => done.get(id) }))
  }
  return new Map([...done].map(([id, column]) => [id, { column, grid }]))
}

export type Cells = { column: Column; grid: Grid }

export function inColumn({ column, grid }: Cells, { area, period }: Cell): string {
  const i = grid.areas.indexOf(area) * grid.periods.length + grid.periods.indexOf(period)
  const status = column.statuses[i]!
  return status === ABSENT ? 'absent' : status === MISSING ? 'missing' : `${column.values[i]} ${GRAVITY[status]}`
}
export const said = (outcome: Outcome) =>
  outcome.kind === 'value' ? `${outcome.value} ${outcome.status}` : outcome.kind

export const MEASURES: MeasureType[] = [
  { id: 'x', unit: 'person' },
  { id: 'y', unit: 'person' },
  { id: 'beds', unit: 'bed' },
  { id: 'share', unit: '%' },
  { id: 'n', unit: '1' },
  { id: 'by', unit: 'person', dimensions: [{ id: 'age', values: [{ id: 'total' }, { id: 'young' }, { id: 'old' }] }] },
]

export function give(
  formula: string,
  unit: string,
  figures: Figures,
  cell: Cell = { area: 'a', period: '2021' },
  more: FormulaDefinition[] = [],
) {
  const formulas = compileFormulas([...more, { id: 'it', formula, unit }], MEASURES)
  const outcome = evaluateCell(formulas, 'it', cell, worldOf(figures))
  expect(inColumn(evaluateAll(formulas, figures).get('it')!, cell)).toBe(said(outcome))
  return outcome
}
export const reason = (outcome: Outcome) => (outcome.kind === 'value' ? outcome : outcome.reason)
