/** The verbs on challenges, from the problem to whoever is chosen. Tells `challenges.selected`. */
import type { Needs } from '../../needs.ts'
import { forget } from '../store/applications.ts'
import { createApplying } from './applying.ts'
import { createClockwork } from './clockwork.ts'
import { createData } from './data.ts'
import { createInner } from './inner.ts'
import { createOrganising } from './organising.ts'
import { createReading } from './reading.ts'
import { createReviewing } from './reviewing.ts'

export { CHALLENGES_TICK } from './clockwork.ts'
export type Challenges = ReturnType<typeof createChallenges>

export function createChallenges(needs: Needs) {
  const inner = createInner(needs)
  const data = createData(inner)
  needs.events.on<{ accountId: string }>('identity.accountDeleted', 'challenges', ({ accountId }) =>
    forget(needs.db, accountId),
  )
  return {
    ...createOrganising(inner),
    ...createApplying(inner),
    ...createReviewing(inner),
    ...data,
    ...createReading(inner),
    ...createClockwork(inner, data.endAccess),
  }
}
