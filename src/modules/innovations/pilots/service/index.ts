/** The verbs on pilots, from the plan to what the city does then. */
import type { Challenges } from '../../challenges/service/index.ts'
import type { Needs } from '../../needs.ts'
import { createEvaluating } from './evaluating.ts'
import { createInner } from './inner.ts'
import { createPlanning } from './planning.ts'
import { createReading } from './reading.ts'

export type Pilots = ReturnType<typeof createPilots>

export function createPilots(needs: Needs, challenges: Pick<Challenges, 'handOver' | 'one'>) {
  const inner = createInner(needs)
  return { ...createPlanning(inner, challenges), ...createEvaluating(inner), ...createReading(inner) }
}
