/** For tests: the part of a house that believes others, asks them by real requests on loopback, and takes in what they state. */
import type { Actor } from '#platform/actor'
import type { Clock } from '#platform/clock'
import type { Database } from '#platform/db'
import { systemIds } from '#platform/ids'
import { createLedger, migrations as ledgerMigrations, signerOf } from '#platform/ledger'
import { createNet, type RequestOptions } from '#platform/net'
import { migrations as governanceMigrations } from '#governance'
import { createTaking } from './exchange/taking.ts'
import { migrations } from './migrations/index.ts'
import type { Needs } from './needs.ts'
import { createPeers } from './peers/service.ts'
import { madeUpCity, type MadeUpCity } from './peers/testing.ts'
import { createReceived } from './received/service.ts'
import { createSources } from './sources/service.ts'

export const anna: Actor = { id: 'person:anna', kind: 'person', can: () => true }
export const MIGRATIONS = [...ledgerMigrations, ...governanceMigrations, ...migrations]
const WHY = 'We compare our air.'

/** Jobs and facts are left to the test, which visits and catches up itself. `seed` makes its ledger's key. */
export function believingHouse({ db }: Pick<Database, 'db'>, clock: Clock, host = '127.0.0.9:4400', seed = 5) {
  const guarded = createNet({ plainHttp: true, allow: ['127.0.0.2/32'] })
  const patience = { ms: Infinity }
  const fetch = (address: string, options: RequestOptions = {}) =>
    guarded.fetch(address, { ...options, timeoutMs: Math.min(options.timeoutMs ?? Infinity, patience.ms) })
  const net = { ...guarded, fetch }
  const ledger = createLedger({ db, clock, ids: systemIds, signer: signerOf(`${host}/ledger`, Buffer.alloc(32, seed)) })
  const jobs = { define: () => {}, enqueue: async () => 'job' }
  const events = { on: () => {}, emit: async () => {} }
  const gate = { demandFit: () => {} }
  const needs = { db, clock, ids: systemIds, ledger, jobs, events, net, gate, baseUrl: `http://${host}` } as unknown as Needs // prettier-ignore
  const peers = createPeers(needs)
  const received = createReceived(needs, peers)
  const practices = createTaking(needs, peers)
  const indicators = { definitions: async () => [{ id: 'pm25', standards: [{ standard: 'iso37120', code: '8.1' }] }] }
  const sources = createSources({ ...needs, indicators } as unknown as Needs)

  /** Believes whatever keys it shows now, and those that it gave up. */
  async function accept(domain: string, grounds = WHY): Promise<void> {
    await peers.visit(domain)
    const { seen, former } = (await peers.one(domain)).peer
    const givenUp = former.flatMap(({ key, revoked }) => (revoked ? [] : [key]))
    await peers.accept(anna, domain, { keys: [...seen, ...givenUp], grounds })
    await peers.visit(domain)
  }
  return {
    ...{ peers, received, practices, sources, ledger, accept },
    /** How long it waits for any answer. */
    patience,
    async meet(domain: string): Promise<void> {
      await peers.add(anna, domain, WHY)
      await accept(domain)
    },
    /** As once an hour. */
    async look(domain: string): Promise<void> {
      await peers.visit(domain)
      await received.catchUp(domain)
    },
    of: async (domain: string) => ({ ...(await peers.one(domain)).peer, feed: await received.of(domain) }),
    close: () => net.close(),
  }
}
export type BelievingHouse = ReturnType<typeof believingHouse>

/** Such a house among made-up cities, each of which it has met. Close it in `afterAll`. */
export function believingWorld(database: Database, clock: Clock) {
  const house = believingHouse(database, clock)
  const cities: MadeUpCity[] = []
  return {
    house,
    async newCity(): Promise<MadeUpCity> {
      const city = await madeUpCity()
      cities.push(city)
      await house.meet(city.domain)
      return city
    },
    async close(): Promise<void> {
      for (const city of cities) await city.close()
      await house.close()
      await database.close()
    },
  }
}
export type BelievingWorld = ReturnType<typeof believingWorld>
