/** Savings measured and verified: what was not used, how sure that is, and what it is worth. */
export { avoidedUse, type Adjustment, type Avoided, type AvoidedDay, type Interval } from './avoided.ts'
export {
  BASELINE_DAYS,
  BASELINE_DAYS_MIN,
  fitCaltrack,
  predictCaltrack,
  type CaltrackFit,
  type CaltrackModel,
} from './caltrack.ts'
export { dailyMean, dailyUse, READINGS_MAX, valuesOf, type Daily, type Timed } from './daily.ts'
export type { Goodness } from './goodness.ts'
export { burningOf, type Burning, type Site, type Switching } from './burning.ts'
export {
  lightingAvoided,
  type Dimming,
  type LightingAsked,
  type LightingAvoided,
  type LightingGroup,
  type LightingPart,
  type LightingState,
} from './lighting.ts'
export { paybackOf, type Investment, type Payback } from './payback.ts'
export { useOfRegister, type RegisterEvent } from './register.ts'
export { bandsOf, LEVEL, type Bands } from './uncertainty.ts'
export { worthOf, type Rate, type Worth } from './worth.ts'
export { dayAfter, daysFrom, zoneOf, type Zone } from './zone.ts'
