/**
 * Checks what left the house, offline and without a database: a proof, a value with its way back, or a whole log. Nothing
 * here throws on what it is given; the report says what held and what did not.
 */
export { jsonOf, verifyBundle, verifyPath } from './formats.ts'
export { verifyLog } from './log.ts'
export { folderSource, tarSource, type LogSource } from './sources.ts'
export { verifyConsistencyBundle, verifyProof } from './proof.ts'
export { verifyValue, ValueBundle } from './value.ts'
export type { Options, Recompute } from './options.ts'
export type { Check, Report } from '#platform/ledger'
