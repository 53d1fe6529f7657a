/** Tables of counts against an attacker who tries everything, written without a look at the one inside. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attack, crossTable, primary, protect, suppressed, type CountTable, type Tree } from './index.ts'

/** All that can be: tries whole numbers for every hidden cell, up to so many above the truth. */
function tryAll(
  { cells, equations }: CountTable,
  hidden: ReadonlySet<number>,
  cell: number,
  value: number,
  above = 12,
): boolean {
  const known = new Map(cells.flatMap((own, i) => (hidden.has(i) ? [] : [[i, own.value] as const])))
  const rows = equations.map(
    ({ total, parts }) => [[total, -1], ...parts.map((part) => [part, 1])] as [number, number][],
  )
  const possible = (given: Map<number, number>): boolean => {
    const assigned = new Map(given)
    for (let changed = true; changed;) {
      changed = false
      for (const row of rows) {
        const free = row.filter(([at]) => !assigned.has(at))
        const sum = row.reduce((so, [at, sign]) => so + sign * (assigned.get(at) ?? 0), 0)
        if (free.length === 0 && sum !== 0) return false
        if (free.length === 1) {
          const forced = -sum * free[0]![1]
          if (forced < 0) return false
          assigned.set(free[0]![0], forced)
          changed = true
        }
      }
    }
    const open = rows.map((row) => row.filter(([at]) => !assigned.has(at))).filter(({ length }) => length > 0)
    const shortest = open.sort((a, b) => a.length - b.length)[0]
    if (!shortest) return true
    const [at] = shortest[0]!
    for (let guess = 0; guess <= cells[at]!.value + above; guess++)
      if (possible(new Map([...assigned, [at, guess]]))) return true
    return false
  }
  return possible(new Map([...known, [cell, value]]))
}

const flatTree = (id: string, n: number): Tree => ({
  id,
  children: Array.from({ length: n }, (_, i) => ({ id: `${id}${i}` })),
})

function tableOf(values: number[][]): CountTable {
  return crossTable(flatTree('r', values.length), flatTree('c', values[0]!.length), (row, column) =>
    row.length > 1 && column.length > 1 ? values[Number(row.slice(1))]![Number(column.slice(1))]! : undefined,
  )
}

test('totals are added up, and a total that is not the sum of its parts is refused', () => {
  const table = tableOf([[1, 20], [30, 4]]) // prettier-ignore
  expect(table.cells.map(({ value }) => value)).toEqual([55, 31, 24, 21, 1, 20, 34, 30, 4])
  const wrong = () => crossTable(flatTree('r', 2), flatTree('c', 1), (row) => (row === 'r' ? 10 : 4))
  expect(wrong).toThrow(expect.objectContaining({ code: 'governance.risk.notAdding' }))
  expect(() => tableOf([[1.5]])).toThrow(expect.objectContaining({ code: 'governance.risk.notWhole' }))
})

test('rules of primary suppression, by hand', () => {
  const table = crossTable({ id: 'all', children: [{ id: 'a' }, { id: 'b' }] }, { id: 'x' }, (row) => ({ a: 100, b: 100 })[row], (row) => ({ a: [70, 20, 5], b: [40, 30, 30] })[row]) // prettier-ignore
  const hiddenBy = (rule: Parameters<typeof primary>[1]) => primary(table, rule).map(({ cell, up }) => [table.cells[cell]!.id, up]) // prettier-ignore
  // (1, 60%): 70 of 100; open up to 70 / 0.6 − 100.
  expect(hiddenBy({ kind: 'dominance', n: 1, share: 0.6 })).toEqual([['a / x', 17]])
  // p% with p = 20: 100 − 70 − 20 = 10 < 14, short by 4.
  expect(hiddenBy({ kind: 'pPercent', p: 20 })).toEqual([['a / x', 4]])
  // A zero tells of nobody; the row's total of 3 does, as its only count.
  const counts = tableOf([[0, 3], [5, 9]]) // prettier-ignore
  expect(primary(counts, { kind: 'threshold', k: 5 })).toEqual([{ cell: 3, down: 2, up: 3 }, { cell: 5, down: 2, up: 3 }]) // prettier-ignore
  expect(() => primary(table, { kind: 'threshold', k: 1 })).toThrow(expect.objectContaining({ code: 'governance.risk.goal' })) // prettier-ignore
})

test('one hidden cell is no secret: its row and its column tell it', () => {
  const table = tableOf([[3, 20], [30, 40]]) // prettier-ignore
  const small = table.cells.findIndex(({ value }) => value === 3)
  expect(attack(table, new Set([small]))).toEqual([{ cell: small, low: 3, high: 3 }])
  const { open, secondary, intervals } = suppressed(table, { kind: 'threshold', k: 5 })
  expect(open).toEqual([])
  expect(secondary).toHaveLength(3)
  const own = intervals.find(({ cell }) => cell === small)!
  expect(own.high - own.low).toBeGreaterThanOrEqual(5)
})

