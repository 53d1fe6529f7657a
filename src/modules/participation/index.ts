/**
 * Participation: residents decide. `budgets/` holds editions of the participatory budget, from their rules to the sealed vote.
 * A room imports only those before it. Tells `participation.voteSealed` and `participation.voteClosed`.
 */
export { createParticipation, type Needs, type Participation } from './service.ts'
export { budgetRoutes } from './budgets/routes.ts'
export { TICK } from './budgets/tick.ts'
export { migrations } from './migrations/index.ts'
export { BudgetPack, NO_BUDGET, type PastEdition, type Template } from './budgets/pack.ts'
export { templateProblems } from './budgets/rules.ts'
export type * from './budgets/types.ts'
