/** What of savings is seen: by everybody what passed the gate, by those who may all of it. */
import { demand, type Actor } from '#platform/actor'
import { refuse } from '../refusals.ts'
import * as store from '../store.ts'
import type { Inner } from './inner.ts'

export type SavingsOf = store.KnownPlan & { newest?: store.KnownResult }

export function createViews({ db }: Inner) {
  /** Sealed plans, each with its newest published result; those made up come last. */
  async function list(): Promise<SavingsOf[]> {
    const [plans, results] = await Promise.all([store.plans(db), store.results(db)])
    return plans
      .filter(({ seal }) => seal)
      .map((plan) => ({ ...plan, newest: results.find((one) => one.planId === plan.id && one.publication) }))
      .sort((a, b) => Number(a.plan.demo) - Number(b.plan.demo))
  }

  return {
    list,

    /** What is proved in all, of the city's own: made-up plans count for nothing. */
    async totals() {
      const own = (await list()).filter(({ plan }) => !plan.demo)
      const proved = own.flatMap(({ newest }) => (newest ? [newest.content] : []))
      const money = proved.map(({ money_grosze }) => money_grosze.total)
      return {
        ...{ plans: own.length, proved: proved.length },
        avoided_kwh: proved.reduce((sum, { avoided_kwh }) => sum + avoided_kwh, 0),
        money_grosze: money.includes(null) ? null : money.reduce<number>((sum, value) => sum + value!, 0),
      }
    },

    /** A sealed plan with what is public of it. Throws `savings.unknown`. */
    async one(id: string) {
      const [known] = await store.plans(db, id)
      if (!known?.seal) throw refuse.unknown({ id })
      const [adjustments, results] = await Promise.all([store.adjustments(db, id), store.results(db, { planId: id })])
      return { ...known, seal: known.seal, adjustments, results: results.filter(({ publication }) => publication) }
    },

    /** Every plan and every result. */
    async all(actor: Actor): Promise<SavingsOf[]> {
      demand(actor, 'infrastructure.read')
      const [plans, results] = await Promise.all([store.plans(db), store.results(db)])
      return plans.map((plan) => ({ ...plan, newest: results.find(({ planId }) => planId === plan.id) }))
    },

    /** With its files. Throws `savings.unknown`. */
    async whole(actor: Actor, id: string) {
      demand(actor, 'infrastructure.read')
      const [known] = await store.plans(db, id)
      if (!known) throw refuse.unknown({ id })
      const [adjustments, files, results] = await Promise.all([
        store.adjustments(db, id),
        store.files(db, id),
        store.results(db, { planId: id }),
      ])
      return { ...known, adjustments, files, results }
    },
  }
}
