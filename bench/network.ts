/**
 * What other cities state, taken in by the way by which it really comes: read, each signature checked, kept. Against bare
 * Ed25519 verification in the same run. Made-up cities; a sample of the 12.5 million statements of 1,000 cities in ten years.
 */
import { randomBytes, sign, verify, generateKeyPairSync } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { cpus } from 'node:os'
import { promisify } from 'node:util'
import { sql } from 'kysely'
import pg from 'pg'
import { systemClock } from '#platform/clock'
import { migrate, openDatabase } from '#platform/db'
import { didOf, keysOfDid, signDocument, signingKey, didDocument } from '#platform/integrity'
import {
  createTree,
  decodeEntries,
  encodeEntries,
  encodeLeaf,
  leafHash,
  TILE_WIDTH,
  tileKey,
  tilePath,
} from '#platform/ledger'
import {
  fingerprint,
  STATEMENT_CONTEXT,
  STATEMENT_ENTRY,
  statementHash,
  statementName,
  STATEMENT_TYPES,
} from '#verify/statement'
import { FEED_FORMAT } from '../src/modules/network/statements/types.ts'
import { refuse } from '../src/modules/network/peers/rules.ts'
import { migrations } from '../src/app.ts'
import { createReceived } from '../src/modules/network/received/service.ts'
import { ofStandards } from '../src/modules/network/received/store.ts'
import { PAGE } from '../src/modules/network/received/types.ts'
import type { NetworkNeeds } from '#network'
import { ms, seconds, type Part, type Report } from './part.ts'

const SERVER = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL
const CITIES = Number(process.env.BENCH_CITIES ?? 12)
const INDICATORS = 104
const MONTHS = 120
const EACH = INDICATORS * MONTHS
const ALL = 1_000 * EACH
/** Peers are visited so many at once. */
const AT_ONCE = 4
const nothing = async () => undefined
/** When the cities' documents were read. */
const SEEN = new Date()
const START_MS = Date.parse('2016-01-01T00:00:00Z')

/** A city and the pages of its feed, as they come over the wire. */
function cityOf(number: number) {
  const host = `city${number}.example`
  const did = didOf(host)
  const seed = randomBytes(32)
  const { multibase } = signingKey('', seed)
  const key = signingKey(`${did}#${multibase}`, seed)
  const names = { pl: `Miasto ${number}`, en: `City ${number}`, uk: `Місто ${number}` }
  const stated = (i: number) => {
    const [indicator, month] = [i % INDICATORS, Math.floor(i / INDICATORS)]
    const period = new Date(Date.UTC(2016, month)).toISOString().slice(0, 7)
    const at = new Date(START_MS + i * 1_000)
    return signDocument(
      {
        ...{ '@context': STATEMENT_CONTEXT, type: STATEMENT_TYPES, issuer: did, validFrom: at.toISOString() },
        id: `https://${host}/network/statements/${crypto.randomUUID()}`,
        credentialSubject: {
          ...{ type: 'IndicatorValue', city: { id: did, names, area: host }, area: { id: host, names } },
          indicator: {
            ...{
              id: `i${indicator}`,
              version: 1,
              unit: '1/(100000.person)',
              formula: fingerprint(`m${indicator} / m0`),
            },
            names: { pl: `Wskaźnik ${indicator}`, en: `Indicator ${indicator}`, uk: `Показник ${indicator}` },
            standards: [{ standard: 'ISO 37120:2018', code: `8.${indicator}` }],
          },
          ...{ period, value: ((i * 7_919) % 10_007) / 10, status: 'A', inputs: [fingerprint(`${host} ${period}`)] },
          provenance: `https://${host}/en/indicators/i${indicator}/provenance/${host}/${period}?seq=${month}`,
        },
      },
      key,
      at,
    )
  }
  const pages = Array.from({ length: Math.ceil(EACH / PAGE) }, (_, page) => {
    const count = Math.min(PAGE, EACH - page * PAGE)
    const statements = Array.from({ length: count }, (_, i) => ({ seq: page * PAGE + i + 1, statement: stated(page * PAGE + i) })) // prettier-ignore
    const isLast = (page + 1) * PAGE >= EACH
    return JSON.stringify({ format: FEED_FORMAT, issuer: did, statements, ...(!isLast && { next: `https://${host}/network/statements` }) }) // prettier-ignore
  })
  const document = didDocument(did, [{ id: key.id, multibase }])
  return { host, did, document, keys: keysOfDid(document, did), pages }
}
type MadeUp = ReturnType<typeof cityOf>

