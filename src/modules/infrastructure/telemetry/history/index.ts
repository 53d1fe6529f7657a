/** History: what a series was, at every zoom, without loading all of it. */
export { createHistory, HISTORY_POINTS_MAX, type HistoryRoom } from './service.ts'
export type { History, HistoryPoint, Latest, Span, Which } from './types.ts'
export { completenessOf, type Completeness } from './rules.ts'
