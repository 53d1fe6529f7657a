/** Readings become a published figure, which leads back to them; what comes late makes a new one and keeps the old; the demonstration is never in it. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { createInfrastructure, Feed, migrations, type EntityDraft, type Infrastructure } from '#infrastructure'
import { createFiles } from '#platform/files'
import { dayAfter } from '#stats'
import { analyst, definition, described, measure, openIndicators, three } from '../testing.ts'

const CABINET = 'https://smartdatamodels.org/dataModel.Streetlighting/StreetlightControlCabinet'
const ENERGY = 'https://smartdatamodels.org/dataModel.Streetlighting/energyConsumed'
const anna: Actor = { id: 'anna', kind: 'person', can: () => true }
const work = { data: {}, progress: async () => {}, signal: new AbortController().signal }
const GROUNDS = 'Checked with the supplier’s invoices.'

const feed = Feed.parse({
  ...{ id: 'lighting', names: three('Lighting'), note: three('By the meters.'), measure: 'lighting_use' },
  ...{ of: { type: CABINET }, attribute: ENERGY, unit: 'MWh', unitCode: 'MWH', grain: 'month' },
  ...{ aggregate: 'difference', across: 'sum', areas: { all: 'north' } },
  completeness: { bucket: 'day', share: 0.75, rule: three('75 % of days'), source: { names: three('House') } },
})

let house: Awaited<ReturnType<typeof openIndicators>>
let infrastructure: Infrastructure
beforeAll(async () => {
  house = await openIndicators((needs) => {
    const identity = { organisations: async () => [] }
    infrastructure = createInfrastructure({ ...needs, identity, database: { db: needs.db } as never, files: createFiles({ dataDir: '/tmp' }) } as never) // prettier-ignore
    return { ...needs, feeds: infrastructure.feeds }
  }, migrations)
  const { indicators, places, governance } = house
  await places.load(analyst, [{ id: 'north', kind: 'city', names: three('north') }], 'test')
  await indicators.takeAreas()
  const asset = {
    ...{ slug: 'statistics', names: three('Statistics'), descriptions: three('Counts.'), purposes: three('Reports.') },
    ...{ holder: three('Office'), steward: 'Head', legalBasis: [{ act: 'An act', article: 'art. 1' }] },
    ...{ securityClass: 'public' as const, openness: { state: 'open' as const, reason: three('By law.') } },
  }
  await governance.assets.add(analyst, asset, 'test')
  const open = { descriptions: three('By the meters.'), terms: 'CC0-1.0' as const, frequency: 'MONTHLY' as const, themes: ['ENER' as const], spatial: ['north'] } // prettier-ignore
  const datasets = [{ id: 'lighting', names: three('Lighting'), sources: [], licence: three('free'), open }]
  await indicators.describe(analyst, { ...described(measure('lighting_use', 'kWh')), datasets }, 'test')
  await indicators.define(analyst, [definition('lighting', 'lighting_use', 'kWh')], 'test')
  await infrastructure.feeds.load(analyst, [feed])
})
afterAll(() => house.close())

const reads = (id: string, day: string, value: number, more: Partial<EntityDraft> = {}): EntityDraft => ({
  ...{ id: `urn:ngsi-ld:Cabinet:${id}`, types: [CABINET] },
  attributes: { [ENERGY]: [{ type: 'Property', value, unitCode: 'MWH', observedAt: `${day}T10:00:00Z` }] },
  ...more,
})
async function send(entities: EntityDraft[]): Promise<void> {
  await house.needs.db.transaction().execute((tx) => infrastructure.context.upsert(tx, entities, analyst))
  await infrastructure.telemetry.pulse.once()
}
/** A counter from the last day of September to the last of October, so much more each day. */
async function october(id: string, perDay: number, more: Partial<EntityDraft> = {}): Promise<void> {
  await send(Array.from({ length: 32 }, (_, i) => reads(id, dayAfter('2026-09-30', i), 100 + i * perDay, more)))
}
async function follow(): Promise<void> {
  await infrastructure.feeds.make()
  await house.indicators.takeFeed('lighting')
  await house.indicators.recompute()
}
const provenance = () => house.indicators.provenance('lighting', 'north', '2026-M10')

