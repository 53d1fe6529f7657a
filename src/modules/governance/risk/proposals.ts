/** What could be done so that nobody is told from rows, each with what it loses and what comes of it; what loses least first. */
import { assess, meetsGoals, type Assessment, type AssessOptions } from './assess.ts'
import { classesOf, weights } from './classes.ts'
import { GENERALISED, HIDDEN, type Generalised } from './hierarchies.ts'
import { measure } from './measure.ts'
import type { Coded, Measures, Sensitive } from './types.ts'

export type Step =
  | { what: 'drop'; column: string }
  | { what: 'generalise'; column: string; by: Generalised; step: number; widths?: number[] }
  | { what: 'suppressRows'; columns: string[]; k: number }
  | { what: 'suppressCells'; column: string; columns: string[]; k: number }
  | { what: 'aggregate'; columns: string[]; k: number }

export type Proposal = {
  kind: Step['what']
  steps: Step[]
  /** Absent where no single rows are left. */
  after?: Measures
  meets: boolean
  /** The share of what the columns known to others say that is lost, from 0 to 1. */
  lost: number
  rowsLost: number
}

/** Of columns to be dropped, those that cost least are enough to choose from. */
const DROPS_MAX = 2
/** More columns together make no table that anybody reads. */
const DIMENSIONS_MAX = 4

type Table = { quasi: Coded[]; sensitive: Sensitive[] }

/** What `assess` finds, and what follows from it. Throws what `assess` throws. */
export function propose(
  quasi: Coded[],
  sensitive: Sensitive[],
  options: AssessOptions = {},
): { now: Assessment; proposals: Proposal[] } {
  const now = assess(quasi, sensitive, options)
  if (now.meets) return { now, proposals: [] }
  const table = { quasi, sensitive }
  const { k } = now.goals
  const all = [
    ...generalised(now, quasi),
    weighed(table, 'suppressRows', [], k),
    ...(quasi.length > 1 ? drops(table, k) : []),
    ...(quasi.length > 1 ? cells(table, k) : []),
    ...(quasi.length <= DIMENSIONS_MAX ? [aggregated(quasi, k)] : []),
  ]
    // What leaves nothing is no proposal.
    .filter(({ kind, after }) => kind === 'aggregate' || after !== undefined)
    .map((one) => ({ ...one, meets: one.meets && (!one.after || meetsGoals(one.after, now.goals)) }))
  const order = (a: Proposal, b: Proposal) => Number(b.meets) - Number(a.meets) || a.lost - b.lost
  return { now, proposals: all.sort(order) }
}

function generalised({ generalise, goals }: Assessment, quasi: readonly Coded[]): Proposal[] {
  if (!generalise) return []
  const { columns, loss, after } = generalise
  const steps = columns.flatMap(({ column, hierarchy, level, levels, step, widths }): Step[] => {
    if (level === 0) return []
    const by = GENERALISED.find((one) => one === hierarchy)
    return !by || level === levels
      ? [{ what: 'drop', column }]
      : [{ what: 'generalise', column, by, step, ...(widths && { widths: [...widths] }) }]
  })
  const gone = new Set(steps.flatMap((step) => (step.what === 'drop' ? [step.column] : [])))
  const left = quasi.map(({ name }) => name).filter((name) => !gone.has(name))
  if (loss.suppressed > 0 && left.length > 0) steps.push({ what: 'suppressRows', columns: left, k: goals.k })
  return [{ kind: 'generalise', steps, after, meets: true, lost: loss.certainty, rowsLost: loss.suppressed }]
}

/** With these steps done, and the rows that are still in too small a class left out. */
function weighed(table: Table, kind: Step['what'], steps: Step[], k: number): Proposal {
  const before = table.quasi.length * table.quasi[0]!.codes.length
  const done = applied(table, steps)
  const small = inSmall(done.quasi, k)
  const last = { what: 'suppressRows' as const, columns: done.quasi.map(({ name }) => name), k }
  const kept = small.count > 0 ? applied(done, [last]) : done
  const rows = kept.quasi[0]!.codes.length
  const said = kept.quasi.reduce((sum, { codes, values }) => sum + codes.reduce((n, code) => n + (values[code] === HIDDEN ? 0 : 1), 0), 0) // prettier-ignore
  return {
    ...{ kind, steps: small.count > 0 ? [...steps, last] : steps, lost: 1 - said / before, rowsLost: small.count },
    ...(rows > 0 ? { after: measure(kept), meets: true } : { meets: false }),
  }
}

const drops = (table: Table, k: number): Proposal[] =>
  table.quasi
    .map(({ name }) => weighed(table, 'drop', [{ what: 'drop', column: name }], k))
    .sort((a, b) => a.lost - b.lost)
    .slice(0, DROPS_MAX)

/** The column whose emptied cells cost least, where that costs less than to drop it. */
function cells(table: Table, k: number): Proposal[] {
  const columns = table.quasi.map(({ name }) => name)
  const each = columns.map((column) => ({
    ...{ empty: weighed(table, 'suppressCells', [{ what: 'suppressCells', column, columns, k }], k) },
    ...{ drop: weighed(table, 'drop', [{ what: 'drop', column }], k) },
  }))
  const cheaper = each.filter(({ empty, drop }) => empty.lost < drop.lost).map(({ empty }) => empty)
  return cheaper.toSorted((a, b) => a.lost - b.lost).slice(0, 1)
}

const aggregated = (quasi: readonly Coded[], k: number): Proposal => ({
  ...{ kind: 'aggregate', steps: [{ what: 'aggregate', columns: quasi.map(({ name }) => name), k }] },
  ...{ meets: true, lost: 1, rowsLost: quasi[0]!.codes.length },
})

/** The rows that stand in a class of fewer than `k`. */
export function inSmall(quasi: readonly Coded[], k: number): { of: Uint8Array; count: number } {
  const classes = classesOf(quasi, quasi[0]!.codes.length)
  const sizes = weights(classes)
  const of = Uint8Array.from(classes.of, (group) => (sizes[group]! < k ? 1 : 0))
  return { of, count: of.reduce((sum, one) => sum + one, 0) }
}

function applied({ quasi, sensitive }: Table, steps: readonly Step[]): Table {
  return steps.reduce<Table>(
    (table, step) => {
      if (step.what === 'drop') return { ...table, quasi: table.quasi.filter(({ name }) => name !== step.column) }
      if (step.what !== 'suppressRows' && step.what !== 'suppressCells') return table
      const { of } = inSmall(chosenOf(table.quasi, step.columns), step.k)
      const pick = <C extends Coded>(column: C): C => ({ ...column, codes: column.codes.filter((_, row) => of[row] === 0) }) // prettier-ignore
      if (step.what === 'suppressRows') return { quasi: table.quasi.map(pick), sensitive: table.sensitive.map(pick) }
      return { ...table, quasi: table.quasi.map((column) => (column.name === step.column ? emptied(column, of) : column)) } // prettier-ignore
    },
    { quasi, sensitive },
  )
}

const chosenOf = (quasi: readonly Coded[], columns: readonly string[]) =>
  quasi.filter(({ name }) => columns.includes(name))

const emptied = (column: Coded, of: Uint8Array): Coded => ({
  ...{ name: column.name, values: [...column.values, HIDDEN] },
  codes: column.codes.map((code, row) => (of[row] === 1 ? column.values.length : code)),
})
