/** The budget comes in as a file, is made public by another person, stays in its versions, and is open data; what does not add up is shown, what cannot be right is refused with its place. */
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { migrate } from '#platform/db'
import { writeCsv, writeXlsx } from '#tables'
import { MIGRATIONS, openCatalog, type TestCatalog } from '../../catalog/testing.ts'
import { migrations } from '../migrations/index.ts'
import { readLines, type Known } from './reading.ts'
import { checksOf, sumsOf } from './rules.ts'
import { createMoney, type MoneyRoom } from './service.ts'

let house: TestCatalog
let money: MoneyRoom
beforeAll(async () => {
  house = await openCatalog()
  const { database, governance, clock, ledger, files, places, catalog } = house
  await migrate(database.db, [...MIGRATIONS, ...migrations])
  let nth = 0
  const uuid = () => `00000000-0000-7000-8000-${`${++nth}`.padStart(12, '0')}`
  const people = { id: 'people', formula: 'population_total' }
  const points = [{ period: '2025', value: 1_000 }]
  money = createMoney({
    ...{ db: database.db, ids: { uuid } as never, clock, ledger, files, places, catalog, gate: governance.gate },
    jobs: { define: () => {}, enqueue: async () => {} } as never,
    indicators: { definitions: async () => [people] as never, series: async () => [{ area: 'city', points }] as never },
    strategies: { goals: async () => [{ key: 'city-2035/1' }] as never },
    ...{ own: { asset: 'trees', terms: 'CC0-1.0' }, home: 'old-town', currency: 'PLN', timezone: 'Europe/Warsaw' },
    ...{ baseUrl: 'https://city.example', uploadBytesMax: 1e7 },
  })
})
afterAll(() => house.close())

const person = (id: string): Actor => ({ id, kind: 'person', can: (one) => one.startsWith('strategy.') })
const [ewa, jan] = [person('ewa'), person('jan')]
const bring = (text: string | Uint8Array, fileName = 'budget.csv') =>
  money.bring(ewa, { file: Readable.from([Buffer.from(text)]), fileName })
const code = (code: string, details = {}) => expect.objectContaining({ code: `money.${code}`, details: expect.objectContaining(details) }) // prettier-ignore
const work = { progress: async () => {}, signal: new AbortController().signal }

const FILE = `Kwota;Dział;Rok;Strona;Etap;Rozdział;Źródło finansowania;Dzielnica;Cel;Nazwa
1 234 567,89;600;2025;wydatki;plan;60016;UE;Old Town;city-2035/1;Most
1 000 000,00 zł;600;2025;wydatki;wykonanie;60016;własne;;;Most
10,50;10;2025;wydatki;plan;;;;;Owce
5 000 000,00;756;2025;dochody;plan;;własne;;;Podatki
1 300 000,00;Razem dział 600;2025;wydatki;plan;;;;;
5 000 000,00;Razem;2025;dochody;plan;;;;;
`

