/** Whole tables are treated so that nobody is told from them, the same at every delivery; risk is weighed in the background. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { Cancelled } from '#platform/jobs'
import { editor, officer, openCatalog, resident, steward, type TestCatalog } from '../testing.ts'
import { columnsIn, joined, treatsOf } from './treatment.ts'
import type { Treat } from './types.ts'

let house: TestCatalog
beforeAll(async () => {
  house = await openCatalog()
})
afterAll(() => house.close())

/** Two hundred people, of whom one is a man of 87 and two live where nobody else does. */
const people = Array.from({ length: 200 }, (_, i) => {
  const age = i === 17 ? 87 : 20 + (i % 8)
  const place = i === 40 || i === 41 ? '066305' : `06630${1 + (i % 2)}`
  return `${age},${i % 3 === 0 ? 'k' : 'm'},${place},${['astma', 'cukrzyca', 'migrena'][i % 3]},${10 + (i % 7)}`
})
const PEOPLE = ['wiek,płeć,gmina,choroba,dni', ...people].join('\n')
const quasi = ['wiek', 'płeć', 'gmina']
const CALLED = { as: 'liczba', total: 'Razem' }

async function brought(slug: string, content: string): Promise<{ distribution: string; delivery: string }> {
  const { id: distribution } = await house.distribution(slug, 'table', { asset: 'residents' })
  const { id: delivery } = await house.deliver(distribution, content)
  return { distribution, delivery }
}
async function treated(distribution: string, delivery: string, treatment: Treat[]) {
  const { version, dictionary } = await house.catalog.ruling(steward, distribution)
  await house.catalog.rule(steward, distribution, { seen: version, dictionary, treatment })
  return house.readAgain(delivery)
}
const rowsOf = async (delivery: string) => (await house.catalog.deliveries.rows(steward, delivery, 500)).map(({ cells }) => cells) // prettier-ignore
async function weigh(delivery: string, treatment: Treat[] = []) {
  const { catalog } = house
  const { id } = await catalog.weigh(steward, delivery, { quasi, sensitive: ['choroba'], treatment, k: 5 })
  await catalog.weighIt({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
  return (await catalog.weighing(steward, id)).result!
}

test('each proposal, taken up, leaves the table as its preview said', { timeout: 60_000 }, async () => {
  const { distribution, delivery } = await brought('proposals', PEOPLE)
  const { now, proposals } = await weigh(delivery)
  expect(now.now).toMatchObject({ rows: 200, k: 1 })
  expect(proposals.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['suppressRows', 'suppressCells', 'drop', 'aggregate']),
  )
  for (const { kind, steps, after, rowsLost, meets } of proposals.filter(({ kind }) => kind !== 'aggregate')) {
    await treated(distribution, delivery, treatsOf(steps, CALLED))
    if (!meets) continue
    const rows = await rowsOf(delivery)
    expect(rows.length, kind).toBe(200 - rowsLost)
    const left = quasi.filter((name) => !steps.some((step) => step.what === 'drop' && step.column === name))
    const { catalog } = house
    const { id } = await catalog.weigh(steward, delivery, { quasi: left, sensitive: [], treatment: [], k: 5 })
    await catalog.weighIt({ data: { id }, progress: async () => {}, signal: new AbortController().signal })
    const found = (await catalog.weighing(steward, id)).result!
    expect(found.now.now.k, kind).toBe(after!.k)
    expect(found.now.now.k, kind).toBeGreaterThanOrEqual(5)
  }
})

test(
  'rows become counts by columns, with totals that give nobody away; sums of hidden counts are hidden',
  { timeout: 60_000 },
  async () => {
    const { distribution, delivery } = await brought('aggregate', PEOPLE)
    const found = await treated(distribution, delivery, [
      { rule: 'aggregate', columns: ['gmina', 'płeć'], k: 5, sums: ['dni'], ...CALLED },
    ])
    expect(found.columns!.map(({ name, type }) => `${name} ${type}`)).toEqual(['gmina string', 'płeć string', 'liczba integer', 'dni number']) // prettier-ignore
    const rows = await rowsOf(delivery)
    expect(rows).toHaveLength(4 * 3)
    expect(rows.at(-1)!.slice(0, 3)).toEqual(['Razem', 'Razem', '200'])
    const small = rows.filter(([place]) => place === '066305')
    expect(small.filter(([, , count]) => count === null).length).toBeGreaterThanOrEqual(2)
    for (const [, , count, days] of rows) if (count === null) expect(days).toBeNull()
    // Whoever subtracts within any column or row is left with at least two unknowns.
    for (const at of [0, 1])
      for (const value of new Set(rows.map((row) => row[at])))
        expect(rows.filter((row) => row[at] === value && row[2] === null).length).not.toBe(1)
    const { dictionary, statistics } = await house.catalog.deliveries.view(steward, delivery)
    expect(JSON.stringify({ dictionary, statistics })).not.toContain('astma')
  },
)

test(
  'counts that came as counts are protected, the same at the next delivery; what does not add up stops it',
  { timeout: 60_000 },
  async () => {
    const counts = (b: string) => `dzielnica,kobiety,mężczyźni,razem\nA,120,118,238\nB,${b}\nC,55,61,116\nRazem,${b.startsWith('3') ? '178,219,397' : '0,0,0'}\n` // prettier-ignore
    const { distribution, delivery } = await brought('counts', counts('3,40,43'))
    const rule: Treat = {
      ...{ rule: 'counts', k: 5, dimensions: [{ column: 'dzielnica', total: 'Razem' }] },
      ...{ counts: ['kobiety', 'mężczyźni', 'razem'], total: 'razem' },
    }
    expect((await treated(distribution, delivery, [rule])).state).toBe('held')
    const hidden = (rows: (string | null)[][]) => rows.flatMap(([name, ...cells]) => cells.flatMap((cell, i) => (cell === null ? `${name} ${i}` : []))) // prettier-ignore
    const first = hidden(await rowsOf(delivery))
    expect(first).toContain('B 0')
    expect(first.length).toBeGreaterThanOrEqual(4)
    // Totals that were not named are found: nobody who reads the table is without them.
    await treated(distribution, delivery, [{ rule: 'counts', k: 5, dimensions: [{ column: 'dzielnica' }], counts: rule.counts }]) // prettier-ignore
    expect(hidden(await rowsOf(delivery))).toEqual(first)
    await treated(distribution, delivery, [rule])
    const next = await house.deliver(distribution, `${counts('3,40,43')}\n`)
    expect(hidden(await rowsOf(next.id))).toEqual(first)
    const wrong = await house.deliver(distribution, counts('4,40,44'))
    expect(wrong).toMatchObject({ state: 'stopped', failure: { code: 'governance.risk.notAdding' } })
  },
)

test('which counts a rule would leave empty is seen before it is kept, and is what it leaves empty', async () => {
  const { catalog } = house
  const file = 'dzielnica,kobiety,mężczyźni,razem\nA,120,118,238\nB,3,40,43\nC,55,61,116\nRazem,178,219,397\n'
  const { distribution, delivery } = await brought('foreseen', file)
  const rule: Extract<Treat, { rule: 'counts' }> = {
    ...{ rule: 'counts', k: 5, dimensions: [{ column: 'dzielnica', total: 'Razem' }] },
    ...{ counts: ['kobiety', 'mężczyźni', 'razem'], total: 'razem' },
  }
  for (const actor of [visitor, resident]) await expect(catalog.suppression(actor, delivery, rule)).rejects.toThrow()
  const found = await catalog.suppression(steward, delivery, rule)
  expect(found).toMatchObject({ columns: ['dzielnica'], counts: rule.counts, cells: 12, small: 1 })
  const [first] = found.rows.filter(({ at }) => at[0] === 'B')
  expect(first).toMatchObject({ row: 2, cells: [{ value: '3', why: 'small' }, { value: '40' }, { value: '43' }] })
  expect(found.besides).toBeGreaterThanOrEqual(3)
  // Nothing was kept by looking.
  expect((await catalog.ruling(steward, distribution)).treatment).toEqual([])
  expect((await rowsOf(delivery))[1]).toEqual(['B', '3', '40', '43'])
  const hidden = found.rows.flatMap(({ at, cells }) => cells.flatMap(({ why }, i) => (why ? [`${at[0]} ${i}`] : [])))
  await treated(distribution, delivery, [rule])
  const left = (await rowsOf(delivery)).flatMap(([name, ...cells]) => cells.flatMap((cell, i) => (cell === null ? [`${name} ${i}`] : []))) // prettier-ignore
  expect(left).toEqual(hidden)
  // Kept, it is still seen why: from the file, in which nothing is empty.
  expect(await catalog.suppression(officer, delivery, rule)).toEqual(found)
  await expect(catalog.suppression(steward, delivery, { ...rule, counts: ['nikt'], total: undefined })).rejects.toMatchObject({ code: 'catalog.unknownColumn' }) // prettier-ignore
  const wrong = await brought('foreseen-wrong', file.replace('178', '179'))
  await expect(catalog.suppression(steward, wrong.delivery, rule)).rejects.toMatchObject({ code: 'governance.risk.notAdding' }) // prettier-ignore
})

test('what is lost when rows become counts is seen before, and is what comes of it', { timeout: 60_000 }, async () => {
  const { catalog } = house
  const { distribution, delivery } = await brought('foreseen-counts', PEOPLE)
  const rule: Treat = { rule: 'aggregate', columns: ['gmina', 'płeć'], k: 5, sums: ['dni'], ...CALLED }
  for (const actor of [visitor, resident]) await expect(catalog.suppression(actor, delivery, rule)).rejects.toThrow()
  const found = await catalog.suppression(steward, delivery, rule)
  expect(found).toMatchObject({
    before: { rows: 200, columns: ['wiek', 'płeć', 'gmina', 'choroba', 'dni'] },
    after: { rows: 12, columns: ['gmina', 'płeć', 'liczba', 'dni'] },
    ...{ columns: ['gmina', 'płeć'], counts: ['liczba', 'dni'], cells: 24 },
  })
  expect(found.small).toBeGreaterThan(0)
  expect((await catalog.ruling(steward, distribution)).treatment).toEqual([])
  await treated(distribution, delivery, [rule])
  const foreseen = found.rows.map(({ at, cells }) => [...at, ...cells.map(({ value, why }) => (why ? null : value))])
  expect(await rowsOf(delivery)).toEqual(foreseen)
  // Kept, it is still seen of what it was made.
  expect(await catalog.suppression(officer, delivery, rule)).toEqual(found)
})

test('what cannot be is refused when it is ruled', async () => {
  const { distribution } = await brought('refused-rules', PEOPLE)
  const { version: seen, dictionary } = await house.catalog.ruling(steward, distribution)
  const rule = (...treatment: Treat[]) => house.catalog.rule(steward, distribution, { seen, dictionary, treatment })
  const aggregate: Treat = { rule: 'aggregate', columns: ['płeć'], k: 5, sums: [], ...CALLED }
  await expect(rule(aggregate, { rule: 'counts', k: 5, dimensions: [{ column: 'płeć' }], counts: ['dni'] })).rejects.toMatchObject({ code: 'catalog.treatedTwice' }) // prettier-ignore
  await expect(rule({ rule: 'suppressRows', columns: ['nikt'], k: 5 })).rejects.toMatchObject({ code: 'catalog.unknownColumn' }) // prettier-ignore
  await expect(rule({ column: 'płeć', rule: 'drop' }, aggregate)).rejects.toMatchObject({
    code: 'catalog.unknownColumn',
  })
  await expect(rule({ ...aggregate, sums: ['płeć'] })).rejects.toMatchObject({ code: 'catalog.countsUnfit' })
  await expect(rule({ ...aggregate, as: 'dni' })).rejects.toMatchObject({ code: 'catalog.badColumnName' })
})

test('a weighing is seen by those who decide alone, goes with the rows, and can be ended', async () => {
  const { catalog } = house
  const { delivery } = await brought('weighed', PEOPLE)
  const asked = { quasi, sensitive: [], treatment: [], k: 5 }
  for (const actor of [visitor, resident]) await expect(catalog.weigh(actor, delivery, asked)).rejects.toThrow()
  await expect(catalog.weigh(steward, delivery, { ...asked, quasi: ['nikt'] })).rejects.toMatchObject({ code: 'catalog.unknownColumn' }) // prettier-ignore
  const { id } = await catalog.weigh(officer, delivery, asked)
  for (const actor of [visitor, resident]) await expect(catalog.weighing(actor, id)).rejects.toThrow()
  const stopping = new AbortController()
  stopping.abort(new Cancelled())
  await catalog.weighIt({ data: { id }, progress: async () => {}, signal: stopping.signal })
  expect(await catalog.lastWeighing(steward, delivery)).toMatchObject({ id, state: 'cancelled' })
  const second = await catalog.weigh(officer, delivery, asked)
  await catalog.cancelWeighing(steward, second.id)
  await catalog.weighIt({ data: { id: second.id }, progress: async () => {}, signal: new AbortController().signal })
  expect(await catalog.weighing(steward, second.id)).toMatchObject({ state: 'cancelled' })
  await catalog.deliveries.abandon(editor, delivery)
  await expect(catalog.weighing(steward, id)).rejects.toMatchObject({ code: 'catalog.unknown' })
})

test('a proposal takes the place of what it is about, and leaves the rest', () => {
  const before: Treat[] = [
    { column: 'wiek', rule: 'round', to: 5 },
    { column: 'choroba', rule: 'map', values: { a: 'b' } },
    { rule: 'suppressRows', columns: ['wiek', 'płeć'], k: 3 },
  ]
  const taken: Treat[] = [
    { column: 'płeć', rule: 'drop' },
    { column: 'wiek', rule: 'generalise', by: 'age', step: 2 },
  ]
  expect(joined(before, taken)).toEqual([before[1], ...taken])
  expect(columnsIn(before[2]!)).toEqual(['wiek', 'płeć'])
})
