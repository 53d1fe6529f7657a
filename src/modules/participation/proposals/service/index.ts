/** The room of proposals, put together: writing, together, checking, discussing, what they rest on, reading. */
import { createBasis } from './basis.ts'
import { createChecking } from './checking.ts'
import { createDiscussing } from './discussing.ts'
import { createInner, type ProposalNeeds } from './inner.ts'
import { createReading } from './reading.ts'
import { createTogether } from './together.ts'
import { createWriting } from './writing.ts'
import * as discussion from '../store/discussion.ts'
import * as people from '../store/people.ts'

export type { ProposalNeeds } from './inner.ts'
export type Proposals = ReturnType<typeof createProposals>

export function createProposals(needs: ProposalNeeds) {
  const inner = { ...needs, ...createInner(needs) }
  needs.events.on<{ accountId: string }>('identity.accountDeleted', 'participation.proposals.forget', ({ accountId }) =>
    inner.inOne(async (tx) => {
      await people.forget(tx, accountId)
      await discussion.forget(tx, accountId)
    }),
  )
  return {
    ...createReading(inner),
    writing: createWriting(inner),
    together: createTogether(inner),
    checking: createChecking(inner),
    discussing: createDiscussing(inner),
    basis: createBasis(inner),
  }
}
