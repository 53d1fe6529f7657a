/** The rooms of participation, built in their order: each knows only those before it, and those after it by what it is told here. */
import { createBallots, keysFrom } from './ballots/service.ts'
import { createBudgets } from './budgets/service.ts'
import { createDelivering } from './counting/delivering.ts'
import { createCounting } from './counting/service.ts'
import { createEligibility } from './eligibility/service.ts'
import { consentNotice, issuedNotice } from './eligibility/notice.ts'
import { createSociety } from './society/service.ts'
import type { Needs } from './needs.ts'
import { createProposals } from './proposals/index.ts'

export type { Needs } from './needs.ts'
export type Participation = ReturnType<typeof createParticipation>

export function createParticipation(needs: Needs) {
  const { db } = needs.database
  const { signer, identity } = needs
  const budgets = createBudgets({
    ...needs,
    db,
    above: {
      projectsOf: (tx, edition) => proposals.list(tx, edition),
      usedOf: (tx, code) => proposals.usedOf(tx, code),
      keysOf: keysFrom(signer),
    },
  })
  const eligibility = createEligibility({
    ...{ ...needs, db, budgets },
    claimsOf: identity.claimsOf,
    family: identity,
    tellConsent: (tx, accountId, edition, what) => identity.notices.tell(tx, consentNotice(accountId, edition, what)),
    tellIssued: (tx, accountId, edition, section, kind) =>
      identity.notices.tell(tx, issuedNotice(accountId, edition, section, kind)),
  })
  const proposals = createProposals({ ...needs, db, budgets })
  const resultOf = (edition: string) => counting.resultOf(edition)
  const ballots = createBallots({ ...needs, db, budgets, eligibility, resultOf })
  const counting = createCounting({
    ...{ ...needs, db, budgets, opened: ballots.opened, drawn: ballots.drawn },
    delivering: createDelivering({ ...needs, proposals }),
  })
  const society = createSociety({ db, timezone: needs.timezone, budgets })
  return { budgets, eligibility, proposals, ballots, counting, society }
}
