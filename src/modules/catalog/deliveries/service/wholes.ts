/** What is done to a table as a whole: rows and cells that tell of somebody left out, counts made and protected. */
import type { TextRows } from '#platform/copy'
import { counts, reckonApart } from '#governance'
import { refuse } from '../../refusals.ts'
import type { Column, TableTreat } from '../types.ts'

type Row = (string | null)[]
type Rows = AsyncIterable<TextRows>
type Treat<Rule extends TableTreat['rule']> = Extract<TableTreat, { rule: Rule }>
/** Rows can be gone through more than once: `again` from the start. */
export type Whole = { columns: Column[]; rows: Rows; again: () => Rows }

const GROUPS_MAX = 1_000_000
const BATCH = 1_000

/** How often the rows are gone through besides. */
export const passesOf = (rules: readonly TableTreat[]): number => rules.filter(isSuppression).length
const isSuppression = ({ rule }: TableTreat): boolean => rule === 'suppressCells' || rule === 'suppressRows'
/** Cells are emptied before rows are left out, and counts are of what is left. */
const ORDER: readonly TableTreat['rule'][] = ['suppressCells', 'suppressRows', 'aggregate', 'counts']

/**
 * Throws `catalog.tooManyGroups`, `catalog.countsOpen` where counts cannot be protected, `catalog.countsUnfit` for what is no
 * count, `catalog.totalTaken`, and what `counts` throws.
 */
export async function wholly(rules: readonly TableTreat[], whole: Whole, signal: AbortSignal): Promise<Whole> {
  const ordered = rules.toSorted((a, b) => ORDER.indexOf(a.rule) - ORDER.indexOf(b.rule))
  let now = whole
  for (const rule of ordered) now = await one(rule, now, signal)
  return now
}

async function one(treat: TableTreat, whole: Whole, signal: AbortSignal): Promise<Whole> {
  if (treat.rule === 'suppressRows') return suppressed(treat, whole, (row, isSmall) => (isSmall ? undefined : row))
  if (treat.rule === 'suppressCells') {
    const at = placeOf(whole.columns, treat.cell)
    return suppressed(treat, whole, (row, isSmall) => (isSmall ? row.with(at, null) : row))
  }
  const made = treat.rule === 'aggregate' ? await aggregated(treat, whole, signal) : await protectedCounts(treat, whole, signal) // prettier-ignore
  const again = () => batches(made.rows)
  return { columns: made.columns, rows: again(), again }
}

function placeOf(columns: readonly Column[], name: string): number {
  const at = columns.findIndex((column) => column.name === name)
  if (at < 0) throw refuse.unknownColumn({ name })
  return at
}

async function* batches(rows: readonly Row[]): Rows {
  for (let from = 0; from < rows.length; from += BATCH) yield rows.slice(from, from + BATCH)
}

type Small = { columns: string[]; k: number }

/** Goes through the rows once to count who is like whom, and once more to do what follows from it. */
async function suppressed(
  { columns: names, k }: Small,
  { columns, rows, again }: Whole,
  left: (row: Row, isSmall: boolean) => Row | undefined,
): Promise<Whole> {
  const places = names.map((name) => placeOf(columns, name))
  const keyOf = (row: readonly (string | null)[]) => JSON.stringify(places.map((at) => row[at] ?? ''))
  const sizes = new Map<string, number>()
  for await (const batch of again())
    for (const row of batch) {
      const key = keyOf(row)
      sizes.set(key, (sizes.get(key) ?? 0) + 1)
      if (sizes.size > GROUPS_MAX) throw refuse.tooManyGroups({ most: GROUPS_MAX })
    }
  const done = async function* (from: Rows): Rows {
    for await (const batch of from) yield batch.flatMap((row) => opt(left([...row], sizes.get(keyOf(row))! < k)))
  }
  return { columns, rows: done(rows), again: () => done(again()) }
}
const opt = <T>(value: T | undefined): T[] => (value === undefined ? [] : [value])

type Group = { at: string[]; rows: number; sums: number[]; largest: number[][] }
const LARGEST = 2

