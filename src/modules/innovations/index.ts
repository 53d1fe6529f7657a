/**
 * Innovations: what the city tries before it spends on it. `register/` holds what was tried, by six dimensions;
 * `challenges/` leads from a problem through an open call and its reviewers to whoever is chosen;
 * `pilots/` tries it by a plan sealed before it starts. A room imports only those
 * before it. Tells `challenges.selected`.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { challengeRoutes } from './challenges/routes.ts'
import { createChallenges } from './challenges/service/index.ts'
import type { Needs } from './needs.ts'
import { pilotRoutes } from './pilots/routes.ts'
import { createPilots } from './pilots/service/index.ts'
import { registerRoutes } from './register/routes.ts'
import { createRegister } from './register/service.ts'

export function createInnovations(needs: Needs) {
  const challenges = createChallenges(needs)
  return { register: createRegister(needs), challenges, pilots: createPilots(needs, challenges) }
}
export type Innovations = ReturnType<typeof createInnovations>

/** Everything of innovations over HTTP. */
export const innovationRoutes =
  ({ register, challenges, pilots }: Innovations): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(registerRoutes(register))
    await app.register(challengeRoutes(challenges))
    await app.register(pilotRoutes(pilots))
  }

export { migrations } from './migrations/index.ts'
export type { Listed } from './register/service.ts'
export { InnovationsPack, NO_INNOVATIONS } from './register/pack.ts'
export { DIMENSIONS, KINDS as INNOVATION_KINDS, STATES as INNOVATION_STATES } from './register/types.ts'
export type { Dimension, Entry as Innovation, State as InnovationState } from './register/types.ts'
export { CHALLENGES_TICK } from './challenges/service/index.ts'
export { lineOf as challengeLine, said as challengeSaid } from './challenges/saying.ts'
export { APPLICANTS, FILE_BYTES_MAX as APPLICATION_FILE_BYTES_MAX, SCORE_MAX } from './challenges/types.ts'
export type { Call, Challenge, Gap as ChallengeGap, Line as ChallengeLine } from './challenges/types.ts'
export type { Spread, Standing } from './challenges/rules.ts'
export {
  OUTCOMES as PILOT_OUTCOMES,
  STATES as PILOT_STATES,
  UNITS as PILOT_UNITS,
  type Pilot,
  type PilotDraft,
  type Violation as PilotViolation,
} from './pilots/types.ts'
export type { Found as PilotFound, Whole as PilotWhole } from './pilots/service/reading.ts'
