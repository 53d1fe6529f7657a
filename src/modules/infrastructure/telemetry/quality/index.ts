/** Quality: doubtful readings are marked by stated rules; a person may leave them out of the rollups, with a reason. */
export { createQuality, type Quality } from './service.ts'
export { MARKS, type Exclusion, type MarkKind, type QualityMark, type Rule } from './types.ts'
