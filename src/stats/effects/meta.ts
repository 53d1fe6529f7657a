/** What several evaluations of one thing say together: effects weighed by how exactly each was measured. */
import { normalQuantileUpper, normalUpper } from '../normal.ts'
import { chiUpper } from './distributions.ts'
import { refuse } from './refusals.ts'

export type Study = { readonly name: string; readonly effect: number; readonly variance: number }

/** `fixed`: all measure one effect. The others: each place has its own, around a mean, with the variance tau². */
export const META_MODELS = ['fixed', 'dersimonianLaird', 'reml'] as const
export type MetaModel = (typeof META_MODELS)[number]

export type ForestRow = { name: string; effect: number; low: number; high: number; weight: number }

export type Meta = {
  model: MetaModel
  k: number
  level: number
  mean: number
  se: number
  z: number
  p: number
  low: number
  high: number
  /** Whether the studies differ by more than chance: Cochran's Q, its p, and the share of the spread that is not chance. */
  q: { value: number; freedom: number; p: number }
  iSquared_percent: number
  hSquared: number
  /** 0 and null where all are taken to measure one effect. */
  tauSquared: number
  tauSquared_se: number | null
  /** Where the effect in a further place is to be expected, by the normal distribution; null where all measure one effect. */
  prediction: { low: number; high: number } | null
  /** `weight` in shares of one. */
  forest: ForestRow[]
}

export const STUDIES_MAX = 500
const STUDIES_MIN = 2
const LEVEL = 0.95

/** Throws `stats.effects.tooFewRows`, `tooMany`, `notFinite`, `variance`, `option` (level). */
export function meta(studies: readonly Study[], model: MetaModel = 'reml', level = LEVEL): Meta {
  demandStudies(studies, level)
  const k = studies.length
  const effects = studies.map(({ effect }) => effect)
  const variances = studies.map(({ variance }) => variance)
  const fixed = pooled(effects, variances, 0)
  const freedom = k - 1
  const typical = (freedom * fixed.w1) / (fixed.w1 ** 2 - fixed.w2)
  const laird = Math.max(0, (fixed.q - freedom) / (fixed.w1 - fixed.w2 / fixed.w1))
  const tauSquared = model === 'fixed' ? 0 : model === 'reml' ? reml(effects, variances, laird) : laird
  const { mean, w1, weights, information } = pooled(effects, variances, tauSquared)
  const se = Math.sqrt(1 / w1)
  const band = normalQuantileUpper((1 - level) / 2)
  // Of the fixed model by Q, of the others by tau² beside the variance that a typical study has.
  const hSquared = model === 'fixed' ? fixed.q / freedom : tauSquared / typical + 1
  const iSquared_percent = hSquared > 1 ? 100 * (1 - 1 / hSquared) : 0
  const ahead = band * Math.sqrt(se ** 2 + tauSquared)
  return {
    ...{ model, k, level, mean, se, z: mean / se, p: 2 * normalUpper(Math.abs(mean / se)) },
    ...{ low: mean - band * se, high: mean + band * se },
    q: { value: fixed.q, freedom, p: chiUpper(fixed.q, freedom) },
    ...{ iSquared_percent, hSquared, tauSquared },
    tauSquared_se: model === 'reml' ? Math.sqrt(2 / information) : null,
    prediction: model === 'fixed' ? null : { low: mean - ahead, high: mean + ahead },
    forest: studies.map(({ name, effect, variance }, i) => {
      const own = band * Math.sqrt(variance)
      return { name, effect, low: effect - own, high: effect + own, weight: weights[i]! / w1 }
    }),
  }
}

function demandStudies(studies: readonly Study[], level: number): void {
  if (!(level > 0 && level < 1)) throw refuse.option({ option: 'level', found: String(level) })
  if (studies.length < STUDIES_MIN) throw refuse.tooFewRows({ found: studies.length, least: STUDIES_MIN })
  if (studies.length > STUDIES_MAX) throw refuse.tooMany({ found: studies.length, most: STUDIES_MAX })
  studies.forEach(({ effect, variance }, i) => {
    if (!Number.isFinite(effect)) throw refuse.notFinite({ row: i + 1, column: 'effect', found: String(effect) })
    if (!Number.isFinite(variance) || variance <= 0) throw refuse.variance({ row: i + 1, found: String(variance) })
  })
}

function pooled(effects: readonly number[], variances: readonly number[], tauSquared: number) {
  const weights = variances.map((variance) => 1 / (variance + tauSquared))
  const [w1, w2, w3] = [1, 2, 3].map((power) => sum(weights.map((weight) => weight ** power))) as [number, number, number] // prettier-ignore
  const mean = sum(weights.map((weight, i) => weight * effects[i]!)) / w1
  const off = effects.map((effect) => (effect - mean) ** 2)
  const q = sum(weights.map((weight, i) => weight * off[i]!))
  return {
    ...{ weights, w1, w2, mean, q },
    /** Of the restricted likelihood: its slope by tau², times two, and how sharply it bends there. */
    score: sum(weights.map((weight, i) => weight ** 2 * off[i]!)) - (w1 - w2 / w1),
    information: w2 - (2 * w3) / w1 + (w2 / w1) ** 2,
  }
}

const ROUNDS_MAX = 1_000

/** The tau² of the largest restricted likelihood, by Fisher scoring; it is never below zero. */
function reml(effects: readonly number[], variances: readonly number[], start: number): number {
  let tauSquared = start
  for (let round = 0; round < ROUNDS_MAX; round++) {
    const { score, information } = pooled(effects, variances, tauSquared)
    const next = Math.max(0, tauSquared + score / information)
    if (Math.abs(next - tauSquared) <= 1e-14 * (tauSquared || Math.min(...variances))) return next
    tauSquared = next
  }
  return tauSquared
}

const sum = (all: readonly number[]): number => all.reduce((total, value) => total + value, 0)
