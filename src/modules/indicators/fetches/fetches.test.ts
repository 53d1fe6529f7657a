/** A fetch from its making to its end: due by the city's clock, brought, known, failing, given up; and who vouches for it. */
import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { visitor, type Actor } from '#platform/actor'
import { fixedClock } from '#platform/clock'
import { createHttp } from '#platform/http'
import { createLog } from '#platform/log'
import { createMetrics } from '#platform/metrics'
import { createNet } from '#platform/net'
import { sentence } from '#words'
import { house, person, testCity, type TestCity } from '../checking/testing.ts'
import { indicatorRoutes } from '../index.ts'
import { HEADER, three } from '../testing.ts'
import { FAILURES_MAX } from './rules.ts'
import { createFetches } from './service.ts'

const LOOPBACK = '127.0.0.2'
const net = createNet({ plainHttp: true, allow: [`${LOOPBACK}/32`] })
const clock = fixedClock('2026-11-23T10:00:00Z')
const anna = person('anna')
const olha = person('olha')
const analyst: Actor = { ...person('jan'), can: (permission) => permission !== 'indicators.fetch' }
const signal = new AbortController().signal
const reason = 'compared with the source'

let city: TestCity
let server: Server
let base: string
let answer: RequestListener
let bed = 100
beforeAll(async () => {
  city = await testCity({ net, clock })
  const datasets = [{ id: 'health', names: three('health'), sources: [], licence: three('open') }]
  await city.indicators.describe(house, { measures: [], datasets, sources: [], via: [] }, 'test')
  await city.load('north,people,2020,50000,person\nnorth,beds,2021,200,bed\n')
  server = createServer((request, response) => answer(request, response))
  await new Promise<void>((resolve) => server.listen(0, LOOPBACK, resolve))
  base = `http://${LOOPBACK}:${(server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await net.close()
  await city.close()
})
beforeEach(() => clock.set('2026-11-23T10:00:00Z'))

/** Figures that nobody brought before. */
const fresh = () => `${HEADER}north,beds,2020,${++bed},bed\n`
const serving = (body: string, headers = {}) => (answer = (_, response) => response.writeHead(200, headers).end(body))
const failing = (status: number) => (answer = (_, response) => response.writeHead(status).end())
const draft = { name: 'Beds', dataset: 'health', cron: '30 5 * * *' }
const make = (more = {}) => city.indicators.fetches.create(anna, { ...draft, address: `${base}/beds.csv`, ...more })
const see = (id: string) => city.indicators.fetches.one(anna, id)

/** Does what was begun and not ended, as the jobs would. */
async function work(id: string) {
  const { fetches } = city.indicators
  for (const { number, endedAt } of (await see(id)).runs) {
    if (endedAt) continue
    await fetches.perform({ data: { id, run: number }, signal })
    const { importId } = (await see(id)).runs.find((run) => run.number === number)!
    if (!importId) continue
    await city.read(importId)
    await fetches.wasRead(importId)
  }
  return see(id)
}
async function tick(id: string, at?: Date | string) {
  if (at) clock.set(at)
  await city.indicators.fetches.beginDue()
  return work(id)
}
async function now(id: string) {
  await city.indicators.fetches.now(anna, id)
  return work(id)
}

test('the jobs of any process do it by themselves', { timeout: 60_000 }, async () => {
  serving(fresh())
  const { id } = await make()
  const worker = await city.another()
  await worker.jobs.work()
  await city.indicators.fetches.now(anna, id)
  await vi.waitFor(
    async () => {
      const { importId = '', outcome } = (await see(id)).last!
      expect(outcome).toBe('brought')
      expect(await city.indicators.imports.preview(anna, importId)).toMatchObject({ state: 'read', added: 1 })
    },
    { timeout: 50_000, interval: 200 },
  )
  await worker.jobs.stop()
})

test('it is due by the clock of the city, in winter and in summer, and each time once', async () => {
  serving(fresh())
  const { id, nextAt } = await make()
  expect(nextAt).toEqual(new Date('2026-11-24T04:30:00Z'))
  expect((await tick(id, '2026-11-24T04:29:59Z')).runs).toEqual([])
  const done = await tick(id, '2026-11-24T04:30:00Z')
  expect(done.runs).toMatchObject([{ number: 1, cause: 'schedule', outcome: 'brought', pages: 1 }])
  expect(done.nextAt).toEqual(new Date('2026-11-25T04:30:00Z'))
  expect((await tick(id)).runs).toHaveLength(1)
  expect((await tick(id, '2027-03-27T12:00:00Z')).nextAt).toEqual(new Date('2027-03-28T03:30:00Z'))
})

test('of processes that look at the same time one begins it', async () => {
  const { id } = await make()
  const other = await city.another()
  clock.set('2026-11-24T05:00:00Z')
  const begun = await Promise.all([city, other, city].map(({ indicators }) => indicators.fetches.beginDue()))
  expect(begun.reduce((sum, n) => sum + n, 0)).toBeGreaterThanOrEqual(1)
  expect((await see(id)).runs).toHaveLength(1)
  await city.indicators.fetches.remove(anna, id)
})

test('what comes is an import of the fetch, checked like any other, and only another person than its maker vouches for it', async () => {
  serving(
    `${HEADER}north,people,2021,50100000,person\nnorth,people,2022,50200,person\nnorth,people,2019,49900,person\n`,
  )
  const { id } = await make({ name: 'People' })
  const [run] = (await now(id)).runs
  const found = await city.indicators.imports.preview(anna, run!.importId!)
  expect(found).toMatchObject({
    ...{ state: 'read', dataset: 'health', fileName: 'beds.csv', origin: 'file', broughtBy: `system:fetch/${id}` },
    ...{ maker: anna.id, findings: [{ check: 'unitSlip', line: 2 }] },
  })
  await expect(city.indicators.imports.publish(anna, found.id)).rejects.toMatchObject({
    code: 'indicators.notVerified',
  })
  const answers = [{ finding: 1, reason: 'so it is' }]
  const verify = (actor: Actor) => city.indicators.verify(actor, found.id, { reason, answers })
  await expect(verify(anna)).rejects.toMatchObject({ code: 'indicators.ownValue', status: 403 })
  await city.indicators.fetches.remove(anna, id)
  await expect(verify(anna)).rejects.toMatchObject({ code: 'indicators.ownValue', status: 403 })
  await verify(olha)
  await city.indicators.imports.publish(anna, found.id)
  await city.indicators.recompute()
  const { inputs } = await city.indicators.provenance('bed-rate', 'north', '2021')
  const origins = inputs.map(({ measure, loaded, verification }) => [measure, loaded, verification?.by])
  expect(origins).toEqual(expect.arrayContaining([['people', false, olha.id], ['beds', true, undefined]])) // prettier-ignore
  expect(await city.told(`import/${found.id}`)).toMatchObject([
    { kind: 'indicators.received', actor: `system:fetch/${id}` },
    { kind: 'indicators.verified', actor: olha.id },
    { kind: 'indicators.published', actor: anna.id },
  ])
})

test('the same file twice changes nothing, and "not modified" is asked for and believed', async () => {
  const body = fresh()
  const asked: unknown[] = []
  answer = ({ headers }, response) => {
    asked.push(headers['if-none-match'])
    response.writeHead(headers['if-none-match'] === '"1"' ? 304 : 200, { etag: '"1"' }).end(body)
  }
  const { id } = await make()
  await tick(id, '2026-11-24T05:00:00Z')
  await tick(id, '2026-11-25T05:00:00Z')
  const asIs = await now(id)
  serving(body)
  const { runs, failures } = await tick(id, '2026-11-26T05:00:00Z')
  expect(asked).toEqual([undefined, '"1"', undefined])
  expect(asIs.runs).toHaveLength(3)
  expect(runs.map(({ outcome, cause }) => [outcome, cause])).toEqual([
    ['same', 'schedule'],
    ['same', 'person'],
    ['notModified', 'schedule'],
    ['brought', 'schedule'],
  ])
  const imports = new Set(runs.flatMap(({ importId }) => importId ?? []))
  expect([imports.size, failures]).toEqual([1, 0])
})

test('what a person brought already is known', async () => {
  const body = fresh()
  const before = await city.bring(olha, body.slice(HEADER.length))
  serving(body)
  const { id } = await make()
  expect((await now(id)).runs).toMatchObject([{ outcome: 'same', importId: before.id }])
})

test('what was given up comes again only when a person asks', async () => {
  serving(fresh())
  const { id } = await make()
  const [first] = (await now(id)).runs
  await city.indicators.imports.cancel(anna, first!.importId!)
  expect((await tick(id, '2026-11-24T05:00:00Z')).runs[0]).toMatchObject({ outcome: 'same', importId: first!.importId })
  const [asked] = (await now(id)).runs
  expect(asked).toMatchObject({ outcome: 'brought' })
  expect(asked!.importId).not.toBe(first!.importId)
})

test('failures are told, tried again at growing distances, given up with an entry, and begun anew by a person', async () => {
  failing(503)
  const { id } = await make()
  const waits: number[] = []
  let last = await tick(id, '2026-11-24T05:00:00Z')
  expect(last.runs[0]).toMatchObject({
    outcome: 'failed',
    failure: { code: 'fetches.answered', details: { status: 503 } },
  })
  while (last.nextAt) {
    waits.push((last.nextAt.getTime() - clock.now().getTime()) / 60_000)
    last = await tick(id, last.nextAt)
  }
  expect(waits).toEqual([15, 60, 240, 960, 1440, 1440, 1440])
  expect(last).toMatchObject({ isOn: false, isGivenUp: true, failures: FAILURES_MAX, last: { cause: 'retry' } })
  expect((await tick(id, '2027-02-01T05:00:00Z')).runs).toHaveLength(FAILURES_MAX)
  expect((await city.told(`fetch/${id}`)).map(({ kind, actor }) => [kind, actor])).toEqual([
    ['indicators.fetch.created', anna.id],
    ['indicators.fetch.givenUp', `system:fetch/${id}`],
  ])
  await city.indicators.fetches.turn(olha, id, true)
  expect(await see(id)).toMatchObject({ isOn: true, isGivenUp: false, failures: 0 })
  serving(fresh())
  const mended = await tick(id, '2027-02-02T05:00:00Z')
  expect(mended).toMatchObject({ failures: 0, last: { outcome: 'brought' }, nextAt: new Date('2027-02-03T04:30:00Z') })
})

test('a success between failures begins the count anew', async () => {
  failing(500)
  const { id } = await make()
  await now(id)
  expect(await now(id)).toMatchObject({ failures: 2, nextAt: new Date('2026-11-23T11:00:00Z') })
  serving(fresh())
  expect(await tick(id, '2026-11-23T11:00:00Z')).toMatchObject({
    failures: 0,
    nextAt: new Date('2026-11-24T04:30:00Z'),
  })
})

test('a file that cannot be read is a failure of its fetch, read anew when it changes and not before', async () => {
  serving('<html>We are being mended</html>')
  const { id } = await make()
  const first = await tick(id, '2026-11-24T05:00:00Z')
  expect(first).toMatchObject({ failures: 1, last: { outcome: 'failed', failure: { code: expect.stringMatching(/^reading\./) } } }) // prettier-ignore
  const again = await tick(id, first.nextAt)
  expect(again).toMatchObject({
    failures: 2,
    last: { outcome: 'failed', cause: 'retry', importId: first.last!.importId },
  })
  serving(fresh())
  expect(await tick(id, again.nextAt)).toMatchObject({ failures: 0, last: { outcome: 'brought' } })
})

test('columns that a person describes are known from then on', async () => {
  const file = (year: number) => `rok;gdzie;łóżka\n${year};north;${++bed}\n`
  serving(file(2021))
  const { id } = await make({ name: 'Described' })
  const { last } = await now(id)
  expect(last).toMatchObject({ outcome: 'failed' })
  const said = { columns: { period: 'rok', area: 'gdzie', value: 'łóżka' }, constants: { measure: 'beds' } }
  await city.read((await city.indicators.describeColumns(olha, last!.importId!, said, true)).id)
  expect(await tick(id, '2026-11-24T05:00:00Z')).toMatchObject({ failures: 0, last: { outcome: 'same' } })
  serving(file(2022))
  expect(await tick(id, '2026-11-25T05:00:00Z')).toMatchObject({ last: { outcome: 'brought' } })
})

test('reading that ends before its run does, and work that is done twice, count once', async () => {
  serving('nothing that could be read')
  const { id } = await make()
  await city.indicators.fetches.now(anna, id)
  const { imports } = city.indicators
  const hasty = createFetches(city.needs, {
    receive: async (...arrival) => {
      const received = await imports.receive(...arrival)
      await city.read(received.id)
      await hasty.wasRead(received.id)
      return received
    },
  })
  const run = { data: { id, run: 1 }, signal }
  await hasty.perform(run)
  await hasty.perform(run)
  await hasty.wasRead((await see(id)).last!.importId!)
  const { runs, failures } = await see(id)
  expect({ runs, failures }).toMatchObject({ failures: 1, runs: [{ outcome: 'failed' }] })
})

test('a run that nobody ended is ended after an hour, and does not stand in the way', async () => {
  serving(fresh())
  const { id } = await make()
  await city.indicators.fetches.now(anna, id)
  await expect(city.indicators.fetches.now(anna, id)).rejects.toMatchObject({ code: 'fetches.underWay', status: 409 })
  clock.set('2026-11-23T11:00:01Z')
  await city.indicators.fetches.beginDue()
  expect((await see(id)).last).toMatchObject({ outcome: 'failed', failure: { code: 'fetches.interrupted' } })
  expect((await now(id)).last).toMatchObject({ outcome: 'brought' })
})

test('switched off it asks nobody, but a person can; deleted it is gone', async () => {
  serving(fresh())
  const { id } = await make()
  await city.indicators.fetches.turn(anna, id, false)
  const off = await tick(id, '2026-11-30T05:00:00Z')
  expect(off).toMatchObject({ isOn: false, isGivenUp: false, runs: [] })
  expect(off.nextAt).toBeUndefined()
  expect(await now(id)).toMatchObject({ isOn: false, last: { outcome: 'brought' } })
  await city.indicators.fetches.remove(anna, id)
  await expect(see(id)).rejects.toMatchObject({ code: 'fetches.unknown', status: 404 })
  await expect(city.indicators.fetches.now(anna, id)).rejects.toMatchObject({ code: 'fetches.unknown' })
  expect((await city.told(`fetch/${id}`)).map(({ kind }) => kind.slice(17))).toEqual([
    'created',
    'switchedOff',
    'asked',
    'deleted',
  ])
})

test('a private address is refused at once where it can be seen, and as a failure where a name leads there', async () => {
  await expect(make({ address: 'https://192.168.0.1/x.csv' })).rejects.toMatchObject({ code: 'net.privateAddress' })
  await expect(make({ address: 'ftp://data.example/x.csv' })).rejects.toMatchObject({ code: 'net.badAddress' })
  answer = (_, response) => response.writeHead(302, { location: 'http://127.0.0.1/' }).end()
  const { id } = await make()
  expect((await now(id)).last).toMatchObject({ outcome: 'failed', failure: { code: 'net.privateAddress' } })
})

test('bad drafts are refused; the address stays out of the ledger', async () => {
  await expect(make({ dataset: 'nowhere' })).rejects.toMatchObject({ code: 'indicators.unknownDataset' })
  await expect(make({ cron: '*/5 * * * *' })).rejects.toMatchObject({ code: 'fetches.tooOften' })
  await expect(make({ cron: '61 5 * * *' })).rejects.toMatchObject({ code: 'fetches.badSchedule' })
  await expect(make({ name: ' ' })).rejects.toThrow()
  const { id } = await make({ address: `${base}/beds.csv?key=secret` })
  await city.ledger.sequence()
  const { entries } = await city.ledger.list({ subject: `fetch/${id}` })
  expect(JSON.stringify(entries)).toContain(LOOPBACK)
  expect(JSON.stringify(entries)).not.toContain('secret')
})

test('who may not fetch can do nothing with it; whoever may in one organisation, there', async () => {
  const organisation = '01a2b3c4-0000-4000-8000-000000000001'
  const local: Actor = { ...olha, can: (_, where) => where === organisation }
  const { id } = await make()
  const { fetches } = city.indicators
  const verbs = (actor: Actor) => [
    () => fetches.create(actor, { ...draft, address: base }),
    () => fetches.one(actor, id),
    () => fetches.now(actor, id),
    () => fetches.turn(actor, id, false),
    () => fetches.remove(actor, id),
  ]
  for (const actor of [analyst, local]) for (const verb of verbs(actor)) await expect(verb()).rejects.toMatchObject({ status: 403 }) // prettier-ignore
  for (const verb of [...verbs(visitor), () => fetches.list(visitor)]) await expect(verb()).rejects.toMatchObject({ status: 401 }) // prettier-ignore
  const own = await fetches.create(local, { ...draft, address: base, organisation })
  expect((await fetches.list({ ...local, can: (_, where) => where === organisation })).map((one) => one.id)).toEqual([
    own.id,
  ])
  expect((await fetches.list(anna)).length).toBeGreaterThan(1)
})

test('over HTTP: made, seen, asked, switched off, deleted; refused with sentences', async () => {
  serving(fresh())
  let actor: Actor = anna
  const config = { baseUrl: 'https://unia.example', trustProxy: false }
  const [log, metrics] = [createLog({ level: 'silent' }), createMetrics({ processMetrics: false })]
  const app = await createHttp({ config, log, metrics, ready: async () => ({}), authenticate: async () => actor, sentence }) // prettier-ignore
  await app.register(indicatorRoutes(city.indicators, config), { prefix: '/api/v1' })
  const ask = (method: 'GET' | 'POST' | 'PATCH' | 'DELETE', path: string, body?: object) =>
    app.inject({ method, url: `/api/v1/fetches${path}`, body, headers: { authorization: 'Bearer anna' } })
  const made = await ask('POST', '', { ...draft, address: `${base}/beds.csv` })
  expect([made.statusCode, made.json()]).toMatchObject([201, { isOn: true, failures: 0, madeBy: anna.id }])
  const { id } = made.json<{ id: string }>()
  expect((await ask('POST', `/${id}/runs`)).statusCode).toBe(202)
  expect((await ask('POST', `/${id}/runs`)).json()).toMatchObject({ code: 'fetches.underWay' })
  await work(id)
  expect((await ask('GET', `/${id}`)).json()).toMatchObject({ runs: [{ cause: 'person', outcome: 'brought' }] })
  expect((await ask('PATCH', `/${id}`, { isOn: false })).statusCode).toBe(204)
  const { fetches } = (await ask('GET', '')).json<{ fetches: { id: string; isOn: boolean }[] }>()
  expect(fetches.find((one) => one.id === id)).toMatchObject({ isOn: false, last: { outcome: 'brought' } })
  const refused = await ask('POST', '', { ...draft, cron: '* * * * *', address: base })
  expect([refused.statusCode, refused.json()]).toMatchObject([422, { code: 'fetches.tooOften' }])
  expect((await ask('POST', '', { ...draft, cron: 5, address: base })).statusCode).toBe(400)
  actor = visitor
  expect((await ask('GET', `/${id}`)).statusCode).toBe(401)
  actor = anna
  expect((await ask('DELETE', `/${id}`)).statusCode).toBe(204)
  expect((await ask('GET', `/${id}`)).statusCode).toBe(404)
  await app.close()
})
