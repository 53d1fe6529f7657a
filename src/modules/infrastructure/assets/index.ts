/**
 * Assets: the city's things — what kinds there are, what each is, where, whose, and what a passer-by reports of it. Knows
 * nothing of maintenance, which builds on it.
 */
export { createAssets, type Assets, type AssetsNeeds } from './service/index.ts'
export { assetRoutes } from './routes.ts'
export { KINDS, kindOf, type Kind, type KindField } from './kinds/index.ts'
export {
  ThingDraft,
  STATES as THING_STATES,
  Filter as ThingFilter,
  type Shown as ShownThing,
  type State as ThingState,
  type Thing,
} from './types.ts'
