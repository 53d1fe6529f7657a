/**
 * Participation: residents decide. `budgets/` holds editions of the participatory budget, from their rules to the sealed vote;
 * `eligibility/` who may vote; `proposals/` what residents ask for and offices answer; `ballots/` tokens, casting and opening,
 * with the signer that keeps the keys; `counting/` results, other rules on the same ballots, votes of the past;
 * `society/` how people take part, in figures. A room imports only those before it. Tells `participation.voteSealed`, `participation.voteClosed` and `participation.counted`.
 */
export { createParticipation, type Needs, type Participation } from './service.ts'
export { ballotRoutes } from './ballots/routes.ts'
export { BALLOTS } from './ballots/service.ts'
export { connectSigner } from './ballots/signer/connect.ts'
export { serveSigner } from './ballots/signer/serve.ts'
export { budgetRoutes } from './budgets/routes.ts'
export { countingRoutes } from './counting/routes.ts'
export { voterRoutes } from './eligibility/routes.ts'
export { parcelsIn, proposalRoutes } from './proposals/index.ts'
export { TICK } from './budgets/tick.ts'
export { migrations } from './migrations/index.ts'
export { BudgetPack, NO_BUDGET, type PastEdition, type Template } from './budgets/pack.ts'
export { templateProblems } from './budgets/rules.ts'
export type * from './budgets/types.ts'
export type { Child, Entitlement, FoundVoter, Imported, Standing, Voter } from './eligibility/types.ts'
export type {
  Comment,
  CommentAct,
  Content as ProposalContent,
  Ground,
  Lack,
  Outcome,
  Owner,
  PriceItem,
  Proposals,
  Public as PublicProposal,
  Stage,
  State as ProposalState,
  Task as ProposalTask,
} from './proposals/index.ts'
export { MEASURES as SOCIETY_MEASURES } from './society/types.ts'
export type { Society } from './society/service.ts'
export { ARCHIVE_BYTES_MAX, TRAIT_CHOICES, TRAITS, WHAT_IFS } from './counting/types.ts'
export type { Archive, ArchivedVote, Comparison, PoolExplained, Trait, Way as CountedWay } from './counting/types.ts'
