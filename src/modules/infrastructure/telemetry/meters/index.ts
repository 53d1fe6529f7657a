/** Meters: readings that come by file. */
export { createMeters, type Meters } from './service.ts'
export { meterRoutes } from './routes.ts'
export { CARRIERS as METER_CARRIERS, ReadAs as MeterReadAs, type Report as MeterReport } from './types.ts'
