/** Tables of what public things read: ended days and months alone, of public attributes of public things, none of the demonstration. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { openBroker, PEOPLE } from '../testing-http.ts'
import type { Table } from './tables.ts'

const clock = fixedClock('2026-11-02T10:00:00Z')
let house: Awaited<ReturnType<typeof openBroker>>
beforeAll(async () => {
  house = await openBroker((needs) => ({ ...needs, clock }))
  const { context } = house.infrastructure
  const levels = [
    { type: 'Air', level: 'public' },
    { type: 'Air', attribute: 'sim', level: 'internal' },
  ] as const
  await context.policies.declare(PEOPLE.anna!, [...levels], await context.contexts.terms())
})
afterAll(() => house.close())

const IRI = 'https://uri.etsi.org/ngsi-ld/default-context/'
const reading = (value: unknown, observedAt: string) => ({ type: 'Property', value, observedAt, unitCode: 'GQ' })
async function send(id: string, type: string, at: string, values: Record<string, unknown>, more: object = {}) {
  const attributes = Object.entries(values).map(([name, value]) => [name, reading(value, at)] as const)
  const body = [{ id: `urn:ngsi-ld:Air:${id}`, type, ...Object.fromEntries(attributes), ...more }]
  expect((await house.ask('POST', '/entityOperations/upsert?options=update', body)).status).toBeLessThan(300)
}
async function said(): Promise<Record<string, unknown[][]>> {
  await house.infrastructure.telemetry.pulse.once()
  const tables = await house.infrastructure.feeds.tables(`${IRI}Air`)
  const whole = async ({ month = 'months', rows }: Table) => [month, await Array.fromAsync(rows())] as const
  return Object.fromEntries(await Promise.all(tables.map(whole)))
}

test('a day and a month count once they have ended where the city is, and late readings change what they are of', async () => {
  // 23:30 in Warsaw on the last of October, and half past midnight on the first of November.
  await send('1', 'Air', '2026-10-31T22:30:00Z', { pm25: 10, state: 'on', sim: 7 })
  await send('1', 'Air', '2026-10-31T23:30:00Z', { pm25: 20 })
  await send('1', 'Air', '2026-11-02T09:00:00Z', { pm25: 30 })
  await send('2', 'Air', '2026-10-30T12:00:00Z', { pm25: 5 }, { scope: '/demo' })
  await send('3', 'Secret', '2026-10-30T12:00:00Z', { pm25: 5 })
  const october = [['2026-10-31', 'urn:ngsi-ld:Air:1', 'pm25', 'GQ', 1, 10, 10, 10, 10, 10]]
  const november = [['2026-11-01', 'urn:ngsi-ld:Air:1', 'pm25', 'GQ', 1, 20, 20, 20, 20, 20]]
  expect(await said()).toEqual({ months: [['2026-10', ...october[0]!.slice(1)]], '2026-10': october, '2026-11': november }) // prettier-ignore
  await send('1', 'Air', '2026-10-31T22:40:00Z', { pm25: 14 })
  const late = ['urn:ngsi-ld:Air:1', 'pm25', 'GQ', 2, 10, 12, 14, 24, 14]
  expect(await said()).toEqual({ months: [['2026-10', ...late]], '2026-10': [['2026-10-31', ...late]], '2026-11': november }) // prettier-ignore
})

test('what is held closer than its thing, or whose kind is said to be closed, is in no table', async () => {
  const { context } = house.infrastructure
  await context.policies.declare(PEOPLE.anna!, [{ type: 'Air', level: 'internal' }], await context.contexts.terms())
  expect(await said()).toEqual({})
})
