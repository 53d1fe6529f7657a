/** Three cities accept and follow each other, compare PM2.5, show that one counts otherwise, catch what was changed on the way, and learn. */
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Database } from '#platform/db'
import { testDatabase } from '#platform/db/testing'
import { migrations } from '../../app.ts'
import { openHouses, takenPort, type Houses } from './houses.ts'
import { FORGED } from './index.ts'
import { DEMO_CITIES } from './pack.ts'
import { tell } from './story.ts'

const folder = mkdtempSync(join(tmpdir(), 'unia-network-demo-'))
const databases: Database[] = []
let opened: Houses | undefined
afterAll(async () => {
  await opened?.stop()
  for (const database of databases) await database.close()
  rmSync(folder, { recursive: true, force: true })
})

async function freePorts(): Promise<[number, number, number, number]> {
  const servers = Array.from({ length: 4 }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  expect(await takenPort(ports)).toBe(ports[0])
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports as [number, number, number, number]
}

// Each city has a database of its own, and the embedded one holds a single one for a worker: three more would be 3 GB.
test.skipIf(!process.env.TEST_DATABASE_URL)(
  'three cities meet; a forged value is caught, a different definition shown, a missing value asked for and answered, a practice taken and its result pooled',
  { timeout: 120_000 },
  async () => {
    const ports = await freePorts()
    for (const _ of DEMO_CITIES) databases.push(await testDatabase(migrations))
    opened = await openHouses({ folder, ports, databases: databases.map(({ url }) => url!) }, undefined, FORGED)
    const { seen, posts, answer, together } = await tell(opened.houses, () => {}, new AbortController().signal)
    const [alder, birch, cedar] = seen
    const [ALDER, BIRCH, CEDAR] = DEMO_CITIES.map(({ names }) => names.en)
    expect(posts.map(({ from }) => from)).toEqual([
      [BIRCH, CEDAR],
      [ALDER, CEDAR],
      [ALDER, BIRCH],
    ])
    expect(seen.map(({ own }) => own)).toEqual([18.1, 14.4, 22.6])
    // What somebody changed on its way to the first is refused there, and taken by the third, who got it as it was signed.
    expect(alder!.refused).toEqual([{ from: BIRCH, code: 'wrongSignature' }])
    expect([...birch!.refused, ...cedar!.refused]).toEqual([])
    const values = ({ others }: (typeof seen)[number], city: string) =>
      others.filter((one) => one.city === city).map(({ period, value, state }) => [period, value, state])
    expect(values(alder!, BIRCH!)).toEqual([['2023', 15.9, 'recomputed'], ['2022', 16.2, 'recomputed']]) // prettier-ignore
    expect(values(cedar!, BIRCH!)[0]).toEqual(['2024', 14.4, 'recomputed'])
    expect(JSON.stringify(seen)).not.toContain(`:${FORGED}`)
    // Two count alike; the third counts by its roads alone, and that is said beside each of its values.
    const differing = (city: string) => alder!.others.filter((one) => one.city === city).map(({ differences }) => differences) // prettier-ignore
    expect(differing(BIRCH!)).toEqual([[], []])
    expect(differing(CEDAR!)).toEqual([['formula'], ['formula'], ['formula']])
    // Nobody sent it: the other published it, and the answer is its statement.
    expect(answer).toMatchObject({ period: '2021', value: 17.3, state: 'recomputed' })
    expect(answer.statement).toContain(`${opened.houses[1].domain}/network/statements/`)
    // 5.88 less 9.05 in the one, 6.95 less 9.08 in the other: what both say lies between.
    expect(together).toMatchObject({ studies: 2 })
    expect(together!.mean).toBeGreaterThan(-3.17)
    expect(together!.mean).toBeLessThan(-2.13)
  },
)
