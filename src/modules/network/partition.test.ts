/** Two cities that did not reach each other, a city restored from an older copy, a clock that goes ahead, and a domain that changed hands: nothing is lost, and what cannot be believed says why. */
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { fixedClock } from '#platform/clock'
import { testDatabase } from '#platform/db/testing'
import { signDocument, type SigningKey } from '#platform/integrity'
import { signerOf } from '#platform/ledger'
import { entriesOf, logOf, statedBy, type MadeUpCity } from './peers/testing.ts'
import { anna, believingWorld, MIGRATIONS, type BelievingHouse, type BelievingWorld } from './testing.ts'

const HOUR_MS = 3_600_000
const clock = fixedClock('2026-11-01T10:00:00Z')
const PAGE = 2
let database: Awaited<ReturnType<typeof testDatabase>>
let world: BelievingWorld
let house: BelievingHouse
let city: MadeUpCity
let said: { seq: number; statement: object }[]
beforeAll(async () => {
  database = await testDatabase(MIGRATIONS)
  world = believingWorld(database, clock)
  house = world.house
})
afterAll(() => world.close())
beforeEach(async () => {
  city = await world.newCity()
  said = []
  city.answers.set('/network/statements', (request, response) => {
    const after = Number(new URL(request.url!, city.origin).searchParams.get('after'))
    const rest = said.filter(({ seq }) => seq > after)
    response.end(JSON.stringify({ format: 'unia-statements/1', issuer: city.did, statements: rest.slice(0, PAGE), ...(rest.length > PAGE && { next: '…' }) })) // prettier-ignore
  })
})

const later = (hours: number) => clock.set(new Date(clock.now().getTime() + hours * HOUR_MS))
let named = 0
/** Stated now, or when its clock says that it is, by a key of the city. */
function state(about: object, key: SigningKey = city.keyFrom(1), at = clock.now()) {
  const { proof: _, ...bare } = statedBy(city, ++named, about as { indicator?: object })
  const statement = signDocument({ ...bare, validFrom: at.toISOString() }, key, at)
  said.push({ seq: (said.at(-1)?.seq ?? 0) + 1, statement })
  return bare.id
}
const now = () => house.of(city.domain)
const standing = async () => {
  const { rows } = await sql<{ period: string; document: string }>`select distinct on (period) period, document
    from network_received where domain = ${city.domain} order by period, seq desc`.execute(database.db)
  return rows.map(({ period, document }) => [period, (JSON.parse(document) as { credentialSubject: { value: number | null } }).credentialSubject.value]) // prettier-ignore
}

test('after a month of silence all that was stated, revised and withdrawn is there, though the key was changed twice', async () => {
  state({ period: '2023' })
  state({ period: '2024' })
  await house.look(city.domain)
  city.answers.set('/.well-known/did.json', (_, response) => response.destroy())
  const [first, second] = [city.keyFrom(1), city.keyFrom(2)]
  state({ period: '2025', value: 5 })
  for (let day = 0; day < 30; day++) {
    later(24)
    await house.look(city.domain)
    if (day === 9) city.rotate(2, clock.now(), first)
    if (day === 10) state({ period: '2023', value: 7 }, second)
    if (day === 19) city.rotate(3, clock.now(), second)
    if (day === 20) state({ period: '2024', value: null, withdrawn: true }, city.keyFrom(3))
  }
  expect(await now()).toMatchObject({ state: 'accepted', failures: 30, feed: { refused: [] } })
  city.answers.delete('/.well-known/did.json')
  city.log = logOf(city.signer, entriesOf(300))
  await house.look(city.domain)
  expect(await now()).toMatchObject({ state: 'accepted', failures: 0, size: 300, feed: { count: 5, refused: [], failure: null, anewAt: null } }) // prettier-ignore
  expect(await standing()).toEqual([['2023', 7], ['2024', null], ['2025', 5]]) // prettier-ignore
})

