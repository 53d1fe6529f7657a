/**
 * Reports: what was known at one moment, written down for good, read as a page, as PDF and as data, published by a person.
 * Needs the database, clock, ids, ledger, files, jobs, places, indicators, analysis, a press that prints
 * and what the city pack says of the city.
 */
export { createReports, type Reports } from './service/index.ts'
export { reportRoutes } from './routes.ts'
export { migrations } from './migrations/index.ts'
export type { Profile } from './writing/index.ts'
export {
  Content,
  KINDS,
  YEAR_MIN,
  type CityContent,
  type Count,
  type Direction,
  type Fact,
  type Figure,
  type Gap,
  type Indicator,
  type Judgement,
  type Line,
  type Report,
  type ReportRequest,
  type StandardContent,
  type Theme,
} from './types/index.ts'
