/** The rooms of maintenance in their order, and the one sweep that looks for what did not come. */
import { zoneOf } from '#stats'
import { createAlarms } from './alarms/service.ts'
import { createBudgets } from './budgets/service.ts'
import { SEVERITIES } from './alarms/types.ts'
import { createInner, type Inner, type MaintenanceNeeds } from './inner.ts'
import { OPEN } from './orders/rules.ts'
import { KINDS, PRIORITIES, STATES } from './orders/types.ts'
import { createOrders } from './orders/service/index.ts'

const LOCAL = /^\d{4}-\d\d-\d\dT\d\d:\d\d/
const minutesOf = (local: string) => Number(local.slice(11, 13)) * 60 + Number(local.slice(14, 16))
const SWEEP_JOB = 'infrastructure.maintenance.sweep'
/** Every minute: what was not read is missed by the minute. */
export const SWEEP = { job: SWEEP_JOB, cron: '* * * * *' } as const

export type Maintenance = ReturnType<typeof createMaintenance>

export function createMaintenance(needs: MaintenanceNeeds) {
  const inner: Inner = { ...needs, ...createInner(needs) }
  const zone = zoneOf(needs.timezone)
  const alarms = createAlarms(inner)
  const orders = createOrders(inner, alarms)
  const budgets = createBudgets(inner)
  const sweep = async () => {
    await alarms.sweep(orders.withoutOrder)
    await orders.makeDue()
  }
  needs.jobs.define(SWEEP_JOB, sweep)
  return {
    alarms,
    orders,
    budgets,
    sweep,
    /** What forms offer. */
    choices: { severities: SEVERITIES, states: STATES, open: OPEN, kinds: KINDS, priorities: PRIORITIES },
    now: inner.now,
    /** The instant at which the city's clock shows `2026-11-26T14:30`; one that is none is an invalid date. */
    instantOf: (local: string): Date =>
      LOCAL.test(local) ? new Date(zone.startOf(local.slice(0, 10), minutesOf(local))) : new Date(NaN),
    /** What things are called, by their ids; those without a name are left out. */
    async namesOf(entityIds: readonly string[]): Promise<Map<string, string>> {
      const kinds = await needs.context.kinds(needs.db, entityIds)
      return new Map([...kinds].flatMap(([id, { name }]) => (name === undefined ? [] : [[id, name]])))
    },
    /** The names of those who work there or for the whole city, by their accounts. */
    async peopleBy(organisationId: string): Promise<Map<string, string>> {
      const city = (await needs.identity.organisations()).find(({ kind }) => kind === 'city')?.id
      const all = await Promise.all(
        [...new Set([organisationId, city ?? organisationId])].map((id) => needs.identity.members(inner.house, id)),
      )
      return new Map(all.flat().map(({ accountId, name }) => [accountId, name]))
    },
  }
}
