/** The choices of an evaluation, as the command line names them. */
import { EffectPlan, type EffectMethod } from '#stats'
import { refuse } from '../models/refusals.ts'
import { numberOf } from '../models/options.ts'

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
} as const

type Many = 'cluster' | 'covariate'
export type EffectValues = { [Name in Exclude<keyof typeof EFFECT_OPTIONS, Many | 'unadjusted'>]?: string } & {
  [Name in Many]?: string[]
} & { unadjusted?: boolean }

/** Those that other commands brought in already. */
type Shared = { from?: string; level?: string; missing?: string; weights?: string; model?: string }
export type Given = EffectValues & Shared

/** A method's name on the command line. */
export const METHODS: Record<string, EffectMethod> = {
  randomised: 'randomised',
  clusters: 'clusters',
  did: 'did',
  event: 'event',
  its: 'its',
  synth: 'synthetic',
  before: 'before',
}

/** What the plan calls `unitOfOutcome` is `--outcome-unit` here. */
const NAMES: Record<string, string> = {
  unitOfOutcome: 'outcome-unit',
  treatedUnit: 'treated-unit',
  predictorWeights: 'predictor-weights',
  covariates: 'covariate',
  adjust: 'unadjusted',
}

/** Throws `stats.file.option` with the option that is missing or wrong. */
export function planOf(method: EffectMethod, values: Given): EffectPlan {
  const given = (option: keyof Given, read: (text: string) => unknown = (text) => text) => typeof values[option] === 'string' ? { [planName(option)]: read(values[option]) } : {} // prettier-ignore
  const number = (option: string) => (text: string) => numberOf(option, text)
  const parsed = EffectPlan.safeParse({
    method,
    ...given('outcome'),
    ...given('outcome-unit'),
    ...given('unit'),
    ...given('time'),
    ...given('treated'),
    ...given('starts'),
    ...given('from'),
    ...given('missing'),
    ...given('weights'),
    ...given('model'),
    ...given('change'),
    ...given('exposure'),
    ...given('treated-unit'),
    ...given('donors', listOf),
    ...given('predictors', listOf),
    ...given('predictor-weights', (text) => listOf(text).map(number('predictor-weights'))),
    ...given('level', number('level')),
    ...given('lag', number('lag')),
    ...given('leads', number('leads')),
    ...given('lags', number('lags')),
    ...(values.cluster ? { cluster: method === 'clusters' ? values.cluster[0] : values.cluster.flatMap(listOf) } : {}),
    ...(values.covariate ? { covariates: values.covariate.flatMap(listOf) } : {}),
    ...(values.unadjusted ? { adjust: false } : {}),
    ...seasonOf(values),
  })
  if (parsed.success) return parsed.data
  const { path, message } = parsed.error.issues[0]!
  const name = String(path[0] ?? 'method')
  throw refuse.option({ option: NAMES[name] ?? name, found: String(values[name as keyof Given] ?? ''), right: message })
}

const planName = (option: string): string => Object.keys(NAMES).find((name) => NAMES[name] === option) ?? option
const listOf = (text: string): string[] => text.split(',').map((name) => name.trim()).filter((name) => name !== '') // prettier-ignore

/** `--season 12` a level for each of twelve places, `--season 12 --harmonics 2` two waves over them. */
function seasonOf({ season, harmonics }: EffectValues) {
  if (season === undefined) return {}
  const length = numberOf('season', season)
  return { season: harmonics === undefined ? { kind: 'places', length } : { kind: 'harmonics', pairs: numberOf('harmonics', harmonics), length } } // prettier-ignore
}
