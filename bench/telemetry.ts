/**
 * Telemetry on a PostgreSQL server: a year of readings a minute apart, rolled up, and asked for by days against bare SQL on the
 * rollup; a flood with the pulse at work.
 */
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { systemClock } from '#platform/clock'
import { migrate, openDatabase } from '#platform/db'
import { migrations as jobs } from '#platform/jobs'
import { migrations as ledger } from '#platform/ledger'
import { migrations as governance } from '#governance'
import { migrations, type Reading } from '#infrastructure'
import { createTelemetry } from '../src/modules/infrastructure/telemetry/index.ts'
import { createReadings } from '../src/modules/infrastructure/telemetry/readings/index.ts'
import { median, ms, seconds, type Part, type Report } from './part.ts'

const SERVER = process.env.BENCH_DATABASE_URL ?? process.env.TEST_DATABASE_URL
const MINUTES = Number(process.env.BENCH_MINUTES ?? 365 * 1440)
const BATCH = 5_000
const ASKED = 200
const START_MS = Date.parse('2025-01-01T00:00:00Z')
const ENTITY = 'urn:ngsi-ld:Meter:1'
const ATTRIBUTE = 'https://example.org/energy'

const reading = (i: number): Reading => ({
  ...{ entityId: ENTITY, attribute: ATTRIBUTE, value: (i * 7919) % 1000 },
  observedAt: new Date(START_MS + i * 60_000).toISOString(),
})

async function run(report: Report): Promise<void> {
  const admin = new pg.Client({ connectionString: SERVER })
  await admin.connect()
  const name = `unia_bench_${randomBytes(4).toString('hex')}`
  await admin.query(`create database ${name}`)
  const url = new URL(SERVER!)
  url.pathname = `/${name}`
  const { db, pool, close } = await openDatabase({ dataDir: '', databaseUrl: url.href })
  try {
    await migrate(db, [...jobs, ...ledger, ...governance, ...migrations])
    const needs = { db, clock: systemClock, timezone: 'Europe/Warsaw', ledger: { append: async () => '' } }
    const readings = createReadings(needs)
    const telemetry = createTelemetry({ ...needs, readings, jobs: { define: () => {} } })
    const stored_s = await seconds(async () => {
      for (let from = 0; from < MINUTES; from += BATCH) {
        const batch = Array.from({ length: Math.min(BATCH, MINUTES - from) }, (_, i) => reading(from + i))
        await db.transaction().execute((tx) => readings.record(tx, batch))
      }
    })
    const rolled_s = await seconds(() => telemetry.pulse.once())
    report({ what: `${MINUTES} readings of one series recorded`, ours: `${Math.round(MINUTES / stored_s)}/s` })
    report({ what: 'the same rolled up', ours: `${Math.round(MINUTES / rolled_s)}/s` })
    await pool.query('vacuum analyze')
    const span = { from: new Date(START_MS), to: new Date(START_MS + MINUTES * 60_000) }
    const bare = () =>
      pool.query(
        `select start, count, min, max, mean, sum, last from infrastructure_rollups
        where series_id = 1 and grain = 'day' and start >= $1 and start < $2 order by start`,
        [span.from, span.to],
      )
    const times = { ours: [] as number[], bare: [] as number[] }
    for (let i = 0; i < ASKED; i++) {
      times.bare.push(await seconds(bare))
      times.ours.push(await seconds(() => telemetry.history.of({ entityId: ENTITY, attribute: ATTRIBUTE }, span, 500)))
    }
    const [ours, reference] = [median(times.ours), median(times.bare)]
    report({
      what: `a year by days, ${(await telemetry.history.of(1, span, 500))!.points.length} points`,
      ours: ms(ours),
      reference: `bare SQL on the rollup ${ms(reference)}`,
      ratio: ours / reference,
      aim: '≤ 3',
    })
  } finally {
    await close()
    await admin.query(`drop database if exists ${name} with (force)`)
    await admin.end()
  }
}

export const telemetry: Part = {
  title: 'Telemetry: a year of readings',
  needs: 'a PostgreSQL server at BENCH_DATABASE_URL',
  canRun: () => Boolean(SERVER),
  run,
}
