/** Published rows are found as a plain reading of the whole file finds them, however they are asked for. */
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openCatalog, steward, type TestCatalog } from '../testing.ts'
import { exportRows, type ExportFormat } from './exports.ts'
import { fold, jsonOf } from './rules.ts'
import type { Filter, Question } from './types.ts'

let house: TestCatalog
let id: string

const ROWS = 240
const streets = ['Lipowa', 'Łęczyńska', 'Lubartowska', 'Źródlana', 'Zana', "O'Hara; drop table"]
type Tree = [kod: string, ulica: string | null, rok: number, kwota: number | null, dzien: string]
const trees: Tree[] = Array.from({ length: ROWS }, (_, i) => [
  String(i % 50).padStart(4, '0'),
  i % 7 === 3 ? null : streets[(i * 5) % streets.length]!,
  1990 + ((i * 13) % 30),
  i % 5 === 2 ? null : ((i * 37) % 101) / 2,
  `2025-${String(1 + (i % 12)).padStart(2, '0')}-15`,
])
const CSV = ['kod,ulica,sadzone,kwota,dzień', ...trees.map(([a, b, c, d, e]) => [a, b ?? '', c, d ?? '', e].join(','))].join('\n') // prettier-ignore

beforeAll(async () => {
  house = await openCatalog()
  ;({ id } = await house.distribution('trees'))
  const delivery = await house.deliver(id, CSV)
  if (delivery.examinationId) await house.decide(delivery.examinationId)
  await house.catalog.publish(steward, delivery.id)
})
afterAll(() => house.close())

const ask = (question: Question = {}) => house.catalog.rows.page(id, question)
const ids = async (question: Question) => (await ask({ limit: 1000, ...question })).rows.map((row) => row.id)
const where = (wanted: (tree: Tree) => boolean) => trees.flatMap((tree, i) => (wanted(tree) ? [i + 1] : []))

test('columns, types and rows are those of the file', async () => {
  const { columns, rows, total, version } = await ask({ limit: 2 })
  expect(columns.map(({ name, sql }) => [name, sql])).toEqual([
    ['kod', 'text'],
    ['ulica', 'text'],
    ['sadzone', expect.stringMatching(/bigint|integer/)],
    ['kwota', 'numeric'],
    ['dzień', 'date'],
  ])
  expect(rows).toEqual([
    { id: 1, cells: ['0000', 'Lipowa', '1990', '0', '2025-01-15'] },
    { id: 2, cells: ['0001', streets[5]!, '2003', '18.5', '2025-02-15'] },
  ])
  expect([total, version.number]).toEqual([{ count: ROWS, isEstimate: false }, 1])
})

test('filters find what a reading of the file finds', async () => {
  const cases: [Filter[], (tree: Tree) => boolean][] = [
    [[{ column: 'kod', op: 'eq', value: '0007' }], ([kod]) => kod === '0007'],
    [[{ column: 'kwota', op: 'eq', value: '18.50' }], ([, , , kwota]) => kwota === 18.5],
    [[{ column: 'kwota', op: 'missing' }], ([, , , kwota]) => kwota === null],
    [[{ column: 'ulica', op: 'present' }], ([, ulica]) => ulica !== null],
    [
      [{ column: 'ulica', op: 'in', values: ['Zana', 'Źródlana'] }],
      ([, ulica]) => ['Zana', 'Źródlana'].includes(ulica!),
    ],
    [[{ column: 'ulica', op: 'in', values: [] }], () => false],
    [[{ column: 'ulica', op: 'contains', value: 'ZRODL' }], ([, ulica]) => ulica === 'Źródlana'],
    [[{ column: 'ulica', op: 'contains', value: '%' }], ([, ulica]) => ulica?.includes('%') ?? false],
    [[{ column: 'ulica', op: 'eq', value: "O'Hara; drop table" }], ([, ulica]) => ulica === streets[5]],
    [[{ column: 'sadzone', op: 'ge', value: '2000' }, { column: 'sadzone', op: 'lt', value: '2010' }], ([, , rok]) => rok >= 2000 && rok < 2010], // prettier-ignore
    [[{ column: 'dzień', op: 'gt', value: '2025-06-30' }], ([, , , , day]) => day > '2025-06-30'],
  ]
  for (const [filters, wanted] of cases) {
    const expected = where(wanted)
    expect(await ids({ filters })).toEqual(expected)
    expect((await ask({ filters, limit: 1 })).total).toEqual({ count: expected.length, isEstimate: false })
  }
})

