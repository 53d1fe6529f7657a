/** Maintenance: what is wrong (`alarms/`), who must act and has (`orders/`), what it costs each unit (`budgets/`). */
export { createMaintenance, SWEEP as MAINTENANCE_SWEEP, type Maintenance } from './service.ts'
export { maintenanceRoutes } from './routes.ts'
export {
  SEVERITIES,
  type Alarm,
  type AlarmEvent,
  type Rule as AlarmRule,
  type RuleDraft as AlarmRuleDraft,
} from './alarms/types.ts'
export {
  KINDS as ORDER_KINDS,
  PRIORITIES,
  STATES as ORDER_STATES,
  type Order,
  type OrderDraft,
  type Schedule,
  type ScheduleDraft,
  type State as OrderState,
} from './orders/types.ts'
export { needsReason, OPEN as OPEN_ORDERS, type Care, type Sla } from './orders/rules.ts'
export type { Budget } from './budgets/types.ts'
