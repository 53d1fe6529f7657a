/** Rollups: readings put together by quarter hours, hours, days and months as they come, and the pulse that does it. */
export { createPulse, type Pulse } from './pulse.ts'
export { createRollups, type Rollups } from './service.ts'
export { GRAINS, type Grain, type Rollup, type Settled } from './types.ts'
export type { Listener } from './telling.ts'
