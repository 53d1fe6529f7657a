/**
 * Infrastructure: the city's things, live. `telemetry/` keeps what they read, `context/` their state behind an NGSI-LD
 * broker, `feeds/` what of it becomes figures, `assets/` what the city owns, `maintenance/` who must act, `savings/` what was
 * saved. A room imports only those before it.
 */
export { createInfrastructure, type Infrastructure } from './service.ts'
export { ngsiRoutes, policyRoutes } from './context/index.ts'
export {
  deviceRoutes,
  Mapping,
  type Device,
  type DeviceState,
  type Joining,
  type Profile,
} from './telemetry/devices/index.ts'
export { METER_CARRIERS, meterRoutes, type MeterReport } from './telemetry/meters/index.ts'
export { topicOf } from './telemetry/mqtt/index.ts'
export { migrations } from './migrations/index.ts'
export type { Reading, Readings } from './telemetry/readings/index.ts'
export { GRAINS, ROUTINES, telemetryRoutes } from './telemetry/index.ts'
export type {
  Grain,
  History,
  HistoryPoint,
  Latest,
  MarkKind,
  QualityMark,
  Rollup,
  Settled,
  Telemetry,
} from './telemetry/index.ts'
export type { Context, Entity, EntityDraft, Instance } from './context/index.ts'
export * from './assets/index.ts'
export * from './feeds/index.ts'
export { isShipped, LEVELS_OF_ACCESS, shippedIri } from './context/index.ts'
export * from './maintenance/index.ts'
export * from './telemetry/live/index.ts'
export * from './savings/index.ts'
