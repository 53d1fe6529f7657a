/**
 * Voting on a PostgreSQL server over HTTP: each voter has a token signed and casts a ballot with it. First how many a second,
 * against a bare INSERT of a row as large; then so many at once that the vote closes in the midst of it: every ballot that was
 * acknowledged is counted, every other had a clear answer. Meanwhile others read the front page and the edition's, which is
 * told against the same readers before the rush. How many voters: BENCH_VOTERS.
 */
import { constants, createPublicKey, generateKeyPairSync, publicEncrypt, randomBytes, sign } from 'node:crypto'
import { Agent, request } from 'node:http'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { setTimeout } from 'node:timers/promises'
import pg from 'pg'
import { bodyText, commitmentOf } from '../src/modules/participation/ballots/commitment.ts'
import type { OpenedBallot } from '../src/modules/participation/ballots/types.ts'
import { createLog } from '#platform/log'
import { buildPortal } from '../src/cli/portal-build.ts'
import { startHouse } from './house.ts'
import { median, ms, quantile, seconds, type Part, type Report } from './part.ts'

const SERVER = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL
/** Of each of the two rounds. */
const VOTERS = Number(process.env.BENCH_VOTERS ?? 10_000)
const AT_ONCE = 50
/** Who reads meanwhile, each one page after the other. */
const READERS = 4
const ALONE_MS = 10_000
const PAGES = { 'front page': '/pl', 'page of the edition': '/pl/budzet-obywatelski/bench' }
const API = '/api/v1/budgets/bench'
const padding = constants.RSA_NO_PADDING

type Ballot = { blinded: string; token: string; unblind(signature: string): string }

/** Voters' devices, quicker: the encoding of the message by a key that is thrown away, powers by OpenSSL. */
function createDevices(spki: string): () => Ballot {
  const key = createPublicKey({ key: Buffer.from(spki, 'base64url'), format: 'der', type: 'spki' })
  const n = BigInt(`0x${Buffer.from(key.export({ format: 'jwk' }).n!, 'base64url').toString('hex')}`)
  const thrown = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const big = (bytes: Buffer) => BigInt(`0x${bytes.toString('hex')}`)
  const bytes = (value: bigint) => Buffer.from(value.toString(16).padStart(512, '0'), 'hex')
  const pss = { key: thrown.privateKey, padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: 48 }
  return () => {
    const message = randomBytes(64)
    const encoded = publicEncrypt({ key: thrown.publicKey, padding }, sign('sha384', message, pss))
    const r = big(randomBytes(255))
    const blinded = (big(encoded) * big(publicEncrypt({ key, padding }, bytes(r)))) % n
    const inverse = inverseOf(r, n)
    return {
      blinded: bytes(blinded).toString('base64url'),
      token: message.toString('base64url'),
      unblind: (signature) => bytes((big(Buffer.from(signature, 'base64url')) * inverse) % n).toString('base64url'),
    }
  }
}

function inverseOf(a: bigint, n: bigint): bigint {
  let [r0, r1, s0, s1] = [n, a, 0n, 1n]
  while (r1) [r0, r1, s0, s1] = [r1, r0 % r1, s1, s0 - (r0 / r1) * s1]
  return ((s0 % n) + n) % n
}

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE + READERS })
type Answer = { status: number; body: Buffer }
const json = ({ body }: Answer) => JSON.parse(body.toString()) as Record<string, string>

function ask(address: string, method: string, path: string, body?: object, headers = {}): Promise<Answer> {
  const text = body && JSON.stringify(body)
  const sent = { ...headers, ...(text && { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) }) } // prettier-ignore
  return new Promise((resolve, reject) => {
    const asked = request(address + path, { method, agent, headers: sent }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('end', () => resolve({ status: answer.statusCode!, body: Buffer.concat(chunks) }))
    })
    asked.on('error', reject)
    asked.end(text)
  })
}

async function together(count: number, atOnce: number, work: (i: number) => Promise<void>): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      while (next < count) await work(next++)
    }),
  )
}

type Round = {
  acknowledged: string[]
  refused: Map<string, number>
  token_s: number[]
  cast_s: number[]
  all_s: number
}

/** Everybody votes; gives what came of it. `midway` is called when half of them have begun. */
async function round(
  address: string,
  devices: Ballot[],
  first: number,
  midway?: () => Promise<unknown>,
): Promise<Round> {
  const found: Round = { acknowledged: [], refused: new Map(), token_s: [], cast_s: [], all_s: 0 }
  const refuse = (answer: Answer) => {
    const { code = `${answer.status}` } = json(answer)
    found.refused.set(code, (found.refused.get(code) ?? 0) + 1)
  }
  found.all_s = await seconds(() =>
    together(devices.length, AT_ONCE, async (i) => {
      if (midway && i === Math.floor(devices.length / 2)) await midway()
      const { blinded, token, unblind } = devices[i]!
      const who = { authorization: `00000000-0000-4000-8000-${String(first + i).padStart(12, '0')}` }
      let answer!: Answer
      found.token_s.push(await seconds(async () => (answer = await ask(address, 'POST', `${API}/tokens`, { section: 'all', pool: 'city', blinded }, who)))) // prettier-ignore
      if (answer.status !== 201) return refuse(answer)
      const ballot = { pool: 'city', token, signature: unblind(json(answer).blindSignature!), choices: [['1', 1], ['5', 1]], salt: randomBytes(32).toString('base64url') } // prettier-ignore
      found.cast_s.push(await seconds(async () => (answer = await ask(address, 'POST', `${API}/ballots`, ballot))))
      if (answer.status !== 201) return refuse(answer)
      found.acknowledged.push(json(answer).commitment!)
    }),
  )
  return found
}

