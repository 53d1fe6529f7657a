/**
 * Innovations: what the city tries before it spends on it. `register/` holds what was tried, by six dimensions;
 * `challenges/` leads from a problem through an open call and its reviewers to whoever is chosen;
 * `pilots/` tries it by a plan sealed before it starts; `practices/` says what others can learn of it; `community/` who tries
 * together, and when people meet. `cards/` is what practices, events and teams are written as. A room imports only those
 * before it. Tells `challenges.selected`, `practices.written`, `pilots.published`, `pilots.decided`.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { challengeRoutes } from './challenges/routes.ts'
import { createChallenges } from './challenges/service/index.ts'
import { createCityEvents } from './community/events/service.ts'
import { communityRoutes } from './community/routes.ts'
import { createTeams } from './community/teams/service.ts'
import type { Needs } from './needs.ts'
import { pilotRoutes } from './pilots/routes.ts'
import { createPilots } from './pilots/service/index.ts'
import { practiceRoutes } from './practices/routes.ts'
import { createPractices } from './practices/service.ts'
import { registerRoutes } from './register/routes.ts'
import { createRegister } from './register/service.ts'

export function createInnovations(needs: Needs) {
  const [register, challenges] = [createRegister(needs), createChallenges(needs)]
  const pilots = createPilots(needs, challenges)
  return {
    ...{ register, challenges, pilots, practices: createPractices(needs, pilots) },
    ...{ events: createCityEvents(needs), teams: createTeams(needs, { challenges, pilots, register }) },
  }
}
export type Innovations = ReturnType<typeof createInnovations>

/** Everything of innovations over HTTP. */
export const innovationRoutes =
  ({ register, challenges, pilots, practices, events, teams }: Innovations): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(registerRoutes(register))
    await app.register(challengeRoutes(challenges))
    await app.register(pilotRoutes(pilots))
    await app.register(practiceRoutes(practices))
    await app.register(communityRoutes(events, teams))
  }

export { migrations } from './migrations/index.ts'
export type { Listed } from './register/service.ts'
export { InnovationsPack, NO_INNOVATIONS } from './register/pack.ts'
export { DIMENSIONS, KINDS as INNOVATION_KINDS, LEARNING, STATES as INNOVATION_STATES } from './register/types.ts'
export type { Dimension, Entry as Innovation, State as InnovationState } from './register/types.ts'
export { CHALLENGES_TICK } from './challenges/service/index.ts'
export { lineOf as challengeLine, said as challengeSaid } from './challenges/saying.ts'
export {
  AMENDED_DAYS_LEFT as CHALLENGE_AMENDED_DAYS_LEFT,
  APPLICANTS,
  FILE_BYTES_MAX as APPLICATION_FILE_BYTES_MAX,
  SCORE_MAX,
} from './challenges/types.ts'
export type {
  Call,
  Challenge,
  ProblemVersion as ChallengeProblem,
  Gap as ChallengeGap,
  Line as ChallengeLine,
} from './challenges/types.ts'
export type { Spread, Standing } from './challenges/rules.ts'
export {
  OUTCOMES as PILOT_OUTCOMES,
  STATES as PILOT_STATES,
  TABLE_CHARS_MAX as PILOT_TABLE_CHARS_MAX,
  UNITS as PILOT_UNITS,
  type Pilot,
  type PilotDraft,
  type Source,
  type Violation as PilotViolation,
} from './pilots/types.ts'
export type { Found as PilotFound, Whole as PilotWhole } from './pilots/service/reading.ts'
export { LICENCES as PRACTICE_LICENCES, type Practice, type PracticeDraft } from './practices/types.ts'
export type { WithPilot as PracticeWithPilot } from './practices/service.ts'
export { sameLetters } from './cards/letters.ts'
export type { CityEvent, EventDraft } from './community/events/types.ts'
export { OF as TEAM_OF, type Team, type TeamDraft } from './community/teams/types.ts'
