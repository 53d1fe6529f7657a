/** What the infrastructure's rooms say, in English. */
import { thingErrors } from './assets/en.ts'
import { contextErrors } from './context/en.ts'
import { devicesErrors } from './devices/en.ts'
import { maintenanceErrors } from './maintenance/en.ts'
import { feedsErrors } from './feeds/en.ts'
import { liveErrors } from './live/en.ts'
import { metersErrors } from './meters/en.ts'
import { savingsErrors } from './savings/en.ts'
import { qualityErrors, readingsErrors, retentionErrors, rollupsErrors } from './telemetry/en.ts'

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
