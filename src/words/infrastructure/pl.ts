/** What the infrastructure's rooms say, in Polish. */
import { readingsErrors } from './telemetry/pl.ts'

/** By room, at the top of the refusals. */
export const errors = {
  readings: readingsErrors,
}