test('a city restored from an older copy is stopped with both its ledgers shown; once a person lets it go, all is read anew', async () => {
  state({ period: '2023', value: 1 })
  state({ period: '2024', value: 1 })
  const copy = [...said]
  const lost = state({ period: '2024', value: 2 })
  state({ period: '2025', value: 2 })
  city.log = logOf(city.signer, entriesOf(9))
  await house.look(city.domain)
  expect((await now()).feed.count).toBe(4)
  later(24)
  // Restored: it states other things under the numbers that were used.
  said = copy
  for (const [period, value] of [['2024', 3], ['2025', 3], ['2026', 3]] as const) state({ period, value }) // prettier-ignore
  city.log = logOf(city.signer, [...entriesOf(5), ...entriesOf(6, 'anew')])
  await house.look(city.domain)
  expect(await now()).toMatchObject({ state: 'stopped', cause: 'split', feed: { count: 4 } })
  await house.peers.release(anna, city.domain, 'They were restored after a fire.')
  await house.accept(city.domain, 'They were restored after a fire.')
  await house.look(city.domain)
  expect(await now()).toMatchObject({ state: 'accepted', size: 11, feed: { count: 7, refused: [], failure: null, anewAt: clock.now() } }) // prettier-ignore
  expect(await standing()).toEqual([['2023', 1], ['2024', 3], ['2025', 3], ['2026', 3]]) // prettier-ignore
  // What was said and lost there was said, and stays.
  expect((await house.received.one(city.domain, lost)).statement.credentialSubject.value).toBe(2)
  later(1)
  await house.look(city.domain)
  expect(await now()).toMatchObject({ state: 'accepted', feed: { count: 7 } })
  expect((await house.peers.checkpoints()).caught.filter(({ domain }) => domain === city.domain)).toHaveLength(1)
})

test('what is dated ahead by a wrong clock is refused, and taken when its time has come', async () => {
  const ahead = new Date(clock.now().getTime() + 3 * HOUR_MS)
  state({ period: '2023' }, city.keyFrom(1), ahead)
  state({ period: '2024' })
  await house.look(city.domain)
  expect(await now()).toMatchObject({ feed: { count: 1, refused: [{ seq: 1, code: 'future' }] } })
  later(1)
  await house.look(city.domain)
  expect((await now()).feed.count).toBe(1)
  later(2)
  await house.look(city.domain)
  expect(await now()).toMatchObject({ feed: { count: 2, refused: [], cursor: 2 } })
})

test('a key that came after its document was read is looked for there, and nothing that it signed is lost', async () => {
  await house.look(city.domain)
  later(0.5)
  const second = city.rotate(2, clock.now(), city.keyFrom(1))
  state({ period: '2023' })
  state({ period: '2024' }, second)
  await house.received.catchUp(city.domain)
  expect(await now()).toMatchObject({ feed: { count: 1, cursor: 1, refused: [], failure: { code: 'peers.newKey' } } })
  await house.look(city.domain)
  expect(await now()).toMatchObject({ feed: { count: 2, cursor: 2, refused: [], failure: null } })
  // One that nobody introduced is refused once the document was read.
  state({ period: '2025' }, city.keyFrom(66))
  later(1)
  await house.look(city.domain)
  expect(await now()).toMatchObject({ feed: { count: 2, refused: [{ code: 'otherKey' }], failure: null } })
})

test('a domain that changed hands waits for a person, is accused of nothing, and what was said before stays', async () => {
  state({ period: '2023' })
  city.log = logOf(city.signer, entriesOf(9))
  await house.look(city.domain)
  later(24)
  // Somebody else: other keys, another ledger, other statements.
  const thief = city.keyFrom(66)
  city.keys = [thief]
  city.signer = signerOf(`${city.domain}/ledger`, Buffer.alloc(32, 77))
  city.log = logOf(city.signer, entriesOf(4, 'theirs'))
  said = []
  state({ period: '2023', value: 99 }, thief)
  for (let i = 0; i < 2; i++) await house.look(city.domain)
  expect(await now()).toMatchObject({ state: 'quarantined', cause: 'otherKeys', seen: [thief.multibase], feed: { count: 1 } }) // prettier-ignore
  expect(await standing()).toEqual([['2023', 1800]])
  // A person asked them by telephone: the city itself, which lost everything.
  await house.accept(city.domain, 'They lost their keys, and told us the new one by telephone.')
  await house.look(city.domain)
  expect(await now()).toMatchObject({ state: 'accepted', size: 4, feed: { count: 2, refused: [] } })
  expect(await standing()).toEqual([['2023', 99]])
  expect((await house.peers.checkpoints()).caught.filter(({ domain }) => domain === city.domain)).toEqual([])
})

test('a ledger by another key under the same keys of the city is not followed silently', async () => {
  await house.look(city.domain)
  city.signer = signerOf(`${city.domain}/ledger`, Buffer.alloc(32, 77))
  city.log = logOf(city.signer, entriesOf(4, 'other'))
  await house.look(city.domain)
  expect(await now()).toMatchObject({ state: 'quarantined', cause: 'otherKeys' })
})
