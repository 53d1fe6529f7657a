/** An effect in plain words: what was found, how sure that is, what must hold for it, what it cannot tell. */
import type { Words } from '../catalogue.ts'
import type { Key } from '../en.ts'
import type { Formats } from '../format.ts'

type Figures = Readonly<Record<string, number | string>>
/** What of an effect is said; the model itself stands in `#stats`. */
export type EffectTold = {
  readonly method: string
  readonly outcome: string
  readonly unit?: string
  readonly scale: 'difference' | 'ratio'
  readonly estimate: number
  readonly interval: { readonly low: number; readonly high: number; readonly level: number } | null
  readonly p: number | null
  readonly without: number | null
  readonly errors: {
    readonly kind: string
    readonly clusters?: readonly string[]
    readonly lag?: number
    readonly factor?: string
  }
  readonly n: { readonly rows: number; readonly units: number; readonly periods: number; readonly treated: number }
  readonly parts: readonly {
    readonly id: string
    readonly name?: string
    readonly estimate: number
    readonly low: number | null
    readonly high: number | null
    readonly p: number | null
  }[]
  readonly assumptions: readonly { readonly id: string; readonly verdict: string; readonly figures: Figures }[]
  readonly cautions: readonly { readonly id: string; readonly figures?: Figures }[]
}
export type EffectSaid = {
  readonly method: { readonly name: string; readonly what: string }
  readonly found: string
  /** Interval, chance and what would have been, each a sentence. */
  readonly sure: readonly string[]
  readonly cannot: string
  readonly cautions: readonly string[]
  readonly assumptions: readonly {
    readonly id: string
    readonly name: string
    readonly verdict: string
    readonly verdictName: string
    readonly text: string
  }[]
  readonly basis: string
  readonly errors: string
  readonly parts: readonly {
    readonly name: string
    readonly value: string
    readonly interval: string
    readonly chance: string
  }[]
}

const DIGITS = 3

export function effectSaid(
  words: Words<Key>,
  format: Pick<Formats, 'number' | 'value'>,
  effect: EffectTold,
): EffectSaid {
  const { t, has } = words
  const { method, errors, n } = effect
  const number = (value: number) => format.number(...rounded(value))
  const known = (key: string, values: Figures, otherwise: string) => (has(key) ? t(key, values) : otherwise)
  return {
    method: {
      name: known(`effects.method.${method}.name`, {}, method),
      what: known(`effects.method.${method}.what`, {}, ''),
    },
    ...foundSaid(words, format, effect),
    cannot: known(`effects.method.${method}.cannot`, {}, ''),
    cautions: effect.cautions.map(({ id, figures = {} }) => known(`effects.caution.${id}`, figures, id)),
    assumptions: effect.assumptions.map(({ id, verdict, figures }) => ({
      ...{ id, verdict },
      name: known(`effects.assumption.${id}.name`, {}, id),
      verdictName: known(`effects.verdict.${verdict}`, {}, verdict),
      text: known(
        `effects.assumption.${id}.text`,
        { ...figures, verdict, chance: typeof figures.p === 'number' ? chanceSaid(words, figures.p) : '' },
        '',
      ),
    })),
    basis: t('effects.basis', n),
    errors: [
      known(
        `effects.errors.${errors.kind}`,
        { clusters: (errors.clusters ?? []).join(', '), lag: errors.lag ?? 0 },
        errors.kind,
      ),
      ...(errors.factor ? [t('effects.errors.factor', { factor: errors.factor })] : []),
    ].join('; '),
    parts: effect.parts.map(({ id, name, estimate, low, high, p }) => ({
      name:
        id === 'covariate' || id === 'point'
          ? `${known(`effects.part.${id}`, {}, id)}: ${name ?? ''}`
          : known(`effects.part.${id}`, {}, name ?? id),
      value: number(estimate),
      interval: low === null || high === null ? '' : `${number(low)} … ${number(high)}`,
      chance: p === null ? '' : chanceSaid(words, p),
    })),
  }
}

function foundSaid(
  { t }: Words<Key>,
  format: Pick<Formats, 'number' | 'value'>,
  effect: EffectTold,
): Pick<EffectSaid, 'found' | 'sure'> {
  const { scale, outcome, unit = '', estimate, interval, p, without } = effect
  const words = { t } as Words<Key>
  const plain = (value: number) => format.value(rounded(value)[0], unit, rounded(value)[1])
  // What one share is more than another is told in points.
  const points = unit === '%' ? 'pp' : unit
  const apart = (value: number) => format.value(rounded(value)[0], points, rounded(value)[1])
  const percent = (ratio: number) => format.value(...percentOf(ratio - 1))
  const size = (value: number) => (scale === 'ratio' ? percent(value) : apart(value))
  const none = scale === 'ratio' ? 1 : 0
  const sure = interval ? interval.low > none || interval.high < none : p !== null && p < 0.05
  const by = scale === 'ratio' ? format.value(...percentOf(Math.abs(estimate - 1))) : apart(Math.abs(estimate))
  const signed = `${estimate > none ? '+' : ''}${size(estimate)}`
  const told = { sure: sure ? 'yes' : 'no', outcome, by, signed, direction: estimate > none ? 'up' : 'down' }
  const with_ = without === null ? null : scale === 'ratio' ? without * estimate : without + estimate
  return {
    found: interval === null && p === null ? t('effects.found.unsure', told) : t(`effects.found.${scale}`, told),
    sure: [
      ...(interval
        ? [t('effects.interval', { level: interval.level, low: size(interval.low), high: size(interval.high) })]
        : []),
      ...(p === null ? [] : [t(interval ? 'effects.byChance' : 'effects.byPlacebo', { chance: chanceSaid(words, p) })]),
      ...(without === null || with_ === null
        ? []
        : [t('effects.without', { without: plain(without), with: plain(with_) })]),
    ],
  }
}

/** “about 3 times in 100” says more to most than p = 0.03. */
export function chanceSaid({ t }: Words<Key>, p: number): string {
  const hundred = Math.round(p * 100)
  return p >= 0.02
    ? t('effects.chance', { of: 'hundred', n: hundred })
    : t('effects.chance', { of: 'thousand', n: Math.round(p * 1_000) })
}

/** Three digits that count, and as many decimals as they take. */
function rounded(value: number): [number, number] {
  if (value === 0 || !Number.isFinite(value)) return [value, 0]
  const decimals = Math.min(12, Math.max(0, DIGITS - 1 - Math.floor(Math.log10(Math.abs(value)))))
  return [value, decimals]
}
const percentOf = (share: number): [number, string, number] => [share * 100, '%', 1]
