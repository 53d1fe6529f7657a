/** Telemetry: what the city's things send. `readings/` keeps it, `rollups/` puts it together, `history/` gives it back. */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import { createHistory } from './history/index.ts'
import type { Readings } from './readings/index.ts'
import { createPulse, createRollups } from './rollups/index.ts'

export type { History, HistoryPoint, Latest } from './history/index.ts'
export { GRAINS, type Grain, type Listener, type Rollup, type Settled } from './rollups/index.ts'

export type Needs = {
  db: Db
  clock: Clock
  readings: Readings
  /** By which days and months are cut. */
  timezone: string
  onError?: (error: unknown) => void
}
export type Telemetry = ReturnType<typeof createTelemetry>

export function createTelemetry(needs: Needs) {
  const pulse = createPulse(needs)
  const rollups = createRollups(needs)
  const history = createHistory({ ...needs, rollups })
  return { pulse, rollups, history, start: pulse.start, stop: pulse.stop }
}
