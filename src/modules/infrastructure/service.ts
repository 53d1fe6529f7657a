/** The rooms of the infrastructure, built in their order: each knows only those before it. */
import { createAssets } from './assets/index.ts'
import { createContext } from './context/index.ts'
import { createMaintenance } from './maintenance/index.ts'
import { createFeeds } from './feeds/index.ts'
import { createSavings } from './savings/index.ts'
import { createTelemetry } from './telemetry/index.ts'
import { createDevices } from './telemetry/devices/index.ts'
import { createMeters } from './telemetry/meters/index.ts'
import { createMqtt } from './telemetry/mqtt/index.ts'
import { createLive } from './telemetry/live/index.ts'
import { createReadings } from './telemetry/readings/index.ts'
import type { Needs } from './needs.ts'

export type Infrastructure = ReturnType<typeof createInfrastructure>

export function createInfrastructure(needs: Needs) {
  const { database, clock } = needs
  const { db } = database
  const readings = createReadings({ db, clock })
  const telemetry = createTelemetry({ ...needs, db, readings })
  const context = createContext({ ...needs, db, readings, rollups: telemetry.rollups })
  const devices = createDevices({ ...needs, db, context })
  const mqtt = createMqtt({ ...needs, devices })
  const meters = createMeters({ ...needs, db, context, readings })
  const feeds = createFeeds({ ...needs, db, ...telemetry })
  const assets = createAssets({ ...needs, db, context })
  const maintenance = createMaintenance({ ...needs, db, readings, context, assets, pulse: telemetry.pulse })
  const live = createLive({ ...needs, db, context, pulse: telemetry.pulse })
  const { rollups, retention } = telemetry
  const metered = {
    readings,
    rollups,
    find: context.find,
    isPersonal: context.isPersonal,
    query: context.query,
    hold: retention.hold,
  }
  const savings = createSavings({ ...needs, db, live: metered })
  return { readings, context, telemetry, devices, mqtt, meters, feeds, assets, maintenance, live, savings }
}
