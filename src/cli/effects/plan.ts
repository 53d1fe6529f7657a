/** The plan of an evaluation, from what stands on the command line. */
import { EffectPlan, type EffectMethod } from '#stats'
import { numberOf } from '../models/options.ts'
import { refuse } from '../models/refusals.ts'
import type { EffectValues, Given } from './options.ts'

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
    ...given('overdispersion'),
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
  const { path, message, code } = parsed.error.issues[0]!
  const name = String(path[0] ?? 'method')
  throw refuse.option({
    option: NAMES[name] ?? name,
    found: String(values[(NAMES[name] ?? name) as keyof Given] ?? ''),
    right: code === 'invalid_type' ? 'the name of a column, or a value' : message,
  })
}

const planName = (option: string): string => Object.keys(NAMES).find((name) => NAMES[name] === option) ?? option
const listOf = (text: string): string[] => text.split(',').map((name) => name.trim()).filter((name) => name !== '') // prettier-ignore

/** `--season 12` a level for each of twelve places, `--season 12 --harmonics 2` two waves over them. */
function seasonOf({ season, harmonics }: EffectValues) {
  if (season === undefined) return {}
  const length = numberOf('season', season)
  return { season: harmonics === undefined ? { kind: 'places', length } : { kind: 'harmonics', pairs: numberOf('harmonics', harmonics), length } } // prettier-ignore
}
