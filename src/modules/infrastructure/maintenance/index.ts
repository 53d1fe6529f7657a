/** Maintenance: what is wrong (`alarms/`), who must act and has (`orders/`), what it costs each unit (`budgets/`). */
export { createMaintenance, SWEEP as MAINTENANCE_SWEEP, type Maintenance } from './service.ts'
export type { MaintenanceNeeds, Settled } from './inner.ts'
export { alarmRoutes } from './alarms/routes.ts'
export { SEVERITIES, type Alarm, type AlarmEvent, type Condition, type Rule as AlarmRule, type RuleDraft as AlarmRuleDraft } from './alarms/types.ts' // prettier-ignore