test('a month of two cabinets is a figure once a person has opened the feed, and leads back to its readings', async () => {
  await october('1', 1)
  await october('2', 2)
  await october('demo:3', 50)
  await october('4', 50, { scopes: ['/demo/north'] })
  await follow()
  await expect(provenance()).rejects.toMatchObject({ code: 'indicators.unknownValue' })
  expect(await infrastructure.feeds.periods(visitor, 'lighting')).toEqual([])
  await expect(infrastructure.feeds.open(visitor, 'lighting', GROUNDS)).rejects.toMatchObject({ code: 'unauthenticated' }) // prettier-ignore
  await expect(infrastructure.feeds.open(analyst, 'lighting', GROUNDS)).rejects.toMatchObject({ code: 'feeds.notPerson' }) // prettier-ignore
  await infrastructure.feeds.open(anna, 'lighting', GROUNDS)
  await follow()
  await house.indicators.source(work)
  const { value, inputs } = await provenance()
  expect(value.value).toBe(31 * 3 * 1000)
  expect(inputs).toMatchObject([{ feed: 'lighting', loaded: false, version: { dataset: 'lighting', number: 1, row: 2 } }]) // prettier-ignore
  const { distributions } = await house.catalog.dataset('lighting')
  const [september, row] = (await house.catalog.rows.page(distributions[0]!.id, {}, 1)).rows
  expect(september!.cells).toEqual(expect.arrayContaining(['2026-M09', null, 'M', 'tooFew']))
  expect(row!.cells.map(String)).toEqual(expect.arrayContaining(['2026-M10', '93', 'MWh', '62']))
  const [made] = await infrastructure.feeds.revisions(anna, 'lighting', 'north', '2026-M10')
  expect(row!.cells).toContain(made!.fingerprint)
  expect(made!.series.map(({ entityId, value, readings }) => [entityId, value, readings])).toEqual([
    ['urn:ngsi-ld:Cabinet:1', 31, 31],
    ['urn:ngsi-ld:Cabinet:2', 62, 31],
  ])
})

test('what a public figure rests on is kept, however long readings of its kind are', async () => {
  const { readings, telemetry } = infrastructure
  await telemetry.retention.set(anna, { type: CABINET, days: 30 })
  expect(await telemetry.retention.clear()).toBeGreaterThan(0)
  const left = async (id: string) => (await readings.raw((await readings.seriesOf(`urn:ngsi-ld:Cabinet:${id}`))[0]!.id)).length // prettier-ignore
  expect([await left('1'), await left('2')]).toEqual([32, 32])
  expect(await left('demo:3')).toBeLessThan(32)
})

test('things that are not public are counted and not named', async () => {
  const [made] = await infrastructure.feeds.revisions(visitor, 'lighting', 'north', '2026-M10')
  expect(made).toMatchObject({ series: [], hidden: 2, value: 93 })
  await infrastructure.context.policies.load(analyst, [{ type: CABINET, level: 'public' }])
  const [seen] = await infrastructure.feeds.revisions(visitor, 'lighting', 'north', '2026-M10')
  expect(seen).toMatchObject({ hidden: 0, series: [{ entityId: 'urn:ngsi-ld:Cabinet:1' }, {}] })
})

test('made again of the same readings it is the same; a late correction makes a revision and a vintage, and both stay', async () => {
  const before = await house.indicators.vintages('lighting', 'north', '2026-M10')
  await send([reads('1', '2026-10-15', 115)])
  await follow()
  expect(await house.indicators.vintages('lighting', 'north', '2026-M10')).toEqual(before)
  await send([reads('1', '2026-10-31', 141)])
  await follow()
  const vintages = await house.indicators.vintages('lighting', 'north', '2026-M10')
  expect(vintages.map(({ value }) => value)).toEqual([103_000, 93_000])
  const revisions = await infrastructure.feeds.revisions(anna, 'lighting', 'north', '2026-M10')
  expect(revisions.map(({ revision, value }) => [revision, value])).toEqual([
    [2, 103],
    [1, 93],
  ])
  await house.indicators.source(work)
  expect((await provenance()).inputs[0]!.version).toMatchObject({ number: 2 })
})

test('a meter that was replaced leaves the figure missing, with its reason', async () => {
  await send([reads('2', '2026-10-20', 3)])
  await follow()
  const { inputs } = await provenance()
  expect(inputs).toMatchObject([
    { value: null, status: 'M', reason: 'notAvailable', note: expect.stringContaining('meterFell') as string },
  ])
})

test('closed by a person, or said otherwise by the pack, it brings nothing more', async () => {
  await infrastructure.feeds.close(anna, 'lighting', GROUNDS)
  await send([reads('2', '2026-10-20', 140)])
  const before = await house.indicators.vintages('lighting', 'north', '2026-M10')
  await follow()
  expect(await house.indicators.vintages('lighting', 'north', '2026-M10')).toEqual(before)
  await infrastructure.feeds.open(anna, 'lighting', GROUNDS)
  await infrastructure.feeds.load(analyst, [{ ...feed, across: 'mean' }])
  expect((await infrastructure.feeds.one('lighting')).opening).toBeUndefined()
  await infrastructure.feeds.load(analyst, [])
  await expect(infrastructure.feeds.one('lighting')).rejects.toMatchObject({ code: 'feeds.unknown' })
})
