/**
 * Reports: what was known at one moment, written down for good, read as a page, as PDF and as data, published by a person.
 * Needs the database, clock, ids, ledger, files, jobs, places, indicators and a press that prints.
 */
export { createReports, type Reports } from './service/index.ts'
export { reportRoutes } from './routes.ts'
export { migrations } from './migrations/index.ts'
export {
  Content,
  KINDS,
  YEAR_MIN,
  type Count,
  type Figure,
  type Indicator,
  type Line,
  type Report,
  type ReportRequest,
  type StandardContent,
  type Theme,
} from './types/index.ts'
