/** A worker that is killed in a flood: what it acknowledged is there once, and the rollups come out right. */
import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openInfrastructure } from '../testing.ts'

const KILLS = 2
const BATCHES_BEFORE_KILL = 15

let house: Awaited<ReturnType<typeof openInfrastructure>>
beforeAll(async () => {
  house = await openInfrastructure()
})
afterAll(() => house.close())

type Acknowledged = [entityId: string, observedAt: string, value: number]

async function floodAndKill(run: number): Promise<Acknowledged[]> {
  const program = new URL('./crash-worker.ts', import.meta.url).pathname
  const args = [program, house.database.url, String(run)]
  const worker = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: Acknowledged[] = []
  let [batches, settled] = [0, 0]
  for await (const line of createInterface(worker.stdout)) {
    if (line === 'settled') settled += 1
    else acknowledged.push(...(JSON.parse(line) as Acknowledged[]))
    batches += 1
    if (batches >= BATCHES_BEFORE_KILL && settled >= 1) worker.kill('SIGKILL')
  }
  return acknowledged
}

test('killed again and again', { timeout: 120_000 }, async () => {
  const { readings, telemetry } = house.infrastructure
  let acknowledged: Acknowledged[] = []
  for (let run = 0; run < KILLS; run++) acknowledged = acknowledged.concat(await floodAndKill(run))
  await telemetry.pulse.once()
  const entityIds = [...new Set(acknowledged.map(([id]) => id))]
  expect(entityIds).toHaveLength(KILLS * 2)
  for (const entityId of entityIds) {
    const [series] = await readings.seriesOf(entityId)
    const points = (await readings.raw(series!.id)).map(({ observedAt, value }) => [entityId, observedAt.toISOString(), value]) // prettier-ignore
    const there = new Set(points.map((point) => JSON.stringify(point)))
    expect(acknowledged.filter((one) => one[0] === entityId && !there.has(JSON.stringify(one)))).toEqual([])
    // A batch is there as a whole or not at all.
    expect(points.length % 20).toBe(0)
    for (const grain of ['quarter', 'day', 'month'] as const) {
      const rolled = await telemetry.rollups.of([series!.id], grain)
      expect(rolled.reduce((sum, { count }) => sum + count, 0)).toBe(points.length)
      expect(rolled.reduce((sum, one) => sum + one.sum, 0)).toBe(points.reduce((sum, [, , value]) => sum + Number(value), 0)) // prettier-ignore
    }
  }
})
