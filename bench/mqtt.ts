/**
 * Two hundred devices that send by MQTT at once, QoS 1, from a process of their own, to a house on a PostgreSQL server: how
 * many readings a second until the last is acknowledged, against a multi-row INSERT of the same rows into the same table.
 */
import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import pg from 'pg'
import { startHouse } from './house.ts'
import { seconds, type Part, type Report } from './part.ts'

const SERVER = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL
const DEVICES = Number(process.env.BENCH_DEVICES ?? 200)
const MESSAGES = Number(process.env.BENCH_MESSAGES ?? 200)
const PORT = Number(process.env.BENCH_MQTT_PORT ?? 18_830)
/** Rows of one INSERT. */
const BATCH = 1_600

const headers = { authorization: 'bench', 'content-type': 'application/json' }
async function post<T>(address: string, path: string, body: unknown): Promise<T> {
  const answer = await fetch(`${address}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${(await answer.text()).slice(0, 200)}`)
  return (await answer.json()) as T
}

/** Devices of a profile with so many values in a message; their keys by their names. */
async function enter(address: string, values: number): Promise<Record<string, string>> {
  const names = Array.from({ length: values }, (_, a) => `v${a}`)
  const mapping = {
    entity: { id: 'urn:ngsi-ld:Sensor:{device}', type: 'Sensor' },
    time: { path: '/at', format: 'iso' },
    attributes: names.map((name) => ({ name, path: `/${name}` })),
  }
  const sample = JSON.stringify({ at: new Date().toISOString(), ...Object.fromEntries(names.map((name) => [name, 1])) })
  const profile = await post<{ id: string }>(address, '/device-profiles', {
    name: `sensors ${values}`,
    mapping,
    sample,
  })
  const keys: Record<string, string> = {}
  for (let n = 0; n < DEVICES; n++) {
    const id = `bench-${values}-${n}`
    const added = await post<{ key: string }>(address, '/devices', { id, organisationId: ORGANISATION, profileId: profile.id }) // prettier-ignore
    keys[id] = added.key
  }
  return keys
}
const ORGANISATION = '00000000-0000-4000-8000-000000000001'

type Stored = { series_id: number; observed_at: Date; value: number; received_at: Date }

async function bare(sql: pg.Client, rows: readonly Stored[]): Promise<number> {
  await sql.query('truncate infrastructure_readings')
  return seconds(async () => {
    for (let from = 0; from < rows.length; from += BATCH) {
      const part = rows.slice(from, from + BATCH)
      const places = part.map((_, i) => `($${4 * i + 1},$${4 * i + 2},$${4 * i + 3},$${4 * i + 4})`).join(',')
      await sql.query(`insert into infrastructure_readings (series_id, observed_at, value, received_at) values ${places}`, part.flatMap((row) => [row.series_id, row.observed_at, row.value, row.received_at])) // prettier-ignore
    }
  })
}

async function measure(report: Report, address: string, sql: pg.Client, values: number): Promise<void> {
  const keys = JSON.stringify(await enter(address, values))
  const args = ['bench/mqtt-devices.ts', PORT, keys, MESSAGES, values].map(String)
  const { stdout } = await promisify(execFile)(process.execPath, args)
  const count = DEVICES * MESSAGES * values
  const { rows } = await sql.query<Stored>('select series_id, observed_at, value, received_at from infrastructure_readings') // prettier-ignore
  const all = count + DEVICES * values
  if (rows.length !== all) throw new Error(`${rows.length} of ${all} readings are there`)
  const [ours, reference] = [count / Number(stdout), all / (await bare(sql, rows))]
  await sql.query('truncate infrastructure_readings')
  report({
    what: `readings by MQTT QoS 1, ${DEVICES} connections × ${MESSAGES} messages × ${values} values, all ${count} counted`,
    ours: `${Math.round(ours)}/s`,
    reference: `multi-row INSERT ${Math.round(reference)}/s`,
    ratio: ours / reference,
    aim: '≥ 0.125',
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
    const house = await startHouse(['bench/context-house.ts', url.href, 'mqtt', String(PORT)], '')
    await sql.connect()
    for (const values of [1, 8]) await measure(report, house.address, sql, values)
    await sql.end()
    await house.stop()
  } finally {
    await sql.end().catch(() => {})
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
}

export const mqtt: Part = {
  title: `Devices by MQTT: ${DEVICES} connections`,
  needs: 'a PostgreSQL server at BENCH_DATABASE_URL',
  canRun: () => Boolean(SERVER),
  run,
}
