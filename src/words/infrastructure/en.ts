/** What the infrastructure's rooms say, in English. */
import { readingsErrors } from './telemetry/en.ts'

/** By room, at the top of the refusals. */
export const errors = {
  readings: readingsErrors,
}
