/** A pilot as its public page and its page in the workspace both show it. */
import type { PilotWhole } from '#innovations'
import { amendmentsOf, decisionOf, foundOf, logOf, pilotCard, planOf, violationsOf } from './views/pilots.ts'
import type { Say } from './views/projects.ts'

export const wholeOf = (say: Say, whole: PilotWhole) => ({
  ...{ id: whole.pilot.id, card: pilotCard(say, whole.pilot), plan: planOf(say, whole) },
  found: whole.found ? foundOf(say, whole.plan, whole.found) : null,
  violations: violationsOf(say, whole.violations),
  amendments: amendmentsOf(say, whole.amendments),
  decision: decisionOf(say, whole.pilot),
  log: logOf(say, whole.log),
})
