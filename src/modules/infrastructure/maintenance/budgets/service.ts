/** The verbs of budgets. */
import { demand, type Actor } from '#platform/actor'
import { zoneOf } from '#stats'
import type { Inner } from '../inner.ts'
import { forecastOf } from './rules.ts'
import * as store from './store.ts'
import { PlanDraft, type Budget } from './types.ts'

export type Budgets = ReturnType<typeof createBudgets>

export function createBudgets(inner: Inner) {
  const zone = zoneOf(inner.timezone)
  const today = () => zone.dayOf(inner.now().getTime())
  const thisYear = () => Number(today().slice(0, 4))

  return {
    thisYear,

    /** Of every unit that one may see; open orders burden the year that runs. */
    async of(actor: Actor, year = thisYear()): Promise<Budget[]> {
      const reach = await inner.reachOf(actor, 'infrastructure.read')
      if (reach?.length === 0) demand(actor, 'infrastructure.read')
      const [from, to] = [year, year + 1].map((one) => new Date(zone.startOf(`${one}-01-01`))) as [Date, Date]
      const sums = await store.sums(inner.db, year, from, to, inner.timezone, year === thisYear())
      return sums
        .filter(({ organisationId }) => !reach || reach.includes(organisationId))
        .map(({ open, signed, ...sum }) => ({
          ...{ ...sum, year, orders: { open, signed } },
          forecast_grosze: forecastOf(sum.spent_grosze, sum.committed_grosze, year, today()),
        }))
    },

    /** Throws `maintenance.unknownOrganisation`. What was planned before stands in the ledger. */
    async plan(actor: Actor, given: PlanDraft): Promise<void> {
      const draft = PlanDraft.parse(given)
      demand(actor, 'infrastructure.write', draft.organisationId)
      await inner.demandOrganisation(draft.organisationId)
      await inner.inOne(async (tx) => {
        const entryId = await inner.act(tx, actor, 'budget.planned', `budgets/${draft.organisationId}/${draft.year}`, draft) // prettier-ignore
        await store.putPlan(tx, { ...draft, at: inner.now(), by: actor.id, entryId })
      })
    },
  }
}