test('words are found at their beginning, without regard to capitals and Polish letters', async () => {
  for (const [q, wanted] of [
    ['lecz', 'Łęczyńska'],
    ['ŹRÓDL', 'Źródlana'],
    ['lip 1990', 'Lipowa'],
  ] as const) {
    const found = await ids({ q })
    expect(found.length).toBeGreaterThan(0)
    expect(found.every((row) => trees[row! - 1]![1] === wanted)).toBe(true)
  }
  expect(await ids({ q: 'nowhere' })).toEqual([])
  expect(await ids({ q: '&|!()' })).toEqual([])
})

test('pages by `next` give every row once, in order, whatever it is sorted by', async () => {
  const columns = fc.constantFrom('kod', 'ulica', 'sadzone', 'kwota', 'dzień')
  const sort = fc.array(fc.record({ column: columns, descending: fc.boolean() }), { maxLength: 2 })
  await fc.assert(
    fc.asyncProperty(sort, fc.integer({ min: 7, max: 90 }), async (sort, limit) => {
      const whole = await ids({ sort })
      expect(whole.toSorted((a, b) => a! - b!)).toEqual(where(() => true))
      const paged: unknown[] = []
      let after: string | undefined
      do {
        const { rows, next } = await ask({ sort, limit, ...(after !== undefined && { after }) })
        paged.push(...rows.map((row) => row.id))
        after = next
      } while (after !== undefined)
      expect(paged).toEqual(whole)
    }),
    { numRuns: 12 },
  )
})

test('a page that begins at an offset is that piece of the whole, among those without a value too', async () => {
  const whole = new Map<string, unknown[]>()
  for (const [column, descending] of [
    ['kwota', true],
    ['ulica', false],
    ['rok', false],
  ] as const) {
    const sort = column === 'rok' ? [] : [{ column, descending }]
    const all = whole.get(column) ?? (await ids({ sort }))
    for (const offset of [0, 7, 191, 192, 193, 205, 206, 230, 239, 240, 500])
      expect(await ids({ sort, offset, limit: 9 })).toEqual(all.slice(offset, offset + 9))
    const { next } = await ask({ sort, offset: 190, limit: 20 })
    expect(await ids({ sort, after: next!, limit: 9 })).toEqual(all.slice(210, 219))
  }
})

test('columns called as the answer calls its own parts are sorted by what stands in them', async () => {
  const { id: other } = await house.distribution('names')
  const { id: delivery, examinationId } = await house.deliver(other, 'id,at,cells\n3,10,b\n10,9,c\n2,100,a')
  if (examinationId) await house.decide(examinationId)
  await house.catalog.publish(steward, delivery)
  const order = async (sort: { column: string }[]) =>
    (await house.catalog.rows.page(other, { sort })).rows.map(({ cells }) => cells[0])
  expect(await order([{ column: 'id' }])).toEqual(['2', '3', '10'])
  expect(await order([{ column: 'at' }, { column: 'id' }])).toEqual(['10', '3', '2'])
  expect(await order([{ column: 'cells' }])).toEqual(['2', '3', '10'])
  const { rows } = await house.catalog.rows.page(other, { fields: ['id'], distinct: true, sort: [{ column: 'id' }] })
  expect(rows.map(({ cells }) => cells[0])).toEqual(['2', '3', '10'])
})

test('missing values stand last both ways, and numbers are sorted as numbers', async () => {
  for (const descending of [false, true]) {
    const { rows } = await ask({ sort: [{ column: 'kwota', descending }], fields: ['kwota'], limit: ROWS })
    const values = rows.map(({ cells }) => cells[0])
    const present = values.filter((value) => value !== null).map(Number)
    expect(present).toEqual(present.toSorted((a, b) => (descending ? b - a : a - b)))
    expect(values.slice(present.length).every((value) => value === null)).toBe(true)
  }
})

test('fields, distinct and offsets', async () => {
  const { rows, total } = await ask({ fields: ['ulica'], distinct: true, sort: [{ column: 'ulica' }], limit: 3 })
  expect(rows).toHaveLength(3)
  expect(total).toEqual({ count: 7, isEstimate: false })
  expect((await ask({ offset: 100, limit: 2 })).rows.map((row) => row.id)).toEqual([101, 102])
  const { next } = await ask({ fields: ['ulica'], distinct: true, sort: [{ column: 'ulica' }], limit: 3 })
  const rest = await ask({ fields: ['ulica'], distinct: true, sort: [{ column: 'ulica' }], limit: 9, after: next! })
  expect(new Set([...rows, ...rest.rows].map(({ cells }) => cells[0])).size).toBe(7)
})

