/** The infrastructure's migrations, in order: context 0001–0009, telemetry 0010–0019, assets 0020–0029, maintenance 0030–0039, savings 0040–0049, feeds 0050–0059. */
import type { Migration } from '#platform/db'
import { up as entities } from './0001_entities.ts'
import { up as subscriptions } from './0002_subscriptions.ts'
import { up as readings } from './0010_readings.ts'
import { up as rollups } from './0011_rollups.ts'
import { up as quality } from './0012_quality.ts'
import { up as retention } from './0013_retention.ts'
import { up as devices } from './0014_devices.ts'
import { up as meters } from './0015_meters.ts'
import { up as things } from './0020_things.ts'
import { up as thingImports } from './0021_thing_imports.ts'
import { up as reports } from './0022_reports.ts'
import { up as alarms } from './0030_alarms.ts'
import { up as orders } from './0031_orders.ts'
import { up as savings } from './0040_savings.ts'
import { up as policies } from './0050_policies.ts'
import { up as feeds } from './0051_feeds.ts'

export const migrations: Migration[] = [
  { module: 'infrastructure', name: '0001_entities', up: entities },
  { module: 'infrastructure', name: '0002_subscriptions', up: subscriptions },
  { module: 'infrastructure', name: '0010_readings', up: readings },
  { module: 'infrastructure', name: '0011_rollups', up: rollups },
  { module: 'infrastructure', name: '0012_quality', up: quality },
  { module: 'infrastructure', name: '0013_retention', up: retention },
  { module: 'infrastructure', name: '0014_devices', up: devices },
  { module: 'infrastructure', name: '0015_meters', up: meters },
  { module: 'infrastructure', name: '0020_things', up: things },
  { module: 'infrastructure', name: '0021_thing_imports', up: thingImports },
  { module: 'infrastructure', name: '0022_reports', up: reports },
  { module: 'infrastructure', name: '0030_alarms', up: alarms },
  { module: 'infrastructure', name: '0031_orders', up: orders },
  { module: 'infrastructure', name: '0040_savings', up: savings },
  { module: 'infrastructure', name: '0050_policies', up: policies },
  { module: 'infrastructure', name: '0051_feeds', up: feeds },
]
