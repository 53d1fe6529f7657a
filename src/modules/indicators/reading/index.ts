/**
 * Reading figure files: CSV, spreadsheets, GUS BDL, JSON-stat and SDMX-CSV in, batches of accepted and rejected rows out;
 * and CSV written back.
 */
export { inspect, readFigures } from './read.ts'
export { BESIDE, hasTexts, openTexts } from './texts.ts'
export { rowAt } from './batches.ts'
export { rejectedCsv, TIDY, tidyCsv, tidyCsvOf, type Say, type TidyRow } from './write.ts'
export { readDimension } from './dimensions.ts'
export { readPeriod } from './periods.ts'
export { GUS_UNITS } from './gus-units.ts'
export { DIAGNOSTICS, HEADER_COLUMN, plain } from './roles.ts'
export { SDMX_TOTAL, toSdmxId } from './sdmx.ts'
export { statusReader } from './statuses.ts'
export { FORMATS, REASONS, REMARKS, ROLES, REJECTION_CODES, STATUSES } from './types.ts'
export type {
  Accepted,
  AcceptedRow,
  Batch,
  BdlMapping,
  Column,
  Container,
  Format,
  Inspection,
  Known,
  KnownMeasure,
  Layout,
  ReadOptions,
  Reason,
  Rejection,
  RejectionCode,
  Remark,
  Remembered,
  Role,
  Status,
} from './types.ts'
