/** Tables of counts: which cells to hide so that no subtraction brings them back. */
import { primary, type Rule } from './primary.ts'
import { protect, type Protected } from './secondary.ts'
import type { CountTable } from './table.ts'

export { attack, type Interval } from './attacker.ts'
export { primary, type Protection, type Rule } from './primary.ts'
export { protect, type Protected } from './secondary.ts'
export { combinations, countsOf, TOTAL, totalIn, wholeIn, type CountRow, type Dimension } from './cube.ts'
export { CELLS_MAX, crossTable, demandAdding, type Cell, type CountTable, type Equation, type Tree } from './table.ts'

/** Primary and secondary suppression at once. Throws `governance.risk.goal`. */
export const suppressed = (table: CountTable, rule: Rule): Protected => protect(table, primary(table, rule))
