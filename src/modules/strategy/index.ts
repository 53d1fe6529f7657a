/**
 * Strategy: what the city sets out to do, and what it does, to the day on which those who asked for it say that it stands.
 * Needs the database, the clock, ids, the ledger, files, the gate, identity, which tells followers, the definitions of
 * indicators, the analysis, jobs, a press that prints, places, the catalogue, and the city's timezone and currency. Gives
 * `strategies` (areas, goals, directions of action, in versions), `projects`, `progress` (how far a strategy is, today and in
 * reports), `money` (the budget, line by line, in files that one person brings and another makes public) and `decisions`
 * (with what they rest on, and later what came true).
 */
import { createProjects, type Needs as ProjectNeeds } from './projects/service/index.ts'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { projectRoutes } from './projects/routes.ts'
import { moneyRoutes } from './money/routes.ts'
import { createMoney, type Needs as MoneyNeeds } from './money/service.ts'
import { progressRoutes } from './progress/routes.ts'
import { strategyRoutes as ofStrategies } from './strategies/routes.ts'
import { decisionRoutes } from './decisions/routes.ts'
import { createDecisions, type Needs as DecisionNeeds } from './decisions/service.ts'
import { createProgress, type Needs as ProgressNeeds } from './progress/service.ts'
import { createStrategies, type Needs as StrategyNeeds } from './strategies/service.ts'

export type Needs = Omit<ProjectNeeds & ProgressNeeds & MoneyNeeds & DecisionNeeds, 'strategies'> & StrategyNeeds

export function createStrategy(needs: Needs) {
  const strategies = createStrategies(needs)
  const whole = { ...needs, strategies }
  return {
    strategies,
    projects: createProjects(whole),
    progress: createProgress(whole),
    money: createMoney(whole),
    decisions: createDecisions(whole),
  }
}
export type Strategy = ReturnType<typeof createStrategy>

/** Everything of strategy over HTTP. */
export const strategyRoutes =
  ({ strategies, progress, projects, money, decisions }: Strategy): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(ofStrategies(strategies))
    await app.register(progressRoutes(progress))
    await app.register(projectRoutes(projects))
    await app.register(moneyRoutes(money))
    await app.register(decisionRoutes(decisions))
  }

export type { GoalProgress, Money as ProgressMoney, Progress, Told } from './progress/types.ts'
export { NAMES as MONEY_COLUMNS, plain as moneyWord } from './money/columns.ts'
export { readLines as readMoneyLines } from './money/reading.ts'
export { nameOf as classificationName } from './money/classification.ts'
export { differs as moneyDiffers } from './money/rules.ts'
export {
  DIRECTIONS as MONEY_DIRECTIONS,
  KINDS as MONEY_KINDS,
  TARGETS as MONEY_TARGETS,
  type Branch as MoneyBranch,
  type Check as MoneyCheck,
  type Direction as MoneyDirection,
  type Flow as MoneyFlow,
  type Import as MoneyImport,
  type Kind as MoneyKind,
  type Line as MoneyLine,
  type Problem as MoneyProblem,
  type Target as MoneyTarget,
  type YearSums as MoneyYear,
} from './money/types.ts'
export { besideOf, type Beside, type GapSeen } from './strategies/beside.ts'
export { faultsOf, holdsIn as strategyHoldsIn, indicatorsOf as indicatorsOfGoal } from './strategies/rules.ts'
export { goalKey, StrategyDraft, type Goal, type GoalOf, type Strategy as StrategyVersion } from './strategies/types.ts'
export {
  TRUTHS,
  type Asked as DecisionsAsked,
  type Came,
  type Decision,
  type DecisionDraft,
  type Outcome,
  type Pinned,
} from './decisions/types.ts'
export { migrations } from './migrations/index.ts'
export {
  KINDS as ENTRY_KINDS,
  STATES as PROJECT_STATES,
  TENDER_STATES,
  RISK_CHANCES,
  type Around as ProjectAround,
  type Entry,
  type Milestone,
  type Origin as ProjectOrigin,
  type Project,
  type ProjectDraft,
  type State as ProjectState,
  type Verdict,
} from './projects/types.ts'
export { MOVES as PROJECT_MOVES, needsReason as projectNeedsReason } from './projects/rules.ts'
export { lineOf as diaryLine, money, originText, promiseText, said } from './projects/saying.ts'
export type { Listed as ListedProject } from './projects/service/index.ts'
