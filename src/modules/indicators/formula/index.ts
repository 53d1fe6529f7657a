/** Formulas: read, checked for names and units, evaluated over everything at once or cell by cell, and explained. */
import { conversion } from './unit.ts'
import { parseUnit } from './unit-text.ts'
import { NATURAL, UNSCALABLE } from './unit-words.ts'

export { ABSENT, emptyColumn, evaluateColumn, MISSING, statusByte, type Column, type Columns } from './batch.ts'
export { createMemory, evaluateCell, type Memory } from './cell.ts'
export { familyOf, type Family, type Kin } from './family.ts'
export { makeGrid, type Grid } from './grid.ts'
export { checkFormulas, compileFormulas, type Compiled, type FormulaDefinition, type Formulas } from './compile.ts'
export { GRAVITY, type Cell, type Figure, type Outcome, type World } from './outcome.ts'
export { affected, extentOf, needed, readBy, readersOf, type Cells, type FigureKey } from './reach.ts'
export { traceCell, type Token, type Trace } from './trace.ts'

/** Is it a unit of things counted or of money, which add up; not one of nature's, nor so much per something? */
export function isCounted(text: string): boolean {
  const [base, ...others] = [...parseUnit(text).dimension]
  return base !== undefined && others.length === 0 && base[1] === 1 && !NATURAL.has(base[0]) && !UNSCALABLE.has(base[0])
}

/** What a number in `from` is multiplied by to be in `to`; undefined where they do not fit or cannot be read. */
export function unitFactor(from: string, to: string): number | undefined {
  try {
    const ratio = conversion(parseUnit(from), parseUnit(to))
    return ratio && Number(ratio.num) / Number(ratio.den)
  } catch {
    return undefined
  }
}