/** Counts, and which of them are left empty, row by row: the cell's number among all counts. */
type Emptied = {
  rows: Row[]
  /** Where in a row stands what is counted, and where the counts. */
  at: number[]
  counted: number[]
  /** Empty for themselves; because they would bring those back; as sums of too few, or of one nearly alone. */
  small: ReadonlySet<number>
  besides: ReadonlySet<number>
  sums: ReadonlySet<number>
}

function emptied({ rows, counted, small, besides, sums }: Emptied): Row[] {
  for (const cell of [...small, ...besides, ...sums]) rows[Math.floor(cell / counted.length)]![counted[cell % counted.length]!] = null // prettier-ignore
  return rows
}

async function aggregated(treat: Treat<'aggregate'>, whole: Whole, signal: AbortSignal) {
  const { columns, ...found } = await aggregatedCounts(treat, whole, signal)
  return { columns, rows: emptied(found) }
}

/** Rows become counts by the chosen columns, with all totals; sums stand beside them. `read`: of so many. */
export async function aggregatedCounts(
  treat: Treat<'aggregate'>,
  { columns, rows }: Pick<Whole, 'columns' | 'rows'>,
  signal: AbortSignal,
): Promise<Emptied & { columns: Column[]; read: number }> {
  const by = treat.columns.map((name) => placeOf(columns, name))
  const sums = treat.sums.map((name) => placeOf(columns, name))
  const groups = new Map<string, Group>()
  const values = by.map(() => new Set<string>())
  let read = 0
  for await (const batch of rows)
    for (const row of batch) {
      read++
      const at = by.map((place) => row[place] ?? '')
      for (const [i, value] of at.entries()) {
        if (value === treat.total) throw refuse.totalTaken({ column: treat.columns[i], total: treat.total })
        if (values[i]!.add(value).size > counts.CELLS_MAX) throw refuse.tooManyGroups({ most: counts.CELLS_MAX })
      }
      const amounts = sums.map((place, i) => amountOf(row[place] ?? '0', treat.sums[i]!))
      for (const key of upwards(at, treat.total)) put(groups, key, amounts)
    }
  const at = counts.combinations(values.map((own) => [...own].sort()), treat.total) // prettier-ignore
  const dimensions = treat.columns.map(() => ({ total: treat.total }))
  const found = at.map((key) => groups.get(JSON.stringify(key)))
  const table = counts.countsOf(dimensions, at.map((own, i) => ({ at: own, counts: [found[i]?.rows ?? 0] }))) // prettier-ignore
  const single = await suppressedIn(table, counts.primary(table, { kind: 'threshold', k: treat.k }), signal)
  const hidden = new Set([...single.small, ...single.besides])
  const width = 1 + sums.length
  const placed = (cells: Iterable<number>, i: number) => [...cells].map((row) => row * width + i)
  const [besides, ofSums] = [placed(single.besides, 0), [] as number[]]
  for (const i of sums.keys()) {
    const own = counts.countsOf(dimensions, at.map((one, row) => ({ at: one, counts: [found[row]?.sums[i] ?? 0] }))) // prettier-ignore
    const cells = own.cells.map((cell, row) => ({ ...cell, largest: found[row]?.largest[i] ?? [] }))
    const empty = await suppressedIn({ ...own, cells }, protections(cells, hidden), signal)
    ofSums.push(...placed(empty.small, i + 1))
    besides.push(...placed(empty.besides, i + 1))
  }
  return {
    columns: [
      ...by.map((place): Column => ({ name: columns[place]!.name, type: 'string', sql: 'text' })),
      { name: treat.as, type: 'integer', sql: 'bigint' } satisfies Column,
      ...sums.map((place): Column => ({ name: columns[place]!.name, type: 'number', sql: 'numeric' })),
    ],
    rows: at.map((key, row): Row => [
      ...key.map((value) => (value === '' ? null : value)),
      String(found[row]?.rows ?? 0),
      ...sums.map((_, i) => shown(found[row]?.sums[i] ?? 0)),
    ]),
    at: [...by.keys()],
    counted: Array.from({ length: width }, (_, i) => by.length + i),
    small: new Set(placed(single.small, 0)),
    besides: new Set(besides),
    sums: new Set(ofSums),
    read,
  }
}

