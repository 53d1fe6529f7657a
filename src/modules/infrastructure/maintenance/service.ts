/** The rooms of maintenance in their order, and the one sweep that looks for what did not come. */
import { createAlarms } from './alarms/service.ts'
import { createBudgets } from './budgets/service.ts'
import { createInner, type Inner, type MaintenanceNeeds } from './inner.ts'
import { createOrders } from './orders/service/index.ts'
import type { Reports } from './orders/service/inner.ts'

const SWEEP_JOB = 'infrastructure.maintenance.sweep'
/** Every minute: what was not read is missed by the minute. */
export const SWEEP = { job: SWEEP_JOB, cron: '* * * * *' } as const

export type Maintenance = ReturnType<typeof createMaintenance>

export function createMaintenance(needs: MaintenanceNeeds & { reports: Reports }) {
  const inner: Inner = { ...needs, ...createInner(needs) }
  const alarms = createAlarms(inner)
  const orders = createOrders(inner, alarms, needs.reports)
  const budgets = createBudgets(inner)
  const sweep = async () => {
    await alarms.sweep(orders.withoutOrder)
    await orders.makeDue()
  }
  needs.jobs.define(SWEEP_JOB, sweep)
  return { alarms, orders, budgets, sweep }
}
