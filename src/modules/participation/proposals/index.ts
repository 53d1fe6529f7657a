/** Proposals: written together, placed, priced; checked by offices in public; discussed; listed for the vote. */
export { createProposals, type Proposals } from './service/index.ts'
export { parcelsIn } from './rules/ground.ts'
export { proposalRoutes } from './routes.ts'
export type * from './types.ts'
export type { Lack } from './rules/complete.ts'
export type { Stage } from './rules/stages.ts'
