/**
 * Governance: what the city holds, who answers for it, and the one gate through which anything becomes public. Needs the
 * database, the clock, ids, the ledger, events and the detectors. Gives `assets` (the public register) and `gate`: content
 * is held (`hold`), decided by a person (`decide`), let out (`pass`, or `passClear` where nothing was found that needs a
 * person), taken back (`withdraw`). Tells `governance.decided` and `governance.withdrawn`.
 */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { assetRoutes } from './assets/routes.ts'
import { createAssets } from './assets/service.ts'
import { gateRoutes } from './gate/routes.ts'
import { createGate, type Needs } from './gate/service.ts'

export function createGovernance(needs: Needs) {
  const assets = createAssets(needs)
  return { assets, gate: createGate(needs, assets) }
}
export type Governance = ReturnType<typeof createGovernance>

/** Everything of governance over HTTP. */
export const governanceRoutes =
  ({ gate, assets }: Governance): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(gateRoutes(gate))
    await app.register(assetRoutes(assets))
  }

export * from './detectors/index.ts'
export {
  apart as reckonApart,
  assess as riskOf,
  candidates,
  counts,
  encode,
  hierarchies,
  measure as measureRisk,
  populationOf,
  sensitiveBy,
  sensitiveOf,
  type Assessment,
  type AssessOptions,
  type Coded,
  type Generalisation,
  type Measures,
  type Population,
  type Sensitive,
  type Proposal,
  type Step as ProposalStep,
  type Weighing,
} from './risk/index.ts'
export { migrations } from './migrations/index.ts'
export type { Assets } from './assets/service.ts'
export { Asset, AssetDraft, OPENNESS, SECURITY_CLASSES, type LegalBasis } from './assets/types.ts'
export type { Pass } from './gate/pass.ts'
export { fingerprintOf, type Detectors, type Gate, type Words } from './gate/service.ts'
export { HeldBack, textsIn } from './gate/rules.ts'
export { releasedBefore, type Earlier } from './gate/store.ts'
export {
  ANSWERS,
  Decision,
  DecisionDraft,
  DECIDED,
  Examination,
  Finding,
  Registered,
  Release,
  Severity,
  STATES,
  Subject,
  WITHDRAWN,
  type Candidate,
  type Decided,
  type Withdrawn,
} from './gate/types.ts'
