/**
 * Search over descriptions of datasets, in memory: forgiving of endings, letters and slips, with exact counts. `engine`
 * answers, `entry` says what of a dataset is searched, `following` keeps up with what is published, in this process and others.
 */
export { Engine } from './engine.ts'
export { entryOf, starsOf } from './entry.ts'
export { createSearch, type Search, type Source } from './following.ts'
export {
  FACETS,
  ROWS_MAX,
  SORTS,
  type Answer,
  type Count,
  type Entry,
  type Facet,
  type Question,
  type Sort,
} from './types.ts'