test('the attacker finds exactly what trying everything finds', { timeout: 120_000 }, () => {
  const grids = fc.array(fc.array(fc.nat(6), { minLength: 3, maxLength: 3 }), { minLength: 2, maxLength: 3 })
  fc.assert(
    fc.property(grids, fc.array(fc.nat(30), { minLength: 2, maxLength: 7 }), (values, picks) => {
      const table = tableOf(values)
      const inner = [...table.cells.keys()].filter((i) => !table.cells[i]!.isTotal)
      const hidden = new Set(picks.map((pick) => inner[pick % inner.length]!))
      for (const { cell, low, high } of attack(table, hidden)) {
        expect(tryAll(table, hidden, cell, low)).toBe(true)
        expect(tryAll(table, hidden, cell, high)).toBe(true)
        expect(low > 0 && tryAll(table, hidden, cell, low - 1)).toBe(false)
        expect(tryAll(table, hidden, cell, high + 1)).toBe(false)
      }
    }),
    { numRuns: 60 },
  )
})

test('nothing hidden can be recovered or closed in on, whatever is tried', { timeout: 240_000 }, () => {
  const value = fc.oneof(fc.nat(6), fc.integer({ min: 5, max: 60 }))
  const grids = fc.integer({ min: 2, max: 4 }).chain((width) => fc.array(fc.array(value, { minLength: width, maxLength: width }), { minLength: 2, maxLength: 4 })) // prettier-ignore
  fc.assert(
    fc.property(grids, fc.integer({ min: 2, max: 4 }), (values, k) => {
      const table = tableOf(values)
      const need = primary(table, { kind: 'threshold', k })
      const { open, primary: first, secondary, intervals } = protect(table, need)
      expect(open).toEqual([])
      const hidden = new Set([...first, ...secondary])
      expect(intervals.map(({ cell }) => cell).sort()).toEqual([...hidden].sort())
      for (const cell of hidden) {
        const truth = table.cells[cell]!.value
        const others = Array.from({ length: 2 * k + 2 }, (_, i) => truth - k + i).filter(
          (one) => one >= 0 && one !== truth,
        )
        const left = others.filter((one) => tryAll(table, hidden, cell, one))
        const own = intervals.find((interval) => interval.cell === cell)!
        // Somebody who subtracts is left with more than one number; for a small count with k more at least.
        expect(left.length).toBeGreaterThan(0)
        if (!first.includes(cell)) continue
        expect(own.high - own.low).toBeGreaterThanOrEqual(k)
        for (const end of [own.low, own.high])
          if (end <= truth + 12) expect(tryAll(table, hidden, cell, end)).toBe(true)
      }
    }),
    { numRuns: 60 },
  )
})

test('districts that make up the city: totals of totals open nothing', { timeout: 120_000 }, () => {
  const city: Tree = { id: 'city', children: [
    { id: 'north', children: [{ id: 'n1' }, { id: 'n2' }, { id: 'n3' }] }, { id: 'south', children: [{ id: 's1' }, { id: 's2' }] },
  ] } // prettier-ignore
  const age: Tree = { id: 'all', children: [{ id: '0–17' }, { id: '18–64' }, { id: '65+' }] }
  fc.assert(
    fc.property(fc.array(fc.nat(40), { minLength: 15, maxLength: 15 }), (counts) => {
      const at = (row: string, column: string) => {
        const [i, j] = [['n1', 'n2', 'n3', 's1', 's2'].indexOf(row), ['0–17', '18–64', '65+'].indexOf(column)]
        return i < 0 || j < 0 ? undefined : counts[i * 3 + j]!
      }
      const table = crossTable(city, age, at)
      const { open, primary: first, secondary, intervals } = suppressed(table, { kind: 'threshold', k: 5 })
      expect(open).toEqual([])
      const hidden = new Set([...first, ...secondary])
      for (const { cell, low, high } of intervals) {
        expect(high).toBeGreaterThan(low)
        if (first.includes(cell)) expect(high - low).toBeGreaterThanOrEqual(5)
      }
      // Every equation that hides one cell hides another.
      for (const { total, parts } of table.equations)
        expect([total, ...parts].filter((one) => hidden.has(one)).length).not.toBe(1)
    }),
    { numRuns: 40 },
  )
})

test('a table as large as districts by ages is done in moments', { timeout: 120_000 }, () => {
  let state = 5
  const next = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32
  const values = Array.from({ length: 27 }, () => Array.from({ length: 18 }, () => Math.floor(next() ** 3 * 400)))
  const table = tableOf(values)
  const from = performance.now()
  const { open, primary: first, secondary } = suppressed(table, { kind: 'threshold', k: 5 })
  expect(performance.now() - from).toBeLessThan(60_000)
  expect(open).toEqual([])
  expect(secondary.length).toBeLessThan(first.length)
})
