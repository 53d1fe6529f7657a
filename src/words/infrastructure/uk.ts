/** What the infrastructure's rooms say, in Ukrainian. */
import { thingErrors } from './assets/uk.ts'
import { contextErrors } from './context/uk.ts'
import { devicesErrors } from './devices/uk.ts'
import { maintenanceErrors } from './maintenance/uk.ts'
import { feedsErrors } from './feeds/uk.ts'
import { liveErrors } from './live/uk.ts'
import { metersErrors } from './meters/uk.ts'
import { savingsErrors } from './savings/uk.ts'
import { qualityErrors, readingsErrors, retentionErrors, rollupsErrors } from './telemetry/uk.ts'

/** By room, at the top of the refusals. */
export const errors = {
  context: contextErrors,
  devices: devicesErrors,
  meters: metersErrors,
  maintenance: maintenanceErrors,
  live: liveErrors,
  readings: readingsErrors,
  quality: qualityErrors,
  retention: retentionErrors,
  rollups: rollupsErrors,
  feeds: feedsErrors,
  savings: savingsErrors,
  things: thingErrors,
}
