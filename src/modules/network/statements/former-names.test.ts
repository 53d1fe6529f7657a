/** A city that moved to another domain states its values anew under that name; what it said under the former one stays, and says so. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { migrate } from '#platform/db'
import { MIGRATIONS } from '../../indicators/testing.ts'
import { testCity, type TestCity } from '../../indicators/checking/testing.ts'
import { createKeys } from '../keys/service.ts'
import { migrations } from '../migrations/index.ts'
import type { Needs } from '../needs.ts'
import { createStatements } from './service.ts'

let city: TestCity
beforeAll(async () => {
  city = await testCity({ clock: fixedClock('2026-11-23T10:00:00Z') })
  await migrate(city.database.db, [...MIGRATIONS, ...migrations])
})
afterAll(() => city.close())

function at(baseUrl: string) {
  const events = { on: () => {}, emit: async () => {}, hears: () => false }
  const names = { pl: 'Miasto', en: 'City', uk: 'Місто' }
  const needs = { ...city.needs, baseUrl, ledger: city.ledger, indicators: city.indicators, events, secret: 'x'.repeat(48), city: { names } } as unknown as Needs // prettier-ignore
  return createStatements(needs, createKeys(needs))
}
const HOLDS = { ok: true, parts: { signature: { state: 'holds' }, ledger: { state: 'holds' }, recomputation: { state: 'holds' } } } // prettier-ignore

test('values are stated once more under the new name, each naming the statement whose place it takes', async () => {
  const [before, after] = [at('https://before.example'), at('https://after.example')]
  await city.load('north,people,2020,50000,person\nnorth,beds,2020,400,bed\n')
  expect(await before.issue()).toBe(1)
  await city.ledger.sequence()
  const [former] = (await before.feed(0)).statements
  expect([await after.issue(), await after.issue()]).toEqual([1, 0])
  await city.ledger.sequence()
  const { issuer, statements } = await after.feed(0)
  expect([issuer, statements.length]).toEqual(['did:web:after.example', 1])
  expect(statements[0]!.statement).toMatchObject({ issuer: 'did:web:after.example', supersedes: former!.statement.id, credentialSubject: { value: 8 } }) // prettier-ignore
  const [anew, old] = await after.newest(2)
  expect([old!.state, old!.statement.issuer, anew!.state]).toEqual(['superseded', 'did:web:before.example', 'stands'])
  // By the same keys, each under the name by which it was said.
  for (const { id } of [anew!, old!]) expect(await after.check(id)).toMatchObject(HOLDS)
  expect((await after.evidence(old!.id)).issuer.id).toBe('did:web:before.example')
})