/** The cell itself, and every total that it is a part of. */
const upwards = (at: readonly string[], total: string): string[][] =>
  at.reduce<string[][]>(
    (all, value) =>
      all.flatMap((before) => [
        [...before, value],
        [...before, total],
      ]),
    [[]],
  )

function put(groups: Map<string, Group>, at: string[], amounts: readonly number[]): void {
  const key = JSON.stringify(at)
  let group = groups.get(key)
  if (!group) groups.set(key, (group = { at, rows: 0, sums: amounts.map(() => 0), largest: amounts.map(() => []) }))
  group.rows++
  for (const [i, amount] of amounts.entries()) {
    group.sums[i]! += amount
    group.largest[i] = [...group.largest[i]!, amount].sort((a, b) => b - a).slice(0, LARGEST)
  }
}

/** Amounts are reckoned in whole ten-thousandths. */
const SCALE = 10_000
function amountOf(text: string, column: string): number {
  const amount = Math.round(Number(text) * SCALE)
  if (!Number.isSafeInteger(amount) || amount < 0) throw refuse.countsUnfit({ column })
  return amount
}
const shown = (amount: number): string => String(amount / SCALE)

/** Nobody comes nearer to the sum of a hidden count, or to the largest part of any sum, than by so many percent. */
const NEAR_PERCENT = 10
function protections(cells: readonly counts.Cell[], hidden: ReadonlySet<number>): counts.Protection[] {
  const near = new Map(counts.primary({ cells, equations: [] }, { kind: 'pPercent', p: NEAR_PERCENT }).map((one) => [one.cell, one])) // prettier-ignore
  return cells.flatMap(({ value }, cell) => {
    const up = Math.max(1, Math.ceil((value * NEAR_PERCENT) / 100))
    return opt(near.get(cell) ?? (hidden.has(cell) ? { cell, down: Math.min(value, up), up } : undefined))
  })
}

/** Which cells are left empty: `small` are so themselves, `besides` would bring those back. Throws `catalog.countsOpen`. */
async function suppressedIn(table: counts.CountTable, primary: counts.Protection[], signal: AbortSignal) {
  if (primary.length === 0) return { small: new Set<number>(), besides: new Set<number>() }
  const found = await reckonApart('protect', { table, protections: primary }, signal)
  if (found.open.length > 0) throw refuse.countsOpen({ count: found.open.length })
  return { small: new Set(found.primary), besides: new Set(found.secondary) }
}

/** Rows that are counts already: what is small, and what would bring it back, is left empty. */
async function protectedCounts(treat: Treat<'counts'>, whole: Whole, signal: AbortSignal) {
  return { columns: whole.columns, rows: emptied(await suppressedCounts(treat, whole, signal)) }
}

/** The rows as they are, and which of their counts would be left empty. */
export async function suppressedCounts(
  treat: Treat<'counts'>,
  { columns, rows }: Pick<Whole, 'columns' | 'rows'>,
  signal: AbortSignal,
): Promise<Emptied> {
  const at = treat.dimensions.map(({ column }) => placeOf(columns, column))
  const counted = treat.counts.map((name) => placeOf(columns, name))
  const whole = treat.total === undefined ? undefined : treat.counts.indexOf(treat.total)
  const all: Row[] = []
  for await (const batch of rows) {
    for (const row of batch) all.push([...row])
    if (all.length * counted.length > counts.CELLS_MAX) throw refuse.tooManyGroups({ most: counts.CELLS_MAX })
  }
  const given = all.map((row) => ({
    at: at.map((place) => row[place] ?? ''),
    counts: counted.map((place, i) => (row[place] === null ? null : wholeOf(row[place]!, treat.counts[i]!))),
  }))
  // Totals that nobody named are known to whoever reads the table all the same.
  const dimensions = treat.dimensions.map(({ total }, i) => ({ total: total ?? counts.totalIn(given, i) }))
  const table = counts.countsOf(dimensions, given, whole ?? counts.wholeIn(given))
  counts.demandAdding(table)
  const found = await suppressedIn(table, counts.primary(table, { kind: 'threshold', k: treat.k }), signal)
  return { rows: all, at, counted, sums: new Set(), ...found }
}

function wholeOf(text: string, column: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value) || value < 0) throw refuse.countsUnfit({ column })
  return value
}