type Read = Record<keyof typeof PAGES, number[]>

/** Reads on until it is told to stop; gives how long each page took. Throws where a page is none. */
function readers(address: string): { stop(): Promise<Read> } {
  const times = Object.fromEntries(Object.keys(PAGES).map((name) => [name, []])) as unknown as Read
  let isOn = true
  const one = async () => {
    while (isOn)
      for (const [name, path] of Object.entries(PAGES)) {
        let status = 0
        const taken_s = await seconds(async () => ({ status } = await ask(address, 'GET', path)))
        if (status !== 200) throw new Error(`${path} answered ${status}`)
        times[name as keyof Read].push(taken_s)
      }
  }
  const all = Promise.all(Array.from({ length: READERS }, one))
  all.catch(() => {})
  return {
    async stop() {
      isOn = false
      await all
      return times
    },
  }
}

async function bare(url: string, count: number): Promise<number> {
  const pool = new pg.Pool({ connectionString: url, max: 10 })
  await pool.query('create table bench_bare (mark bytea primary key, sealed bytea not null)')
  const all_s = await seconds(() =>
    together(count, 10, async () => {
      await pool.query('insert into bench_bare values ($1, $2)', [randomBytes(32), randomBytes(796)])
    }),
  )
  await pool.end()
  return count / all_s
}

async function vote(report: Report, url: string): Promise<void> {
  await buildPortal(createLog({ level: 'warn' }))
  const folder = mkdtempSync(join(tmpdir(), 'unia-bench-vote-'))
  const house = await startHouse(['bench/casting-house.ts', String(2 * VOTERS), url], folder)
  try {
    const { address } = house
    const { keys } = JSON.parse((await ask(address, 'GET', `${API}/sealed`)).body.toString()) as { keys: { city: string } }
    const device = createDevices(keys.city)
    const devices = Array.from({ length: 2 * VOTERS }, device)
    const one = await round(address, devices.slice(0, VOTERS), 0)
    if (one.acknowledged.length !== VOTERS) throw new Error(`refused: ${JSON.stringify([...one.refused])}`)
    const rate = VOTERS / one.all_s
    const inserts = await bare(url, Math.min(VOTERS, 5_000))
    report({ what: `voters, each with a token and a ballot, ${AT_ONCE} at once`, ours: `${Math.round(rate)}/s`, reference: `bare INSERT ${Math.round(inserts)}/s`, ratio: rate / inserts, aim: '≥ 100/s' }) // prettier-ignore
    report({ what: 'p99 of a token', ours: ms(quantile(one.token_s, 0.99)), aim: '< 1 s' })
    report({ what: 'p99 of a ballot', ours: ms(quantile(one.cast_s, 0.99)), aim: '< 1 s' })

    const alone = await readFor(address, ALONE_MS)
    const reading = readers(address)
    const two = await round(address, devices.slice(VOTERS), VOTERS, () => ask(address, 'POST', '/api/close-in', { ms: 500 }))
    const rushed = await reading.stop()
    for (const name of Object.keys(PAGES) as (keyof Read)[]) report({ what: `${name}, ${READERS} readers, while ${AT_ONCE} vote at once / before`, ours: told(rushed[name]), reference: told(alone[name]), ratio: median(rushed[name]) / median(alone[name]) }) // prettier-ignore
    for (const code of two.refused.keys()) if (code !== 'participation.phaseClosed') throw new Error(`refused: ${code}`)
    const counted_s = await seconds(() => ask(address, 'POST', '/api/advance', {}))
    const all = [...one.acknowledged, ...two.acknowledged]
    const opened = await openedOf(address)
    if (opened.length !== all.length || !equal(opened, all)) throw new Error(`${all.length} were acknowledged, ${opened.length} counted`)
    const [late] = two.refused.values()
    report({ what: `${VOTERS} voters while the vote closes: acknowledged and counted, the others told that it is over`, ours: `${two.acknowledged.length} + ${late ?? 0}`, aim: 'all' }) // prettier-ignore
    report({ what: `opening ${all.length} ballots after the close`, ours: `${counted_s.toFixed(1)} s` })
  } finally {
    await house.stop()
    rmSync(folder, { recursive: true, force: true })
  }
} // prettier-ignore

const told = (times: number[]) => `p50 ${ms(median(times))}, p95 ${ms(quantile(times, 0.95))}, ${times.length} read`

async function readFor(address: string, time_ms: number): Promise<Read> {
  const reading = readers(address)
  await setTimeout(time_ms)
  return reading.stop()
}

const equal = (a: string[], b: string[]) => a.sort().join() === b.sort().join()

async function openedOf(address: string): Promise<string[]> {
  const { body } = await ask(address, 'GET', `${API}/bundle`)
  const lines = gunzipSync(body).toString().trim().split('\n')
  return lines
    .map((line) => JSON.parse(line) as OpenedBallot & { kind: string })
    .filter(({ kind }) => kind === 'ballot')
    .map((one) => commitmentOf(bodyText({ ...one, edition: 'bench' })))
}

async function run(report: Report): Promise<void> {
  const admin = new pg.Client({ connectionString: SERVER })
  await admin.connect()
  const name = `unia_bench_${randomBytes(4).toString('hex')}`
  await admin.query(`create database ${name}`)
  const url = new URL(SERVER!)
  url.pathname = `/${name}`
  try {
    await vote(report, url.href)
  } finally {
    agent.destroy()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
}

export const casting: Part = {
  title: 'Casting ballots',
  needs: 'a PostgreSQL server: TEST_DATABASE_URL',
  canRun: () => SERVER !== undefined,
  run,
}
