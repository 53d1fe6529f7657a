/** Computes what publications affect: a few cells one by one, many at once; writes only what came out different. */
import {
  ABSENT,
  affected,
  compileFormulas,
  evaluateCell,
  evaluateColumn,
  extentOf,
  GRAVITY,
  makeGrid,
  MISSING,
  needed,
  readersOf,
  type Cells,
  type Column,
  type Compiled,
  type Formulas,
  type Grid,
  type Outcome,
} from '../formula/index.ts'
import type { Tx } from '#platform/db'
import { catalogue, definitions, observations, publications, values } from '../store/index.ts'
import type { Definition, Reason, Status } from '../types.ts'
import { loadColumns } from './columns.ts'
import { familyOf, worldOf, type Family } from './world.ts'
import type { Needs } from './needs.ts'

/** More changed figures than this are computed over everything, column by column. */
const FEW = 2_000
const ROWS_A_WRITE = 10_000

type Result = Omit<values.ValueRow, 'seq'>
type Task = { tx: Tx; seq: number; formulas: Formulas; valid: Map<string, Definition>; family: Family }

export function createRecompute(needs: Needs) {
  const { db, clock, ledger, places } = needs

  /** Gives how many values changed. Whatever was published when it begins is computed when it ends, or nothing is. */
  return async function recompute(): Promise<number> {
    // Before the transaction: the embedded database serves one at a time.
    const family = familyOf(await places.areas())
    return db.transaction().execute(async (tx) => {
      await publications.lock(tx)
      const due = await publications.due(tx)
      const last = due.at(-1)
      if (!last) return 0
      const all = await definitions.all(tx)
      const formulas = compileFormulas(all, await catalogue.measures(tx))
      const valid = new Map(all.map((definition) => [definition.id, definition]))
      const task = { tx, seq: last.seq, formulas, valid, family }
      const changed = await computeDue(task, due)
      for (const { seq } of due) await publications.computed(tx, seq, clock.now(), seq === last.seq ? changed : 0)
      const payload = { publications: due.map(({ seq }) => seq), values: changed }
      await ledger.append(tx, {
        kind: 'indicators.computed',
        actor: 'system:indicators',
        subject: 'indicators',
        payload,
      })
      return changed
    })
  }
}

async function computeDue(task: Task, due: publications.Publication[]): Promise<number> {
  const { tx, formulas, valid, family } = task
  const numbers = due.flatMap(({ import_number }) => import_number ?? [])
  const redefined = new Set(
    [...valid.values()].filter(({ seq }) => due.some((one) => one.seq === seq)).map(({ id }) => id),
  )
  const keys = []
  for (const number of numbers) keys.push(...(await observations.keysOf(tx, number, FEW + 1 - keys.length)))
  if (redefined.size === 0 && keys.length <= FEW) return computeCells(task, affected(formulas, keys, family.parentOf))
  const measures = new Set<string>()
  for (const number of numbers) for (const id of await observations.measuresOf(tx, number)) measures.add(id)
  return computeColumns(task, readersOf(formulas, measures, redefined))
}

async function computeCells(task: Task, cells: Cells): Promise<number> {
  const { tx, seq, formulas, family } = task
  const world = worldOf(await observations.ofKeys(tx, needed(formulas, cells, family.childrenOf), seq), family)
  const results: Result[] = []
  for (const [id, own] of cells) {
    for (const cell of own.values()) {
      if (!concerns(task, id, cell.area)) continue
      const result = resultOf(task, id, cell.area, cell.period, evaluateCell(formulas, id, cell, world))
      if (result) results.push(result)
    }
  }
  return writeChanged(task, results, await values.ofCells(tx, results))
}

/** Is the indicator computed for areas of this kind? */
const concerns = ({ valid, family }: Task, id: string, area: string) =>
  valid.get(id)!.areas.includes(family.kindOf(area) ?? '')

