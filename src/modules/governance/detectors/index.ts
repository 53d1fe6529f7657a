/** Detectors: what in a table is about persons. `scan(table)` reads it once. */
export { examineTexts, K_DEFAULT, scan } from './scan.ts'
export { examineFile, UNREAD } from './files.ts'
export { lookThrough, type Looking, type LookingOptions } from './looking.ts'
export { mask } from './mask.ts'
export { headerWords, type HeaderWord } from './headers.ts'
export {
  DETECTORS,
  EVIDENCE,
  PROPOSALS,
  type Detected,
  type Detector,
  type Evidence,
  type Proposal,
  type Scan,
  type ScanColumn,
  type ScanOptions,
  type ScanTable,
} from './types.ts'
