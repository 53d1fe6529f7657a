/** Reports as people may see them: what is public is everybody's, the rest is the makers'. */
import { demand, type Actor } from '#platform/actor'
import type { Tx } from '#platform/db'
import * as rules from '../rules.ts'
import * as store from '../store.ts'
import type { Report } from '../types/index.ts'
import type { Needs } from './needs.ts'

export type Finding = ReturnType<typeof createFinding>

export function createFinding({ db, gate }: Pick<Needs, 'db' | 'gate'>) {
  /** Throws `reports.unknown`. */
  async function find(id: string): Promise<Report> {
    const found = await store.find(db, id)
    if (!found) throw rules.refuse.unknown({ id })
    return (await withWithdrawals([found]))[0]!
  }

  /** With what the gate says of those that were public. */
  async function withWithdrawals(reports: Report[]): Promise<Report[]> {
    const withdrawals = await gate.withdrawals(reports.flatMap(({ publication }) => publication?.releaseId ?? []))
    return reports.map((report) => {
      const withdrawal = withdrawals.get(report.publication?.releaseId ?? '')
      return withdrawal ? { ...report, publication: { ...report.publication!, withdrawal } } : report
    })
  }

  return {
    find,
    withWithdrawals,

    /** The report, locked until the transaction ends. Throws `reports.unknown`. */
    async locked(tx: Tx, id: string): Promise<Report> {
      const found = await store.lock(tx, id)
      if (!found) throw rules.refuse.unknown({ id })
      return found
    },

    /** One that this actor may see. Throws `reports.unknown`, `governance.withdrawn`. */
    async read(actor: Actor, id: string): Promise<Report> {
      const found = await find(id)
      if (actor.can('reports.make')) return found
      if (!found.publication) demand(actor, 'reports.make')
      else await gate.demandPublic(found.publication.releaseId)
      return found
    },
  }
}
