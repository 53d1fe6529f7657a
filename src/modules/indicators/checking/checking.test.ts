/** Four eyes, from a file with slips to a published figure: found, answered, verified by another person, fresh. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor } from '#platform/actor'
import { verifyBundle } from '../../../verify/index.ts'
import { recomputeBundle } from '../index.ts'
import { house, key, person, testCity, type TestCity } from './testing.ts'

const anna = person('anna')
const olha = person('olha')
const jan = person('jan')
type Bundle = { inputs: { verification?: { by: string } }[] }
const reason = 'compared with the yearbook'

let city: TestCity
beforeAll(async () => {
  city = await testCity()
  const years = Array.from({ length: 12 }, (_, i) => 2008 + i)
  const rows = years.flatMap((year, i) => [
    `north,people,${year},${50_000 + 300 * i},person`,
    `north,beds,${year},${400 + 3 * i},bed`,
  ])
  await city.load(`${rows.join('\n')}\n`)
})
afterAll(() => city.close())

test('unit slips are found, with the factor and what would be right; the rest passes in silence', async () => {
  const found = await city.bring(
    anna,
    'north,people,2020,53900,person\nnorth,beds,2020,440000,bed\nsouth,people,2020,9000,person\n',
  )
  expect(found).toMatchObject({ state: 'read', suspected: { high: 1, low: 0 }, verifications: [], stale: [] })
  expect(found.findings).toMatchObject([
    {
      ...{ number: 1, line: 3, area: 'north', measure: 'beds', period: '2020', check: 'unitSlip', severity: 'high' },
      ...{ found: 440_000, details: { factor: 1000, right: 440, against: 'series' } },
    },
  ])
})

test('a value that its definition rules out is found at the figure that makes it', async () => {
  const { findings } = await city.bring(anna, 'south,beds,2021,900,bed\nsouth,people,2021,10000,person\n')
  expect(findings).toMatchObject([
    { check: 'range', line: 2, measure: 'beds', details: { indicator: 'bed-rate', value: 90, max: 50 } },
  ])
})

test('districts that do not add up to their city are found', async () => {
  const rows = ['north,people,2021,54000,person', 'north-east,people,2021,30000,person']
  const { findings } = await city.bring(anna, `${rows.join('\n')}\nnorth-west,people,2021,20000,person\n`)
  expect(findings).toMatchObject([{ check: 'total', area: 'north', low: 50_000, details: { sum: 50_000, parts: 2 } }])
})

test('nobody publishes what nobody else verified: neither a person nor a key', async () => {
  const { id } = await city.bring(anna, 'north,people,2022,54300,person\n')
  for (const actor of [anna, olha, key])
    await expect(city.indicators.imports.publish(actor, id)).rejects.toMatchObject({ code: 'indicators.notVerified' })
})

test('who brought a figure does not verify it, nor does a key, nor whoever may not', async () => {
  const { id } = await city.bring(anna, 'north,people,2022,54310,person\n')
  const verify = (actor: typeof anna) => city.indicators.verify(actor, id, { reason })
  await expect(verify(anna)).rejects.toMatchObject({ code: 'indicators.ownValue', status: 403 })
  await expect(verify(key)).rejects.toMatchObject({ code: 'indicators.personNeeded', status: 403 })
  await expect(verify(visitor)).rejects.toMatchObject({ status: 401 })
  await expect(verify({ ...olha, can: (what) => what !== 'indicators.verify' })).rejects.toMatchObject({ status: 403 })
  await expect(city.indicators.verify(olha, id, { reason: ' ' })).rejects.toThrow()
  await expect(city.indicators.sendBack(anna, id, { reason })).rejects.toMatchObject({ code: 'indicators.ownValue' })
})

test('who made the key that brought a figure counts as who brought it', async () => {
  const { id, maker } = await city.bring(key, 'north,people,2022,54320,person\n')
  expect(maker).toBe(anna.id)
  for (const decide of [city.indicators.verify, city.indicators.sendBack])
    await expect(decide(anna, id, { reason })).rejects.toMatchObject({ code: 'indicators.ownValue', status: 403 })
  await city.indicators.verify(olha, id, { reason })
  await city.indicators.imports.publish(anna, id)
})

test('what was answered and verified is published; who, when and why is in the ledger and in the provenance', async () => {
  const { id, findings } = await city.bring(anna, 'north,people,2023,54500,person\nnorth,beds,2023,4450,bed\n')
  await expect(city.indicators.verify(olha, id, { reason })).rejects.toMatchObject({
    ...{ code: 'indicators.unanswered', status: 422, details: { count: 1, findings: [findings[0]!.number] } },
  })
  const answers = [{ finding: 1, reason: 'a new hospital' }]
  await city.indicators.verify(olha, id, { reason, answers })
  const { seq } = await city.indicators.imports.publish(anna, id, 'yearly figures')
  await city.indicators.recompute()
  expect(await city.told(`import/${id}`)).toMatchObject([
    { kind: 'indicators.received', actor: anna.id },
    { kind: 'indicators.verified', actor: olha.id, grounds: reason },
    { kind: 'indicators.published', actor: anna.id },
  ])
  const { inputs } = await city.indicators.provenance('bed-rate', 'north', '2023', seq)
  expect(inputs[0]).toMatchObject({ verification: { by: olha.id, reason }, loaded: false })
  const bundle = JSON.parse(JSON.stringify(await city.indicators.proof('bed-rate', 'north', '2023'))) as Bundle
  expect(await verifyBundle(bundle, { recompute: recomputeBundle })).toMatchObject({ ok: true })
  bundle.inputs[0]!.verification!.by = anna.id
  expect(await verifyBundle(bundle, { recompute: recomputeBundle })).toMatchObject({ ok: false })
  const prov = await city.indicators.provJson('bed-rate', 'north', '2023')
  expect(Object.values(prov.wasAssociatedWith)).toContainEqual(
    expect.objectContaining({ 'prov:agent': `unia:agent/${olha.id}` }),
  )
  const [old] = (await city.indicators.provenance('bed-rate', 'north', '2010')).inputs
  expect(old).toMatchObject({ loaded: true })
  expect(old!.verification).toBeUndefined()
})

test('one answer does for all that a check found', async () => {
  const { id, findings } = await city.bring(anna, 'north,people,2024,548000,person\nnorth,beds,2024,4480,bed\n')
  expect(findings.map(({ check }) => check)).toEqual(['unitSlip', 'unitSlip'])
  await city.indicators.verify(olha, id, { reason, answers: [{ check: 'unitSlip', reason: 'the region was merged' }] })
})

test('an import is sent back with a reason, and another look is possible', async () => {
  const { id } = await city.bring(anna, 'south,people,2022,9100,person\n')
  await city.indicators.sendBack(olha, id, { reason: 'the source says 9,010' })
  expect(await city.indicators.imports.preview(anna, id)).toMatchObject({
    ...{ state: 'returned', verifications: [{ decision: 'returned', reason: 'the source says 9,010' }] },
  })
  await expect(city.indicators.imports.publish(anna, id)).rejects.toMatchObject({ code: 'indicators.returned' })
  await city.indicators.verify(jan, id, { reason })
  await city.indicators.imports.publish(anna, id)
})

test('two people on one figure: what was verified before the other published is refused with both, until verified anew', async () => {
  const mine = await city.bring(anna, 'south,people,2023,9200,person\nsouth,beds,2023,90,bed\n')
  const theirs = await city.bring(olha, 'south,people,2023,9300,person\n')
  await city.indicators.verify(jan, mine.id, { reason })
  await city.indicators.verify(anna, theirs.id, { reason })
  const { seq } = await city.indicators.imports.publish(olha, theirs.id)
  const both = { area: 'south', measure: 'people', period: '2023', yours: 9200, theirs: 9300, seq }
  await expect(city.indicators.imports.publish(anna, mine.id)).rejects.toMatchObject({
    ...{ code: 'indicators.stale', status: 409, details: { ...both, cells: [both] } },
  })
  expect((await city.indicators.imports.preview(anna, mine.id)).stale).toMatchObject([both])
  await city.indicators.verify(jan, mine.id, { reason: 'ours is the later count' })
  await city.indicators.imports.publish(anna, mine.id)
})

test('what others published since is looked at again before somebody vouches', async () => {
  const { id, findings } = await city.bring(anna, 'south,price,2020,5000,PLN/m2\n')
  expect(findings).toEqual([])
  const prices = [2016, 2017, 2018, 2019, 2020, 2021].map((year) => `south,price,${year},5${year - 2015},PLN/m2`)
  await city.load(`${prices.join('\n')}\n`)
  await expect(city.indicators.verify(olha, id, { reason })).rejects.toMatchObject({ code: 'indicators.unanswered' })
  expect((await city.indicators.imports.preview(anna, id)).findings).toMatchObject([{ check: 'unitSlip' }])
})

test('the city pack publishes without, and its import is not checked', async () => {
  const { findings, id } = await city.bring(house, 'south,beds,2024,90000,bed\n')
  expect(findings).toEqual([])
  await city.indicators.imports.publish(house, id)
})

test('an import that is not read, given up or published already is not verified', async () => {
  const { id } = await city.bring(anna, 'south,beds,2019,80,bed\n')
  await city.indicators.imports.cancel(anna, id)
  await expect(city.indicators.verify(olha, id, { reason })).rejects.toMatchObject({ code: 'indicators.cancelled' })
  await expect(city.indicators.verify(olha, '01a2b3c4-0000-4000-8000-000000000000', { reason })).rejects.toMatchObject({
    ...{ code: 'indicators.unknownImport', status: 404 },
  })
})

test('a process that dies between verification and publication leaves the verified import to the next one', async () => {
  const { id } = await city.bring(anna, 'south,people,2016,8900,person\n')
  await city.indicators.verify(olha, id, { reason })
  const next = await city.another()
  // It dies inside the transaction that publishes: the database gives up what was not committed.
  const { pool } = city.database
  const dying = await pool.connect()
  await dying.query('begin')
  await dying.query(`update indicators_imports set state = 'published' where id = $1`, [id])
  dying.release(new Error('killed'))
  expect(await next.indicators.imports.preview(anna, id)).toMatchObject({ state: 'verified', stale: [] })
  const { seq } = await next.indicators.imports.publish(anna, id)
  expect(await city.indicators.publications(1)).toMatchObject([{ seq, import: { id }, added: 1, corrected: 0 }])
  await expect(next.indicators.imports.publish(anna, id)).rejects.toMatchObject({ code: 'indicators.alreadyPublished' })
})

test('a definition that changes after publication leaves the values that were published by the old one', async () => {
  const before = await city.indicators.value('bed-rate', 'north', '2010')
  const { version: _version, seq: _seq, ...rate } = await city.indicators.definition('bed-rate')
  await city.indicators.define(
    house,
    [{ ...rate, unit: 'bed/(10000 person)', valid: { min: 0, max: 500 } }],
    'wider',
    1,
  )
  await city.indicators.recompute()
  const after = await city.indicators.value('bed-rate', 'north', '2010')
  expect(after).toMatchObject({ version: 2, unit: 'bed/(10000 person)', value: expect.closeTo(10 * before.value!, 9) })
  expect(await city.indicators.value('bed-rate', 'north', '2010', before.seq)).toEqual(before)
  const { definition, formula } = await city.indicators.provenance('bed-rate', 'north', '2010', before.seq)
  expect({ version: definition.version, unit: definition.unit }).toEqual({ version: 1, unit: before.unit })
  expect(formula.text).toBe('beds / people')
})
