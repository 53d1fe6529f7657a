/** How far an index depends on the choices of its makers: ranks of units over many runs with varied choices. */
export { sensitivity } from './run.ts'
export {
  VARIATION,
  type Asked,
  type ChoiceEffect,
  type RankShift,
  type Sensitivity,
  type UnitRange,
  type Variation,
  type WeightVariation,
} from './types.ts'