test('a file in any order of columns is read exactly, waits, and is made public by another person', async () => {
  await expect(money.bring(visitor, { file: Readable.from([]), fileName: 'x.csv' })).rejects.toMatchObject({ status: 401 }) // prettier-ignore
  const { id, sums, checks, lines } = await bring(FILE)
  expect(lines).toBe(4)
  expect(sums.map(({ direction, kind, amount_minor }) => [direction, kind, amount_minor])).toEqual([
    ['revenue', 'planned', 500_000_000],
    ['expenditure', 'planned', 123_457_839],
    ['expenditure', 'spent', 100_000_000],
  ])
  // What does not add up is shown, with the row and both sums, and stands in nobody's way.
  expect(checks).toEqual([
    { of: 'file', line: 6, year: 2025, direction: 'expenditure', kind: 'planned', division: '600', stated_minor: 130_000_000, found_minor: 123_456_789 }, // prettier-ignore
    { of: 'file', line: 7, year: 2025, direction: 'revenue', kind: 'planned', stated_minor: 500_000_000, found_minor: 500_000_000 }, // prettier-ignore
  ])
  expect(await money.years()).toEqual([])
  await expect(money.publish(ewa, id, 'resolution 7')).rejects.toEqual(code('ownImport'))
  await expect(bring(FILE)).rejects.toEqual(code('sameFile', { id }))
  expect(await money.publish(jan, id, 'resolution 7')).toBe(1)
  await expect(money.publish(jan, id, 'resolution 7')).rejects.toEqual(code('notWaiting'))
  expect(await money.years()).toMatchObject([{ year: 2025, kinds: { planned: { expenditure: 123_457_839 }, committed: null, spent: { revenue: null, expenditure: 100_000_000 } } }]) // prettier-ignore
  expect(await money.branches(2025, 'expenditure')).toEqual([
    { division: '010', chapter: null, paragraph: null, planned: 1_050, committed: 0, spent: 0 },
    { division: '600', chapter: '60016', paragraph: null, planned: 123_456_789, committed: 0, spent: 100_000_000 },
  ])
  expect(await money.flows(2025, 'goal')).toContainEqual({ source: 'eu', to: 'city-2035/1', planned: 123_456_789, committed: 0, spent: 0 }) // prettier-ignore
  expect(await money.ofGoal('city-2035/1')).toEqual([{ year: 2025, planned: 123_456_789, committed: 0, spent: 0 }])
  // What everybody sees of it: the sum that is off, not the one that agrees.
  expect((await money.behind(2025)).differing.map(({ line }) => line)).toEqual([6])
  expect((await money.flows(2025, 'district')).map(({ to }) => to)).toContain('old-town')
  expect((await money.population()).get(2025)).toBe(1_000)
  await expect(sql`update strategy_money_lines set amount_minor = 0`.execute(house.database.db)).rejects.toThrow(/never changed/) // prettier-ignore
})

test('a later file takes the place of a kind in a year alone; what was before is in the differences and in open data', async () => {
  await money.open(work)
  const book = writeXlsx([{ name: 'Plan', columns: ['Rok', 'Strona', 'Dział', 'Plan', 'Wykonanie'].map((name) => ({ name, width: 10 })), rows: [[2025, 'wydatki', '600', 2_000_000.5, null], [2025, 'dochody', '756', 5_000_000, null]] }]) // prettier-ignore
  const { id, checks } = await bring(await buffer(book), 'plan.xlsx')
  expect(checks.map((one) => [one.of, one.direction, one.found_minor - one.stated_minor])).toEqual([
    ['before', 'revenue', 0],
    ['before', 'expenditure', 76_542_211],
  ])
  await money.publish(jan, id, 'resolution 8')
  expect(await money.years()).toMatchObject([{ kinds: { planned: { expenditure: 200_000_050, number: 2 }, spent: { expenditure: 100_000_000, number: 1 } } }]) // prettier-ignore
  await money.open(work)
  const { distributions } = await house.catalog.dataset('city-budget')
  const table = distributions.find(({ slug }) => slug === 'lines-2025')!
  expect(table.versions).toHaveLength(2)
  const rows = async (version?: number) => (await house.catalog.rows.page(table.id, {}, version)).rows.length
  expect([await rows(1), await rows()]).toEqual([4, 3])
})

test('what the gate takes back holds no more, and the file before it does again', async () => {
  const { gate } = house.governance
  const held = await money.held(2025)
  const newest = held.find(({ kind }) => kind === 'planned')!
  const { rows } = await sql<{ id: string }>`select release_id as id from strategy_money_publications where import_id = ${newest.importId}`.execute(house.database.db) // prettier-ignore
  await house.database.db.transaction().execute((tx) => gate.withdraw(tx, jan, rows[0]!.id, 'A mistake.'))
  expect(await money.years()).toMatchObject([{ kinds: { planned: { expenditure: 123_457_839, number: 1 } } }])
})

