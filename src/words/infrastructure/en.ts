/** What the infrastructure's rooms say, in English. */
import { thingErrors } from './assets/en.ts'
import { contextErrors } from './context/en.ts'
import { savingsErrors } from './savings/en.ts'
import { readingsErrors } from './telemetry/en.ts'

/** By room, at the top of the refusals. */
export const errors = {
  context: contextErrors,
  readings: readingsErrors,
  savings: savingsErrors,
  things: thingErrors,
}
