/** Computes what publications affect: a few cells one by one, many at once; writes only what came out different. */
import {
  ABSENT,
  affected,
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
import { figureOf } from '../rules.ts'
import { openSoon } from '../opening/service.ts'
import { observations, publications, values } from '../store/index.ts'
import type { Reason } from '../types.ts'
import { loadColumns } from './columns.ts'
import { createFrames, type Frame } from './frame.ts'
import type { Needs } from './needs.ts'
import { worldOf } from './world.ts'

/** More changed figures than this are computed over everything, column by column. */
const FEW = 2_000
const ROWS_A_WRITE = 10_000

type Result = Omit<values.ValueRow, 'seq'>
type Task = { tx: Tx; seq: number } & Frame

export function createRecompute({ db, clock, ledger, jobs, events }: Needs) {
  const frameOf = createFrames()

  /** Gives how many values changed. Whatever was published when it begins is computed when it ends, or nothing is. */
  return async function recompute(): Promise<number> {
    return db.transaction().execute(async (tx) => {
      await publications.lock(tx)
      const { due, framed } = await publications.takeDue(tx, clock.now())
      const last = due.at(-1)
      if (!last) return 0
      const changed = await computeDue({ tx, seq: last.seq, ...(await frameOf(tx, framed)) }, due)
      const payload = { publications: due.map(({ seq }) => seq), values: changed }
      await ledger.append(tx, {
        kind: 'indicators.computed',
        actor: 'system:indicators',
        subject: 'indicators',
        payload,
      })
      await openSoon({ jobs, clock }, tx)
      await events.emit(tx, 'indicators.computed', { seq: last.seq })
      return changed
    })
  }
}

async function computeDue(task: Task, due: publications.Publication[]): Promise<number> {
  const { tx, formulas, family } = task
  const numbers = due.flatMap(({ import_number }) => import_number ?? [])
  const redefined = redefinedBy(task, due)
  if (redefined.size === 0) {
    const keys = await observations.keysOf(tx, numbers, FEW + 1)
    if (keys.length <= FEW) return computeCells(task, affected(formulas, keys, family.parentOf))
  }
  const measures = new Set(await observations.measuresOf(tx, numbers))
  return computeColumns(task, readersOf(formulas, measures, redefined))
}

/** Definitions that may give other values for the same figures: all of them where areas or measures changed. */
function redefinedBy({ definitions }: Task, due: publications.Publication[]): Set<string> {
  const all = due.some(({ kind }) => kind === 'areas' || kind === 'measures')
  const seqs = new Set(due.map(({ seq }) => seq))
  return new Set([...definitions.values()].filter(({ seq }) => all || seqs.has(seq)).map(({ id }) => id))
}

async function computeCells(task: Task, cells: Cells): Promise<number> {
  const { tx, seq, formulas, family } = task
  const world = worldOf(await observations.ofKeys(tx, needed(formulas, cells, family.childrenOf), seq), family)
  const results: Result[] = []
  for (const [id, own] of cells) {
    for (const cell of own.values()) {
      if (concerns(task, id, cell.area)) results.push(resultOf(task, id, cell, evaluateCell(formulas, id, cell, world)))
    }
  }
  const before = new Map((await values.ofCells(tx, results)).map((row) => [`${row.indicator} ${keyOf(row)}`, row]))
  const changed = results.filter((row) => isNews(row, before.get(`${row.indicator} ${keyOf(row)}`)))
  if (changed.length > 0) await values.add(tx, seq, changed)
  return changed.length
}

/** Is the indicator computed for areas of this kind? */
const concerns = ({ definitions, family }: Task, id: string, area: string) =>
  definitions.get(id)!.areas.includes(family.kindOf(area) ?? '')

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
    if (ids.has(compiled.id))
      changed += await writeColumn(task, compiled.id, resultsOf(task, compiled.id, grid, column, figures))
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

/** What a column says of the areas that the definition concerns; reasons are found cell by cell. */
function* resultsOf(task: Task, id: string, grid: Grid, column: Column, { figure }: Figures): Generator<Result> {
  const world = { children: task.family.childrenOf, figure }
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
      yield resultOf(task, id, { area, period }, outcome)
    }
  }
}

async function writeColumn(task: Task, id: string, results: Iterable<Result>): Promise<number> {
  const before = new Map((await values.current(task.tx, [id])).map((row) => [keyOf(row), row]))
  let batch: Result[] = []
  let changed = 0
  const write = async () => {
    if (batch.length > 0) await values.add(task.tx, task.seq, batch)
    changed += batch.length
    batch = []
  }
  for (const result of results) {
    const known = before.get(keyOf(result))
    before.delete(keyOf(result))
    if (isNews(result, known)) batch.push(result)
    if (batch.length === ROWS_A_WRITE) await write()
  }
  // What had a value, and has none any more.
  for (const known of before.values()) {
    const result = resultOf(task, id, known, { kind: 'absent', reason: goneBecause(task, known) })
    if (isNews(result, known)) batch.push(result)
  }
  await write()
  return changed
}

const keyOf = ({ area, period }: { area: string; period: string }) => `${area} ${period}`

const NO_FIGURES = 'indicators.noFigures'
const OTHER_KIND = 'indicators.otherKind'

function goneBecause(task: Task, { indicator, area, period }: values.ValueRow): Reason {
  return { code: concerns(task, indicator, area) ? NO_FIGURES : OTHER_KIND, details: { area, period } }
}

function resultOf(
  { definitions }: Task,
  id: string,
  { area, period }: { area: string; period: string },
  outcome: Outcome,
): Result {
  const { version, valid } = definitions.get(id)!
  return { indicator: id, area, period, version, ...figureOf(outcome, valid) }
}

/** Where nothing was known and nothing is, there is nothing to tell. */
function isNews(result: Result, before: values.ValueRow | undefined): boolean {
  if (!before) return result.reason?.code !== NO_FIGURES
  return (
    result.value !== before.value ||
    result.status !== before.status ||
    result.reason?.code !== before.reason?.code ||
    result.version !== before.version
  )
}
