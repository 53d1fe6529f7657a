/**
 * Innovations: what the city tries before it spends on it. `register/` holds what was tried, by six dimensions. A room
 * imports only those before it.
 */
import type { Needs } from './needs.ts'
import { createRegister } from './register/service.ts'

export function createInnovations(needs: Needs) {
  return { register: createRegister(needs) }
}
export type Innovations = ReturnType<typeof createInnovations>

export type { Listed } from './register/service.ts'
export { registerRoutes } from './register/routes.ts'
export { migrations } from './migrations/index.ts'
export { InnovationsPack, NO_INNOVATIONS } from './register/pack.ts'
export { DIMENSIONS, KINDS as INNOVATION_KINDS, STATES as INNOVATION_STATES } from './register/types.ts'
export type { Dimension, Entry as Innovation, State as InnovationState } from './register/types.ts'
