/** Reading figure files: tidy CSV and GUS BDL exports in, batches of accepted and rejected rows out; and CSV written back. */
export { inspect, readFigures } from './read.ts'
export { rowAt } from './batches.ts'
export { rejectedCsv, tidyCsv, writeCsv, type CsvOptions, type Say, type TidyRow } from './write.ts'
export { DELIMITERS, REASONS, REJECTION_CODES, STATUSES } from './types.ts'
export type {
  Accepted,
  AcceptedRow,
  Batch,
  BdlMapping,
  Decimal,
  Delimiter,
  Encoding,
  Format,
  Inspection,
  Known,
  KnownMeasure,
  Layout,
  ReadOptions,
  Reason,
  Rejection,
  RejectionCode,
  Role,
  Source,
  Status,
} from './types.ts'
