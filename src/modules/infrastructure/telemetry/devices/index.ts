/**
 * Devices: what measures things and sends what it reads. `admission.ts` says who it is, `mapping.ts` what a message says by
 * the device's profile, `intake.ts` stores it with that of others, `service/` is for those who keep them.
 */
export { createDevices, type Devices } from './service/index.ts'
export { deviceRoutes } from './routes.ts'
export { refuse as refuseDevice } from './refusals.ts'
export {
  isDeviceId,
  PAYLOAD_BYTES_MAX,
  type Device,
  type DeviceState,
  type Joining,
  Mapping,
  type Profile,
} from './types.ts'
