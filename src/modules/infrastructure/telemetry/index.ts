/**
 * Telemetry: what the city's things send. `readings/` keeps it, `rollups/` puts it together, `history/` gives it
 * back, `quality/` says what of it is doubtful, `retention/` how long it is kept.
 */
import type { Clock } from '#platform/clock'
import type { Db } from '#platform/db'
import type { Jobs } from '#platform/jobs'
import type { Ledger } from '#platform/ledger'
import { createHistory } from './history/index.ts'
import { createQuality } from './quality/index.ts'
import type { Readings } from './readings/index.ts'
import { createRetention } from './retention/index.ts'
import { createPulse, createRollups } from './rollups/index.ts'

export type { MarkKind, QualityMark } from './quality/index.ts'
export type { Hold } from './retention/index.ts'
export { telemetryRoutes } from './routes.ts'
export type { History, HistoryPoint, Latest } from './history/index.ts'
export { GRAINS, type Grain, type Listener, type Rollup, type Settled } from './rollups/index.ts'

const CHECK_JOB = 'infrastructure.check'
const CLEAR_JOB = 'infrastructure.clear'
/** What has come in is looked at every ten minutes; what is older than it is kept goes at night. */
export const ROUTINES = [
  { job: CHECK_JOB, cron: '*/10 * * * *' },
  { job: CLEAR_JOB, cron: '23 2 * * *' },
] as const

export type Needs = {
  db: Db
  clock: Clock
  ledger: Pick<Ledger, 'append'>
  jobs: Pick<Jobs, 'define'>
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
  const quality = createQuality({ ...needs, pulse })
  const retention = createRetention(needs)
  needs.jobs.define(CHECK_JOB, quality.check)
  needs.jobs.define(CLEAR_JOB, retention.clear)
  return { pulse, rollups, history, quality, retention, start: pulse.start, stop: pulse.stop }
}
