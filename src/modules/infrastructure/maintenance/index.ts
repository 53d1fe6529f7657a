/** Maintenance: what is wrong (`alarms/`), who must act and has (`orders/`), what it costs each unit (`budgets/`). */
export { createMaintenance, SWEEP as MAINTENANCE_SWEEP, type Maintenance } from './service.ts'
export { maintenanceRoutes } from './routes.ts'
export type { Alarm, AlarmEvent, Rule as AlarmRule, RuleDraft as AlarmRuleDraft } from './alarms/types.ts'
export type { Order, OrderDraft, Schedule, ScheduleDraft, State as OrderState } from './orders/types.ts'
export { workingDayAfter } from './orders/worktime.ts'
export type { Care, Sla } from './orders/rules.ts'
export type { Budget } from './budgets/types.ts'
