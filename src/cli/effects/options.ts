/** The choices of an evaluation, as the command line names them. */

/** For `parseArgs`; `from`, `level`, `missing`, `weights`, `model`, `kind` are those of other commands too. */
export const EFFECT_OPTIONS = {
  outcome: { type: 'string' },
  'outcome-unit': { type: 'string' },
  unit: { type: 'string' },
  time: { type: 'string' },
  treated: { type: 'string' },
  starts: { type: 'string' },
  cluster: { type: 'string', multiple: true },
  covariate: { type: 'string', multiple: true },
  'treated-unit': { type: 'string' },
  donors: { type: 'string' },
  predictors: { type: 'string' },
  'predictor-weights': { type: 'string' },
  effect: { type: 'string' },
  variance: { type: 'string' },
  se: { type: 'string' },
  study: { type: 'string' },
  p: { type: 'string' },
  cost: { type: 'string' },
  'cost-se': { type: 'string' },
  currency: { type: 'string' },
  bundle: { type: 'string' },
  title: { type: 'string' },
  change: { type: 'string' },
  exposure: { type: 'string' },
  harmonics: { type: 'string' },
  season: { type: 'string' },
  lag: { type: 'string' },
  unadjusted: { type: 'boolean' },
  leads: { type: 'string' },
  lags: { type: 'string' },
  overdispersion: { type: 'string' },
  design: { type: 'string' },
  n: { type: 'string' },
  power: { type: 'string' },
  sd: { type: 'string' },
  ratio: { type: 'string' },
  alpha: { type: 'string' },
  sides: { type: 'string' },
  without: { type: 'string' },
  with: { type: 'string' },
  'cluster-size': { type: 'string' },
  icc: { type: 'string' },
} as const

type Many = 'cluster' | 'covariate'
export type EffectValues = { [Name in Exclude<keyof typeof EFFECT_OPTIONS, Many | 'unadjusted'>]?: string } & {
  [Name in Many]?: string[]
} & { unadjusted?: boolean }

/** Those that other commands brought in already. */
type Shared = { from?: string; level?: string; missing?: string; weights?: string; model?: string }
export type Given = EffectValues & Shared
