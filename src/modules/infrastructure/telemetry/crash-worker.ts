/** For the test that kills it: records a flood as fast as it can, says what was acknowledged, and rolls it up meanwhile. */
import { systemClock } from '#platform/clock'
import { connect } from '../../../platform/db/open.ts'
import { createReadings, type Reading } from './readings/index.ts'
import { createPulse } from './rollups/index.ts'

const [url, run] = process.argv.slice(2)
const { db } = await connect(url!)
const onError = (error: unknown) => void process.stderr.write(`${String(error)}\n`)
const needs = { db, clock: systemClock, timezone: 'Europe/Warsaw', onError }
const readings = createReadings(needs)
const pulse = createPulse(needs)
const START_MS = Date.parse('2026-10-24T20:00:00Z')

async function send(writer: number): Promise<void> {
  // No more than can be read back at once.
  for (let n = 0; n < 450; n++) {
    const batch = Array.from({ length: 20 }, (_, i): Reading => ({
      ...{ entityId: `urn:ngsi-ld:Flood:${run}-${writer}`, attribute: 'https://example.org/level', value: n },
      observedAt: new Date(START_MS + (n * 20 + i) * 10_000).toISOString(),
    }))
    await db.transaction().execute((tx) => readings.record(tx, batch))
    process.stdout.write(`${JSON.stringify(batch.map(({ entityId, observedAt, value }) => [entityId, observedAt, value]))}\n`) // prettier-ignore
  }
}

pulse.on(async () => void process.stdout.write('settled\n'))
pulse.start()
await Promise.all([send(1), send(2)])
