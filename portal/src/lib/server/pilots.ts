/** A pilot as its public page and its page in the workspace both show it. */
import type { PilotWhole } from '#innovations'
import { href } from '#lib/paths.ts'
import {
  amendmentsOf,
  decisionOf,
  foundOf,
  logOf,
  outcomeName,
  pilotCard,
  planOf,
  violationsOf,
} from './views/pilots.ts'
import type { Say } from './views/projects.ts'

export async function wholeOf(say: Say, whole: PilotWhole) {
  const name = await outcomeName(say, whole.plan.source)
  return {
    ...{ id: whole.pilot.id, card: pilotCard(say, whole.pilot, whole.violations.length > 0) },
    plan: planOf(say, whole, name),
    found: whole.found ? foundOf(say, whole.plan, whole.found, name) : null,
    violations: violationsOf(say, whole.violations),
    amendments: amendmentsOf(say, whole.amendments),
    decision: decisionOf(say, whole.pilot),
    project: await projectOf(say, whole.pilot.id),
    log: logOf(say, whole.log),
  }
}

/** The address of the project that came of it. */
async function projectOf({ city, lang }: Say, pilot: string): Promise<string | undefined> {
  const found = await city.strategy.projects.byOrigin({ kind: 'pilot', pilot })
  return found && href(lang, '/projects/[id]', { id: found.id })
}
