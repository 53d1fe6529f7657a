/**
 * The broker at a hundred thousand entities on a PostgreSQL server: each question over HTTP against the same rows by bare SQL
 * in the same run, how many a second, and a batch of readings against a multi-row INSERT of the same rows into the same table.
 */
import { randomBytes } from 'node:crypto'
import autocannon from 'autocannon'
import pg from 'pg'
import { seeded } from '#stats'
import { startHouse } from './house.ts'
import { ms, quantile, seconds, type Part, type Report } from './part.ts'

const SERVER = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL
const ENTITIES = Number(process.env.BENCH_ENTITIES ?? 100_000)
const TYPES = 10
const ASKED = 300
const LOAD_S = 8
const CONNECTIONS = 10
/** What a peer in TypeScript does on this class of machine. */
const PEER = { created: 538, read: 883, updated: 651 }
const BATCH = { entities: 200, attributes: 8, rounds: 60 }

const draw = seeded(1)(0)
const whole = (below: number): number => Math.floor(draw() * below)
const idOf = (n: number | string): string => `urn:ngsi-ld:Bench:${n}`
const property = (value: unknown, more: object = {}) => ({ type: 'Property', value, ...more })
const entity = (n: number | string, type = `Type${whole(TYPES)}`) => ({
  ...{
    id: idOf(n),
    type,
    level: property(whole(1000)),
    state: property(whole(2) ? 'on' : 'off'),
    name: property(`thing ${n}`),
  },
  location: { type: 'GeoProperty', value: { type: 'Point', coordinates: [22 + draw(), 51 + draw()] } },
  owner: { type: 'Relationship', object: `urn:ngsi-ld:Owner:${whole(100)}` },
})

type House = { address: string }