/** The ledger of a city that entered what it stated, one after the other, and its feed with the places. */
function ledgerOf({ pages }: MadeUp) {
  const tree = createTree()
  const entries: Buffer[] = []
  const enter = (statement: { id: string; proof: { created: string } }): number => {
    const payload = { sha256: statementHash(statement) }
    const at = new Date(statement.proof.created).toISOString()
    const subject = `network/statements/${statementName(statement.id)}`
    const leaf = encodeLeaf({ v: 1, id: crypto.randomUUID(), at, kind: STATEMENT_ENTRY, actor: 'system:network', subject, payload }) // prettier-ignore
    tree.append(leafHash(leaf))
    return entries.push(leaf) - 1
  }
  const placed = pages.map((page) => {
    const given = JSON.parse(page) as { statements: { statement: Parameters<typeof enter>[0] }[] }
    return JSON.stringify({ ...given, statements: given.statements.map((one) => ({ ...one, index: enter(one.statement) })) }) // prettier-ignore
  })
  const tiles = new Map(tree.takeChanged().map((tile) => [tileKey(tile), tile.hashes]))
  const answer = (path: string): Uint8Array | string => {
    const url = new URL(path, 'https://city.example')
    if (url.pathname === '/network/statements') return placed[Number(url.searchParams.get('after')) / PAGE]!
    const [, level, index] = /^\/ledger\/tile\/(\w+)\/(\d+)/.exec(url.pathname)!
    const from = Number(index) * TILE_WIDTH
    return level === 'entries' ? encodeEntries(entries.slice(from, from + TILE_WIDTH)) : tiles.get(`${level}/${Number(index)}`)! // prettier-ignore
  }
  return { sight: { size: tree.size, root: Buffer.from(tree.root()).toString('base64') }, answer }
}

