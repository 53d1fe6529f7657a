/** What the city pack says of policies, and what a person decided since. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { system, type Actor } from '#platform/actor'
import { openInfrastructure } from '../testing.ts'

const LAMP = 'https://example.org/Lamp'
const BIN = 'https://example.org/Bin'
const pack = system('city-pack')
const anna: Actor = { id: 'anna', kind: 'person', can: () => true }

let house: Awaited<ReturnType<typeof openInfrastructure>>
beforeAll(async () => {
  house = await openInfrastructure()
})
afterAll(() => house.close())

const policies = () => house.infrastructure.context.policies
const levels = async () => (await policies().list()).map(({ type, attribute = '', level }) => [type, attribute, level])
const load = (...said: [type: string, level: 'public' | 'internal', attribute?: string][]) =>
  policies().load(pack, said.map(([type, level, attribute]) => ({ type, level, ...(attribute && { attribute }) }))) // prettier-ignore

test('what the pack says holds until it says otherwise; said again it writes nothing', async () => {
  await load([LAMP, 'public'], [BIN, 'public'], [LAMP, 'internal', 'https://example.org/sim'])
  expect(await levels()).toEqual([
    [BIN, '', 'public'],
    [LAMP, '', 'public'],
    [LAMP, 'https://example.org/sim', 'internal'],
  ])
  const before = await house.ledger.count()
  await load([LAMP, 'public'], [BIN, 'public'], [LAMP, 'internal', 'https://example.org/sim'])
  expect(await house.ledger.count()).toBe(before)
  await load([LAMP, 'public'])
  expect(await levels()).toEqual([[LAMP, '', 'public']])
})

test('what a person declared or withdrew since stands, whatever the pack says', async () => {
  const terms = await house.infrastructure.context.contexts.terms()
  await policies().declare(anna, [{ type: LAMP, level: 'personal' }], terms)
  await load([LAMP, 'public'], [BIN, 'public'])
  expect(await levels()).toEqual([
    [BIN, '', 'public'],
    [LAMP, '', 'personal'],
  ])
  await policies().withdraw(anna, { type: LAMP }, terms)
  await policies().withdraw(anna, { type: BIN }, terms)
  await load([LAMP, 'public'], [BIN, 'public'])
  expect(await levels()).toEqual([])
  await policies().declare(anna, [{ type: BIN, level: 'public' }], terms)
  await load()
  expect(await levels()).toEqual([[BIN, '', 'public']])
})
