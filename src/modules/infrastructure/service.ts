/** The rooms of the infrastructure, built in their order: each knows only those before it. */
import { createReadings } from './telemetry/readings/index.ts'
import type { Needs } from './needs.ts'

export type Infrastructure = ReturnType<typeof createInfrastructure>

export function createInfrastructure({ database, clock }: Needs) {
  const readings = createReadings({ db: database.db, clock })
  return { readings }
}
