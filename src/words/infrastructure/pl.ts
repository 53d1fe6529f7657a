/** What the infrastructure's rooms say, in Polish. */
import { thingErrors } from './assets/pl.ts'
import { contextErrors } from './context/pl.ts'
import { devicesErrors } from './devices/pl.ts'
import { maintenanceErrors } from './maintenance/pl.ts'
import { feedsErrors } from './feeds/pl.ts'
import { liveErrors } from './live/pl.ts'
import { metersErrors } from './meters/pl.ts'
import { savingsErrors } from './savings/pl.ts'
import { qualityErrors, readingsErrors, retentionErrors, rollupsErrors } from './telemetry/pl.ts'

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
