/** What the infrastructure's rooms say, in Ukrainian. */
import { readingsErrors } from './telemetry/uk.ts'

/** By room, at the top of the refusals. */
export const errors = {
  readings: readingsErrors,
}
