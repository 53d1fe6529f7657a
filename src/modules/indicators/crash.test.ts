/**
 * A process that is killed while it reads, publishes, computes, or lays files and sets down in the catalogue leaves the old
 * state or the new; the next one goes on, and all ends as if nothing had happened.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'

type Row = Record<string, unknown>
type State = Record<'imports' | 'publications' | 'values' | 'versions' | 'ledger', Row[]>
type House = { dataDir: string; databaseUrl?: string }
type Order = { rows?: string[]; do: string[] }

const folder = mkdtempSync(join(tmpdir(), 'unia-crash-'))
const databases: Database[] = []

/** Killed with everything that it holds: on a server its connections, embedded the database itself. */
let killed: House
let undisturbed: House
beforeAll(async () => {
  const database = await testDatabase()
  databases.push(database)
  undisturbed = { dataDir: join(folder, 'undisturbed'), databaseUrl: database.url }
  killed = { dataDir: join(folder, 'killed') }
  if (database.embedded) return
  databases.push(await testDatabase())
  killed.databaseUrl = databases[1]!.url
})
afterAll(async () => {
  for (const database of databases) await database.close()
  rmSync(folder, { recursive: true, force: true })
})

/** Runs a process of the house to its end, or until it holds still and is killed; gives the states that it told. */
async function run(house: House, order: Order): Promise<State[]> {
  const program = new URL('./crash-worker.ts', import.meta.url).pathname
  const worker = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] })
  worker.stdin.end(JSON.stringify({ ...house, ...order }))
  const states: State[] = []
  let isHeld = false
  for await (const line of createInterface(worker.stdout)) {
    if (line === '"holding"') isHeld = worker.kill('SIGKILL')
    const said = JSON.parse(line) as { state?: State }
    if (said.state) states.push(said.state)
  }
  expect(isHeld).toBe(order.do.some((one) => one.startsWith('hold ')))
  return states
}

function figures(periods: string[], figure: (district: number, period: number) => number): string {
  const rows: string[] = []
  for (let d = 0; d < 40; d++)
    for (const [p, period] of periods.entries())
      rows.push(`d${d},beds,${period},${figure(d, p)},bed`, `d${d},people,${period},${1000 + d + p},person`)
  return rows.join('\n')
}
const YEARS = Array.from({ length: 75 }, (_, i) => `${1950 + i}`)
const MONTHS = YEARS.flatMap((year) =>
  Array.from({ length: 12 }, (_, m) => `${year}-M${String(m + 1).padStart(2, '0')}`),
)
const FIRST = figures(YEARS, (d, p) => d + p)
const SECOND = figures([...YEARS.slice(20), ...MONTHS], (d, p) => 3 * d + p)

const BEGIN = ['describe', 'work', 'receive', 'settle', 'publish', 'settle']
const GO_ON = ['state', 'age', 'work', 'settle', 'state']
const readOf = ({ imports }: State) => imports.at(-1)!
const setsOf = ({ versions }: State) => versions.filter(({ dataset }) => dataset === 'indicators-iso')

test('killed while reading, publishing, computing, sourcing and opening', { timeout: 600_000 }, async () => {
  await run(killed, { rows: [FIRST], do: ['hold sourcing', ...BEGIN] })
  const reading = { rows: [SECOND], do: [...GO_ON, 'hold reading', 'receive', 'settle'] }
  const [unsourced, before] = await run(killed, reading)
  const figures = { dataset: 'city-figures', slug: 'figures-csv', number: 1 }
  expect(unsourced!.versions).toMatchObject([{ ...figures, import: null }])
  expect(before!.versions).toMatchObject([{ ...figures, import: 1, is_laid: true }, { dataset: 'indicators-iso' }])

  const [half, read] = await run(killed, { do: [...GO_ON, 'hold publishing', 'publish'] })
  expect(readOf(half!)).toMatchObject({ state: 'reading', accepted: 0 })
  expect(readOf(half!).kept).toBeGreaterThan(0)
  expect(half!.values).toEqual(before!.values)
  expect(readOf(read!)).toMatchObject({ state: 'read', accepted: 76_400, rejected: 0 })

  const [unpublished] = await run(killed, { do: ['state', 'hold computing', 'publish', 'work', 'settle'] })
  expect(unpublished).toEqual(read)

  const [uncomputed] = await run(killed, { do: ['hold opening', ...GO_ON] })
  expect(uncomputed!.publications.at(-1)).toMatchObject({ kind: 'import', computed: false })
  expect(uncomputed!.values).toEqual(before!.values)

  const [unopened, after] = await run(killed, { do: GO_ON })
  expect(unopened!.values).toEqual(after!.values)
  expect([unopened!, after!].map((state) => setsOf(state).length)).toEqual([1, 2])

  const whole = { rows: [FIRST, SECOND], do: [...BEGIN, 'receive', 'settle', 'publish', 'settle', 'state'] }
  const [expected] = await run(undisturbed, whole)
  expect(after!.values.length).toBeGreaterThan(before!.values.length)
  expect(after).toEqual(expected)
})
