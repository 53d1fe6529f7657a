/**
 * Innovations: what the city tries before it spends on it. `register/` holds what was tried, by six dimensions;
 * `challenges/` leads from a problem through an open call and its reviewers to whoever is chosen. A room imports only those
 * before it. Tells `challenges.selected`.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { challengeRoutes } from './challenges/routes.ts'
import { createChallenges } from './challenges/service/index.ts'
import type { Needs } from './needs.ts'
import { registerRoutes } from './register/routes.ts'
import { createRegister } from './register/service.ts'

export function createInnovations(needs: Needs) {
  return { register: createRegister(needs), challenges: createChallenges(needs) }
}
export type Innovations = ReturnType<typeof createInnovations>

/** Everything of innovations over HTTP. */
export const innovationRoutes =
  ({ register, challenges }: Innovations): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(registerRoutes(register))
    await app.register(challengeRoutes(challenges))
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
