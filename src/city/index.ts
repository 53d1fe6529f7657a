/** City packs: a city as data and words, checked, read, and brought into the house. */
export { analysisInputOf } from './analyse.ts'
export { checkCity } from './check/index.ts'
export { loadCity } from './load.ts'
export { migrations } from './migrations/index.ts'
export { CityInvalid, readCity } from './read.ts'
export { standardsOf } from './strategies.ts'
export { ownOf, targetsOf } from './targets.ts'
export type { Area, City, CityInfo, Definition, Door, Fact, PeerGroup, Problem, Strategy, Texts } from './types.ts'