const known: Known = {
  districts: new Map([['quay', 'quay']]),
  goals: new Set(['river/1']),
  projects: new Map([['7', '00000000-0000-7000-8000-000000000007']]),
  currency: 'PLN',
}
const read = (text: string) => readLines(Buffer.from(text), known)
const HEAD = 'rok,strona,etap,dział,rozdział,paragraf,źródło,dzielnica,cel,projekt,kwota\n'
test.each([
  ['99,wydatki,plan,600,,,,,,,1', 'rok', 'year'],
  ['2025,zakupy,plan,600,,,,,,,1', 'strona', 'direction'],
  ['2025,wydatki,szkic,600,,,,,,,1', 'etap', 'kind'],
  ['2025,wydatki,plan,999,,,,,,,1', 'dział', 'division'],
  ['2025,wydatki,plan,600,80101,,,,,,1', 'rozdział', 'otherDivision'],
  ['2025,wydatki,plan,601,60016,,,,,,1', 'dział', 'division'],
  ['2025,wydatki,plan,601,60100,,,,,,1', 'dział', 'division'],
  ['2025,wydatki,plan,600,6,,,,,,1', 'rozdział', 'chapter'],
  ['2025,wydatki,plan,600,60016,4x10,,,,,1', 'paragraf', 'paragraph'],
  ['2025,wydatki,plan,,60016,,,,,,1', 'dział', 'missing'],
  ['2025,wydatki,plan,600,,,bank,,,,1', 'źródło', 'source'],
  ['2025,wydatki,plan,600,,,,Mars,,,1', 'dzielnica', 'district'],
  ['2025,wydatki,plan,600,,,,,river/9,,1', 'cel', 'goal'],
  ['2025,wydatki,plan,600,,,,,,8,1', 'projekt', 'project'],
  ['2025,wydatki,plan,600,,,,,,,many', 'kwota', 'amount'],
  ['2025,wydatki,plan,600,,,,,,,1.005', 'kwota', 'ambiguous'],
  ['2025,wydatki,plan,600,,,,,,,0.1234', 'kwota', 'fraction'],
  ['2025,wydatki,plan,600,,,,,,,', 'kwota', 'missing'],
])('%s is refused with its row and column', async (row, column, reason) => {
  await expect(read(`${HEAD}2025,wydatki,plan,600,60016,4210,UE,quay,river/1,7,12\n${row}\n`)).rejects.toEqual(code('badRows', { line: 3, column, reason, count: 1 })) // prettier-ignore
})

test('a file without what makes a line is refused as a whole', async () => {
  await expect(read('rok,kwota\n2025,1\n')).rejects.toEqual(code('noColumn', { column: 'strona' }))
  await expect(read('rok,strona,kwota\n2025,wydatki,1\n')).rejects.toEqual(code('noColumn', { column: 'etap' }))
  await expect(read('rok,year,strona,plan\n2025,2025,wydatki,1\n')).rejects.toEqual(code('columnTwice'))
  await expect(read('rok,strona,plan\n2025,Razem,1\n')).rejects.toEqual(code('noLines'))
})

test('whatever the lines, a sum stated of them agrees, and one that is off by any grosz does not', async () => {
  const amounts = fc.array(fc.integer({ min: -1e13, max: 1e13 }), { minLength: 1, maxLength: 12 })
  await fc.assert(
    fc.asyncProperty(amounts, fc.integer({ min: -3, max: 3 }), async (all, off) => {
      const sum = all.reduce((a, b) => a + b, 0)
      const pl = (minor: number) => `${minor < 0 ? '-' : ''}${Math.trunc(Math.abs(minor) / 100)},${`${Math.abs(minor) % 100}`.padStart(2, '0')}` // prettier-ignore
      const rows = [...all.map((one) => [2025, 'wydatki', '600', pl(one)]), [2025, 'wydatki', 'Razem', pl(sum + off)]]
      const { lines, stated } = await read([...writeCsv(['rok', 'strona', 'dział', 'plan'], rows)].join(''))
      expect(lines.map(({ amount_minor }) => amount_minor)).toEqual(all)
      expect(sumsOf(lines)[0]!.amount_minor).toBe(sum)
      const [check] = checksOf(lines, stated)
      expect(check!.stated_minor - check!.found_minor).toBe(off)
    }),
    { numRuns: 40 },
  )
})
