/** Nothing is left at "selected": each winner becomes a project of the city, its authors and its office with it. */
import { system } from '#platform/actor'
import type { Tx } from '#platform/db'
import type { Identity } from '#identity'
import type { Strategy } from '#strategy'
import type { Edition, ListedProject } from '../budgets/types.ts'
import type { Proposals } from '../proposals/index.ts'

type Needs = {
  identity: Pick<Identity, 'organisations'>
  strategy: { projects: Pick<Strategy['projects'], 'addIn'> }
  proposals: Pick<Proposals, 'behind'>
  timezone: string
}
const clockwork = system('participation')

/** What needs no transaction is asked before it; winners are then delivered in the transaction of the count, in the order of their numbers. */
export type Deliver = (tx: Tx, winners: readonly ListedProject[]) => Promise<void>

export function createDelivering({ identity, strategy, proposals, timezone }: Needs) {
  const dayOf = (at: Date): string => new Intl.DateTimeFormat('sv', { timeZone: timezone }).format(at)

  return async function prepare(edition: Edition): Promise<Deliver> {
    const { code, year, currency, phases } = edition
    const city = (await identity.organisations()).find(({ kind }) => kind === 'city')
    const delivery = phases.find(({ kind }) => kind === 'delivery')
    const due = delivery ? dayOf(new Date(delivery.to.getTime() - 1)) : `${year}-12-31`
    return async (tx, winners) => {
      for (const { number, proposalId, titles, cost_minor, area, place } of winners) {
        const { authors, organisationId = city?.id } = await proposals.behind(tx, proposalId)
        // A house without a single office has nobody who could answer for a project.
        if (organisationId === undefined) continue
        await strategy.projects.addIn(tx, clockwork, {
          ...{ titles, area, place, currency, due, authors, organisationId, budget_minor: cost_minor },
          origin: { kind: 'participatoryBudget', edition: code, number, proposalId },
        })
      }
    }
  }
}