const headers = { authorization: 'bench', 'content-type': 'application/json' }
async function ask(house: House, method: string, path: string, body?: unknown): Promise<string> {
  const answer = await fetch(house.address + path, {
    method,
    headers,
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  const text = await answer.text()
  if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 200)}`)
  return text
}

/** One after the other, ours and the bare one in turn, so that both meet the same machine. */
async function compare(
  report: Report,
  what: string,
  ours: (n: number) => Promise<unknown>,
  bare: (n: number) => Promise<unknown>,
): Promise<void> {
  const times: { ours: number[]; bare: number[] } = { ours: [], bare: [] }
  for (let n = 0; n < ASKED + 20; n++) {
    const [a, b] = [await seconds(() => ours(n)), await seconds(() => bare(n))]
    if (n < 20) continue
    times.ours.push(a)
    times.bare.push(b)
  }
  const [p95, reference] = [quantile(times.ours, 0.95), quantile(times.bare, 0.95)]
  report({
    what: `p95: ${what}`,
    ours: ms(p95),
    reference: `bare SQL ${ms(reference)}`,
    ratio: p95 / reference,
    aim: '≤ 10',
  })
}

async function fill(house: House): Promise<void> {
  for (let from = 0; from < ENTITIES; from += 2_000)
    await ask(
      house,
      'POST',
      '/entityOperations/create',
      Array.from({ length: Math.min(2_000, ENTITIES - from) }, (_, i) => entity(from + i)),
    )
}

async function questions(report: Report, house: House, sql: pg.Client): Promise<void> {
  const content = (n: number) => JSON.stringify({ level: [{ type: 'Property', value: n }] })
  await compare(
    report,
    'create',
    (n) => ask(house, 'POST', '/entities', entity(`c${n}`)),
    (n) =>
      sql.query(
        `insert into infrastructure_entities (id, types, content, created_at, modified_at) values ($1, $2, $3, now(), now())`,
        [idOf(`b${n}`), ['Bare'], content(n)],
      ),
  )
  await compare(
    report,
    'retrieve',
    () => ask(house, 'GET', `/entities/${idOf(whole(ENTITIES))}`),
    () => sql.query('select * from infrastructure_entities where id = $1', [idOf(whole(ENTITIES))]),
  )
  await compare(
    report,
    'update one attribute',
    (n) => ask(house, 'PATCH', `/entities/${idOf(whole(ENTITIES))}/attrs`, { level: property(n) }),
    (n) =>
      sql.query(
        'update infrastructure_entities set content = content || $2::jsonb, modified_at = now() where id = $1',
        [idOf(whole(ENTITIES)), content(n)],
      ),
  )
  const base = 'https://uri.etsi.org/ngsi-ld/default-context/'
  const page = 'order by id limit 20'
  for (const [name, q, path] of [
    ['type and q, a range', 'level>990', `$."${base}level"[*].value > 990`],
    ['type and q, an equality', 'owner==urn:ngsi-ld:Owner:7', `$."${base}owner"[*].object == "urn:ngsi-ld:Owner:7"`],
  ] as const)
    await compare(
      report,
      name,
      (n) => ask(house, 'GET', `/entities?type=Type${n % TYPES}&q=${encodeURIComponent(q)}`),
      (n) =>
        sql.query(
          `select * from infrastructure_entities where types && $1::text[] and content @@ $2::jsonpath ${page}`,
          [[`${base}Type${n % TYPES}`], path],
        ),
    )
  await compare(
    report,
    'near, 1 km',
    () =>
      ask(
        house,
        'GET',
        `/entities?georel=near;maxDistance==1000&geometry=Point&coordinates=[${22 + draw()},${51 + draw()}]`,
      ),
    () =>
      sql.query(
        `select * from infrastructure_entities where ST_DWithin(location::geography, ST_SetSRID(ST_MakePoint($1, $2), 4326)::geography, 1000) ${page}`,
        [22 + draw(), 51 + draw()],
      ),
  )
}

async function load(
  house: House,
  request: () => { method: 'GET' | 'POST' | 'PATCH'; path: string; body?: string },
): Promise<number> {
  const { requests, non2xx, errors } = await autocannon({
    ...{ url: house.address, connections: CONNECTIONS, duration: LOAD_S, headers },
    requests: [
      {
        setupRequest: (before) => {
          const { path, ...rest } = request()
          return { ...before, ...rest, path: `/ngsi-ld/v1${path}` }
        },
      },
    ],
  })
  if (non2xx + errors > 0) throw new Error(`${non2xx} answers were refusals, ${errors} failed`)
  return requests.average
}

async function rates(report: Report, house: House): Promise<void> {
  let made = 0
  const run = randomBytes(4).toString('hex')
  const told = (what: string, rate: number, peer: number) =>
    report({
      what: `${what}, ${CONNECTIONS} connections`,
      ours: `${Math.round(rate)}/s`,
      reference: `a peer: ${peer}/s`,
      ratio: rate / peer,
      aim: '≥ 3',
    })
  told(
    'creates',
    await load(house, () => ({ method: 'POST', path: '/entities', body: JSON.stringify(entity(`${run}-${made++}`)) })),
    PEER.created,
  )
  told('reads', await load(house, () => ({ method: 'GET', path: `/entities/${idOf(whole(ENTITIES))}` })), PEER.read)
  told(
    'updates of one attribute',
    await load(house, () => ({
      method: 'PATCH',
      path: `/entities/${idOf(whole(ENTITIES))}/attrs`,
      body: JSON.stringify({ level: property(whole(1e6)) }),
    })),
    PEER.updated,
  )
}

/** Sensors with eight values each, a minute apart, as batches; and the very rows again by INSERT. */
async function readings(report: Report, house: House, sql: pg.Client): Promise<void> {
  const start = Date.now() - BATCH.rounds * 60_000
  const batch = (round: number) =>
    Array.from({ length: BATCH.entities }, (_, n) => {
      const observedAt = new Date(start + round * 60_000).toISOString()
      const values = Array.from({ length: BATCH.attributes }, (_, a) => [
        `v${a}`,
        property(whole(1e5) / 100, { observedAt }),
      ])
      return { id: idOf(`sensor${n}`), type: 'Sensor', ...Object.fromEntries(values) }
    })
  const send = (round: number) => ask(house, 'POST', '/entityOperations/upsert?options=update', batch(round))
  await send(0)
  await send(1)
  const sent_s = await seconds(async () => {
    for (let round = 2; round < BATCH.rounds; round += 2) await Promise.all([send(round), send(round + 1)])
  })
  const count = (BATCH.rounds - 2) * BATCH.entities * BATCH.attributes
  const { rows } = await sql.query<{ series_id: number; observed_at: Date; value: number; received_at: Date }>(
    `select series_id, observed_at, value, received_at from infrastructure_readings where observed_at >= $1`, [new Date(start + 2 * 60_000)]) // prettier-ignore
  if (rows.length !== count) throw new Error(`${rows.length} of ${count} readings are there`)
  await sql.query('truncate infrastructure_readings')
  const size = BATCH.entities * BATCH.attributes
  const bare_s = await seconds(async () => {
    for (let from = 0; from < rows.length; from += size) {
      const part = rows.slice(from, from + size)
      const places = part.map((_, i) => `($${4 * i + 1},$${4 * i + 2},$${4 * i + 3},$${4 * i + 4})`).join(',')
      await sql.query(`insert into infrastructure_readings (series_id, observed_at, value, received_at) values ${places}`, part.flatMap((row) => [row.series_id, row.observed_at, row.value, row.received_at])) // prettier-ignore
    }
  })
  const [ours, bare] = [count / sent_s, count / bare_s]
  report({
    what: `readings by NGSI-LD batch, ${BATCH.entities} sensors × ${BATCH.attributes} values, all ${count} counted`,
    ours: `${Math.round(ours)}/s`,
    reference: `multi-row INSERT ${Math.round(bare)}/s`,
    ratio: ours / bare,
    aim: '≥ 0.25',
  })
}

async function run(report: Report): Promise<void> {
  const admin = new pg.Client({ connectionString: SERVER })
  await admin.connect()
  const name = `unia_bench_${randomBytes(4).toString('hex')}`
  await admin.query(`create database ${name}`)
  const url = new URL(SERVER!)
  url.pathname = `/${name}`
  const sql = new pg.Client({ connectionString: url.href })
  try {
    const child = await startHouse(['bench/context-house.ts', url.href], '')
    const house = { address: `${child.address}/ngsi-ld/v1` }
    await sql.connect()
    report({
      what: `${ENTITIES} entities by batches of 2000`,
      ours: `${Math.round(ENTITIES / (await seconds(() => fill(house))))}/s`,
    })
    await sql.query('vacuum analyze infrastructure_entities')
    await questions(report, house, sql)
    await rates(report, house)
    await readings(report, house, sql)
    await sql.end()
    await child.stop()
  } finally {
    await sql.end().catch(() => {})
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
}

export const context: Part = {
  title: 'The context broker at a hundred thousand entities',
  needs: 'a PostgreSQL server at BENCH_DATABASE_URL',
  canRun: () => Boolean(SERVER),
  run,
}