/** Processor time of this process while it works, in all its threads; a database on a server has its own. */
async function processor(work: () => Promise<unknown>): Promise<number> {
  const before = process.cpuUsage()
  await work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** Bare verification, nothing else: by one thread, and by as many as there are cores; a second, and what it takes of processors. */
async function bare(): Promise<{ one: number; all: number; cpu_s: number }> {
  const count = 20_000
  const { publicKey, privateKey } = generateKeyPairSync('ed25519')
  const message = randomBytes(64)
  const signature = sign(null, message, privateKey)
  const one_s = await seconds(async () => {
    for (let i = 0; i < count; i++) verify(null, message, publicKey, signature)
  })
  const soon = promisify<boolean>((done) => verify(null, message, publicKey, signature, done))
  let cpu_s = 0
  const all_s = await seconds(async () => {
    cpu_s = await processor(async () => {
      for (let i = 0; i < count; i += 1_000) await Promise.all(Array.from({ length: 1_000 }, () => soon()))
    })
  })
  return { one: count / one_s, all: count / all_s, cpu_s: cpu_s / count }
}

/** One city that is asked by HTTP over the loopback address, with its ledger. */
async function join(db: NetworkNeeds['db'], city: MadeUp): Promise<{ took_s: number; requests: number }> {
  const { sight, answer } = ledgerOf(city)
  let requests = 0
  const server = createServer(({ url }, response) => {
    requests++
    response.end(answer(url!))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const ask = async (path: string) => Buffer.from(await (await fetch(at + path)).arrayBuffer())
  type Wanted = { level: number; index: number; width: number }
  const outside = {
    text: async (_: string, path: string) => (await ask(path)).toString(),
    entries: async (_: string, index: number, width: number) => decodeEntries(await ask(`/ledger/${tilePath({ level: 'entries', index, width })}`)), // prettier-ignore
    tiles: (_: string, wanted: readonly Wanted[]) => Promise.all(wanted.map(async (tile) => ({ ...tile, hashes: await ask(`/ledger/${tilePath(tile)}`) }))), // prettier-ignore
  }
  const room = roomOf(db, [city], { outside, sight: async () => sight })
  const took_s = await seconds(() => room.catchUp(city.host))
  server.close()
  server.closeAllConnections()
  const { count, entered } = await room.of(city.host)
  if (count !== EACH || entered !== EACH) throw new Error(`${entered} of ${count} statements were found in the ledger`)
  return { took_s, requests }
}

/** The room as the house has it; only what a peer answers, and that it is accepted, is said here. */
type Said = { outside?: object; sight?: () => Promise<object | undefined> }
function roomOf(db: NetworkNeeds['db'], cities: readonly MadeUp[], { outside, sight = nothing }: Said = {}) {
  const byHost = new Map(cities.map((city) => [city.host, city]))
  const text = async (host: string, path: string) => {
    const url = new URL(path, `https://${host}`)
    if (url.pathname !== '/network/statements') throw refuse.answered({ host, path, status: 404 })
    return byHost.get(host)!.pages[Number(url.searchParams.get('after')) / PAGE]!
  }
  const peers = {
    outside: { json: () => Promise.reject(refuse.answered({ status: 404 })), text, ...outside },
    ...{ demandRoom: nothing, spend: nothing, isAccepted: async () => true, sight },
    believed: async (domain: string) => ({ ...byHost.get(domain)!, domain, seenAt: SEEN }),
  }
  const events = { on: () => {}, emit: nothing }
  return createReceived({ db, clock: systemClock, events } as unknown as NetworkNeeds, peers as never)
}

async function takeIn(room: ReturnType<typeof roomOf>, cities: readonly MadeUp[]): Promise<void> {
  const waiting = [...cities]
  const visitor = async () => {
    for (let city = waiting.pop(); city; city = waiting.pop()) {
      const came = await room.catchUp(city.host)
      if (came !== EACH) throw new Error(`${came} of ${EACH} statements of ${city.host} were taken`)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, visitor))
}

async function run(report: Report): Promise<void> {
  const admin = new pg.Client({ connectionString: SERVER })
  await admin.connect()
  const name = `unia_bench_${randomBytes(4).toString('hex')}`
  await admin.query(`create database ${name}`)
  const url = new URL(SERVER!)
  url.pathname = `/${name}`
  const { db, pool, close } = await openDatabase({ dataDir: '', databaseUrl: url.href })
  try {
    await migrate(db, migrations)
    const cities = Array.from({ length: CITIES }, (_, i) => cityOf(i))
    const count = CITIES * EACH
    // So that the threads are there and know their work, as they are for all but the first of 12.5 million.
    const first = [cityOf(CITIES), cityOf(CITIES + 1)]
    await takeIn(roomOf(db, first), first)
    const before = await bare()
    let cpu_s = 0
    const taken_s = await seconds(async () => {
      cpu_s = await processor(() => takeIn(roomOf(db, cities), cities))
    })
    const after = await bare()
    const [one, all, bare_s] = (['one', 'all', 'cpu_s'] as const).map((what) => (before[what] + after[what]) / 2) as [number, number, number] // prettier-ignore
    const rate = count / taken_s
    const what = `${count.toLocaleString('en')} statements of ${CITIES} cities read, checked and kept`
    const ours = `${Math.round(rate)}/s`
    report({ what, ours, reference: `bare verification by one thread ${Math.round(one)}/s`, ratio: rate / one, aim: '≥ 0.5' }) // prettier-ignore
    report({ what: `the same`, ours, reference: `by all ${cpus().length} cores ${Math.round(all)}/s`, ratio: rate / all, aim: '≥ 0.5' }) // prettier-ignore
    const µs = (time_s: number) => `${Math.round(time_s * 1e6)} µs`
    report({ what: `processor time of a statement, without the database's`, ours: µs(cpu_s / count), reference: `of a bare verification ${µs(bare_s)}`, ratio: bare_s / (cpu_s / count) }) // prettier-ignore
    const late = await join(db, cityOf(CITIES + 2))
    report({ what: `a city joins late: ten years of one other by HTTP (${late.requests} requests), each found in its ledger`, ours: `${late.took_s.toFixed(1)} s` }) // prettier-ignore
    report({ what: 'ten years of 100 others so, one after the other', ours: `${((late.took_s * 100) / 60).toFixed(1)} min` }) // prettier-ignore
    report({ what: `ten years of 1,000 others (${ALL.toLocaleString('en')} statements), by that rate`, ours: `${Math.round(ALL / rate / 60)} min` }) // prettier-ignore
    await pool.query('vacuum analyze')
    const { rows } = await pool.query<{ table: string; index: string }>(
      `select pg_table_size('network_received') as "table", pg_indexes_size('network_received') as index`,
    )
    const bytes = (size: string) => Math.round(Number(size) / (count + 3 * EACH))
    report({ what: 'storage of a statement', ours: `${bytes(rows[0]!.table)} bytes and ${bytes(rows[0]!.index)} of indexes` }) // prettier-ignore
    const asked = () => ofStandards(db, ['ISO 37120:2018:8.1'], { period: '2025-12', limit: 5_000 })
    const through = () => sql`select max(document) from network_received where period = '2025-12' and document like '%i1"%'`.execute(db) // prettier-ignore
    await asked()
    const [beside_s, through_s] = [await seconds(asked), await seconds(through)]
    report({ what: `one number of ${CITIES + 3} cities beside each other, of one month`, ours: ms(beside_s), reference: `a search through all ${ms(through_s)}`, ratio: through_s / beside_s }) // prettier-ignore
  } finally {
    await close()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
}

export const network: Part = {
  title: 'The network: statements of other cities (104 indicators monthly for ten years each)',
  needs: 'a PostgreSQL server at BENCH_DATABASE_URL',
  canRun: () => Boolean(SERVER),
  run,
}
