/** The rooms of participation, built in their order: each knows only those before it, and those after it by what it is told here. */
import { createBudgets } from './budgets/service.ts'
import type { Needs } from './needs.ts'

export type { Needs } from './needs.ts'
export type Participation = ReturnType<typeof createParticipation>

export function createParticipation(needs: Needs) {
  const { db } = needs.database
  const budgets = createBudgets({
    ...needs,
    db,
    above: {
      projectsOf: async () => [],
      keysOf: async () => ({ keys: {}, lotCommitment: '' }),
    },
  })
  return { budgets }
}