async function computeColumns(task: Task, ids: ReadonlySet<string>): Promise<number> {
  const { tx, seq, formulas, family } = task
  const chosen = withReferences(formulas, ids)
  const wanted = new Set(chosen.flatMap(({ inputs }) => inputs.map(({ measure }) => measure)))
  // An area or a period without figures of its own may have those of its parts.
  const { areas, periods } = extentOf(formulas, await observations.extent(tx), family.parentOf)
  const grid = makeGrid(areas, periods, family.childrenOf)
  const figures = await loadColumns(tx, grid, [...wanted], seq)
  const referred = new Set(chosen.flatMap(({ references }) => references.map(({ id }) => id)))
  const done = new Map<string, Column>()
  let changed = 0
  for (const compiled of chosen) {
    const columns = { input: figures.column, indicator: (id: string) => done.get(id) }
    const column = evaluateColumn(compiled, grid, columns)
    if (referred.has(compiled.id)) done.set(compiled.id, column)
    if (ids.has(compiled.id)) changed += await writeColumn(task, compiled.id, grid, column, figures)
  }
  return changed
}

/** Those definitions, and all that they refer to, in the order of computing. */
function withReferences({ definitions: all }: Formulas, ids: ReadonlySet<string>): Compiled[] {
  const wanted = new Set(ids)
  for (const { id, references } of [...all.values()].toReversed()) {
    if (wanted.has(id)) for (const reference of references) wanted.add(reference.id)
  }
  return [...all.values()].filter(({ id }) => wanted.has(id))
}

type Figures = Awaited<ReturnType<typeof loadColumns>>

async function writeColumn(task: Task, id: string, grid: Grid, column: Column, figures: Figures): Promise<number> {
  const known = new Map((await values.current(task.tx, [id])).map((row) => [`${row.area} ${row.period}`, row]))
  const world = { children: task.family.childrenOf, figure: figures.figure }
  const version = task.valid.get(id)!.version
  let batch: Result[] = []
  let changed = 0
  for (const [a, area] of grid.areas.entries()) {
    if (!concerns(task, id, area)) continue
    for (const [p, period] of grid.periods.entries()) {
      const i = a * grid.periods.length + p
      const status = column.statuses[i]!
      if (status === ABSENT) continue
      const outcome: Outcome =
        status === MISSING
          ? evaluateCell(task.formulas, id, { area, period }, world)
          : { kind: 'value', value: column.values[i]!, status: GRAVITY[status]! }
      const result = resultOf(task, id, area, period, outcome)
      if (!result || isSame(result, known.get(`${area} ${period}`))) continue
      batch.push({ ...result, version })
      if (batch.length < ROWS_A_WRITE) continue
      await values.add(task.tx, task.seq, batch)
      changed += batch.length
      batch = []
    }
  }
  if (batch.length > 0) await values.add(task.tx, task.seq, batch)
  return changed + batch.length
}

/** A value outside the definition's valid range is not published: it is missing, and says why. */
function resultOf({ valid }: Task, id: string, area: string, period: string, outcome: Outcome): Result | undefined {
  const { version, valid: range } = valid.get(id)!
  const cell = { indicator: id, area, period, version }
  if (outcome.kind === 'absent') return undefined
  if (outcome.kind === 'missing') return { ...cell, value: null, status: 'M', reason: outcome.reason }
  const { value, status } = outcome
  if (value < (range?.min ?? -Infinity) || value > (range?.max ?? Infinity)) {
    const reason: Reason = {
      code: 'indicators.outOfRange',
      details: { value, min: range?.min ?? null, max: range?.max ?? null },
    }
    return { ...cell, value: null, status: 'M', reason }
  }
  return { ...cell, value, status: status satisfies Status, reason: null }
}

const isSame = (a: Result, b: values.ValueRow | undefined) =>
  b !== undefined &&
  a.value === b.value &&
  a.status === b.status &&
  a.reason?.code === b.reason?.code &&
  a.version === b.version

async function writeChanged({ tx, seq }: Task, results: Result[], before: values.ValueRow[]): Promise<number> {
  const known = new Map(before.map((row) => [`${row.indicator} ${row.area} ${row.period}`, row]))
  const changed = results.filter((row) => !isSame(row, known.get(`${row.indicator} ${row.area} ${row.period}`)))
  if (changed.length > 0) await values.add(tx, seq, changed)
  return changed.length
}