test('what is wrong with a question is said, and nothing of it reaches the database as a name', async () => {
  const evil = 'kod"; drop table catalog_versions; --'
  const wrong: [Question, string][] = [
    [{ filters: [{ column: evil, op: 'eq', value: '1' }] }, 'catalog.unknownColumn'],
    [{ sort: [{ column: evil }] }, 'catalog.unknownColumn'],
    [{ fields: [evil] }, 'catalog.unknownColumn'],
    [{ filters: [{ column: 'sadzone', op: 'eq', value: 'old' }] }, 'catalog.badFilter'],
    [{ filters: [{ column: 'dzień', op: 'gt', value: '2025-02-30' }] }, 'catalog.badFilter'],
    [{ after: 'nonsense' }, 'catalog.badCursor'],
    [{ after: Buffer.from('{"id":"1; select 1"}').toString('base64url') }, 'catalog.badCursor'],
  ]
  for (const [question, code] of wrong) await expect(ask(question)).rejects.toMatchObject({ code })
  expect(await ids({ filters: [{ column: 'ulica', op: 'eq', value: evil }] })).toEqual([])
})

test('all rows come in batches, and a version keeps its own', async () => {
  const found = await house.catalog.rows.table(id)
  const { batches } = await house.catalog.rows.all(found, { sort: [{ column: 'ulica', descending: true }] })
  const all = await Array.fromAsync(batches)
  expect(all.flat()).toHaveLength(ROWS)
  await expect(house.catalog.rows.table(id, 9)).rejects.toMatchObject({ code: 'catalog.unknown' })
})

test('exports hold what is asked for, in every form, and no formula runs', async () => {
  const { id: other } = await house.distribution('formulas')
  const lines = Array.from({ length: 30 }, (_, i) => `${i},=1+${i},52.${i},21.5`)
  const { id: delivery, examinationId } = await house.deliver(other, ['n,text,lat,lon', ...lines].join('\n'))
  if (examinationId) await house.decide(examinationId)
  await house.catalog.publish(steward, delivery)
  const found = await house.catalog.rows.table(other)
  const written = async (format: ExportFormat) => {
    const { columns, batches } = await house.catalog.rows.all(found, {
      filters: [{ column: 'n', op: 'lt', value: '2' }],
    })
    return text(exportRows(format, { name: 'data' }, columns, batches))
  }
  expect((await written('csv')).split('\r\n').slice(0, 2)).toEqual(['n,text,lat,lon', "0,'=1+0,52,21.5"])
  expect(JSON.parse(await written('json'))).toEqual([
    { n: 0, text: '=1+0', lat: 52, lon: 21.5 },
    { n: 1, text: '=1+1', lat: 52.1, lon: 21.5 },
  ])
  expect((await written('ndjson')).trim().split('\n').map((line) => JSON.parse(line).n)).toEqual([0, 1]) // prettier-ignore
  expect(JSON.parse(await written('geojson')).features[1]).toMatchObject({
    geometry: { type: 'Point', coordinates: [21.5, 52.1] },
  })
  expect((await written('xlsx')).slice(0, 2)).toBe('PK')
  await expect(house.catalog.rows.all(found, { fields: ['owner'] })).rejects.toMatchObject({
    code: 'catalog.unknownColumn',
  })
  const plain = await house.catalog.rows.table(id)
  expect(() => exportRows('geojson', { name: 'data' }, plain.content.columns, [] as never)).toThrow(/noShapes/)
})

test('indexes are made once, and change no answer', async () => {
  const before = await ids({ sort: [{ column: 'ulica' }] })
  for (let i = 0; i < 2; i++) await house.catalog.rows.index({ distributionId: id, number: 1 })
  const { rows } = await house.database.pool.query(`select count(*) as count from pg_indexes where schemaname = 'opendata' and indexdef like '%(kod%' or indexdef like '%to_tsvector%'`) // prettier-ignore
  expect(rows[0].count).toBeGreaterThan(0)
  expect(await ids({ sort: [{ column: 'ulica' }] })).toEqual(before)
  expect((await ids({ q: 'lecz' })).length).toBeGreaterThan(0)
})

test('texts become the JSON of their type, and what no number holds stays a text', () => {
  expect(jsonOf('12', 'integer')).toBe(12)
  expect(jsonOf('9007199254740993', 'integer')).toBe('9007199254740993')
  expect([jsonOf('true', 'boolean'), jsonOf('1.50', 'number'), jsonOf(null, 'number'), jsonOf('007', 'code')]).toEqual([true, 1.5, null, '007']) // prettier-ignore
  expect(fold('ŹRÓDŁO–Їжак!')).toBe('zrodlo–їжак!')
})
