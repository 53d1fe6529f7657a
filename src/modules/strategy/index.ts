/**
 * Strategy: what the city does, from the decision to the day on which those who asked for it say that it stands. Needs the
 * database, the clock, ids, the ledger, files, identity, which tells followers, and the city's timezone. Gives `projects`.
 */
import { createProjects, type Needs } from './projects/service/index.ts'

export function createStrategy(needs: Needs) {
  return { projects: createProjects(needs) }
}
export type Strategy = ReturnType<typeof createStrategy>

export { projectRoutes } from './projects/routes.ts'
export { migrations } from './migrations/index.ts'
export {
  KINDS as ENTRY_KINDS,
  STATES as PROJECT_STATES,
  TENDER_STATES,
  type Entry,
  type Milestone,
  type Project,
  type ProjectDraft,
  type State as ProjectState,
  type Verdict,
} from './projects/types.ts'
export { MOVES as PROJECT_MOVES, needsReason as projectNeedsReason } from './projects/rules.ts'
export { lineOf as diaryLine, money, originText, said } from './projects/saying.ts'
export type { Listed as ListedProject } from './projects/service/index.ts'
