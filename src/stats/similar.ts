/** Which units are built most like a given one: near it in chosen traits, each counted in standard deviations. */
import { refusals } from '#platform/errors'
import { moments } from './moments.ts'

export const refuse = refusals('stats.similar', {
  unknownUnit: 422,
  duplicateUnit: 422,
  noTraits: 422,
  missingColumn: 422,
  columnLength: 422,
  notFinite: 422,
  weight: 422,
  weightsZero: 422,
  share: 422,
})

/** Traits that are positive and more skewed than this (bias-corrected) are compared by their logarithms. */
export const SKEW_LOG_FROM = 1
/** The share of the weights for which both units must have figures. */
export const SHARE_MIN = 0.5
const FIGURES_MIN = 2
const MAGNITUDE_MAX = 1e100
/** The weights add up to 1 but for this, and figures that differ by less are equal. */
const ROUNDING = 1e-12

export type Trait = { readonly code: string; readonly weight: number }

/** What a trait was compared by. */
export type Scale = {
  readonly code: string
  /** Among the traits that count, adding up to 1; 0 for one that does not. */
  readonly weight: number
  readonly log: boolean
  /** In the units of the trait, or of its logarithm; null where it does not count. */
  readonly mean: number | null
  readonly sd: number | null
  /** Why it does not count: nothing is known of the unit itself, or it is (nearly) equal for all. */
  readonly excluded: 'unknown' | 'constant' | null
}

export type Likeness = {
  readonly unit: string
  /** The root of the weighted mean of the squared differences; 0 for a twin, 1 for one standard deviation in every trait. */
  readonly distance: number
  /** How many deviations the other is above the unit, and what share of the squared distance comes from that; null where the other has no figure. */
  readonly traits: readonly {
    readonly code: string
    readonly difference: number | null
    readonly share: number | null
  }[]
  /** The share of the weights for which both have figures. */
  readonly known: number
}

export type Similar = {
  readonly unit: string
  readonly scales: readonly Scale[]
  /** Nearest first. */
  readonly nearest: readonly Likeness[]
  /** With too few figures to be compared. */
  readonly leftOut: readonly { readonly unit: string; readonly known: number }[]
}

type Table = {
  readonly units: readonly string[]
  readonly columns: ReadonlyMap<string, readonly (number | null)[]>
}

/**
 * All other units by their likeness to one. Of two units only the traits count that both have, re-weighted; those with less
 * than `shareMin` of the weights are left out. Throws `stats.similar.…`.
 */
export function similar(
  unit: string,
  { units, columns }: Table,
  traits: readonly Trait[],
  { shareMin = SHARE_MIN }: { shareMin?: number } = {},
): Similar {
  if (!(shareMin > 0 && shareMin <= 1)) throw refuse.share({ found: String(shareMin) })
  const at = units.indexOf(unit)
  if (at < 0) throw refuse.unknownUnit({ unit })
  checkUnits(units)
  checkTraits(traits)
  const scaled = traits.map((trait) => scaleOf(trait, numbers(columns, trait.code, units), at))
  const sum = scaled.reduce((total, { scale }) => total + (scale.excluded ? 0 : scale.weight), 0)
  const counting = scaled.map(({ scale, deviations }) => ({
    scale: { ...scale, weight: scale.excluded || sum === 0 ? 0 : scale.weight / sum },
    deviations,
  }))
  const likenesses = units.flatMap((_, i) => (i === at ? [] : [likeness(units[i]!, i, at, counting)]))
  const enough = ({ known }: Likeness) => known >= shareMin - ROUNDING
  return {
    unit,
    scales: counting.map(({ scale }) => scale),
    nearest: likenesses.filter(enough).sort((a, b) => a.distance - b.distance || (a.unit < b.unit ? -1 : 1)),
    leftOut: likenesses.filter((one) => !enough(one)).map(({ unit, known }) => ({ unit, known })),
  }
}

function checkUnits(units: readonly string[]): void {
  const seen = new Set<string>()
  for (const unit of units) {
    if (seen.has(unit)) throw refuse.duplicateUnit({ unit })
    seen.add(unit)
  }
}

function checkTraits(traits: readonly Trait[]): void {
  if (traits.length === 0) throw refuse.noTraits()
  for (const { code, weight } of traits)
    if (!(weight >= 0 && weight <= 1e9)) throw refuse.weight({ trait: code, found: String(weight) })
  if (traits.every(({ weight }) => weight === 0)) throw refuse.weightsZero()
}

function numbers(columns: Table['columns'], code: string, units: readonly string[]): (number | null)[] {
  const column = columns.get(code)
  if (!column) throw refuse.missingColumn({ trait: code })
  if (column.length !== units.length)
    throw refuse.columnLength({ trait: code, found: column.length, expected: units.length })
  column.forEach((value, i) => {
    if (value !== null && !(Math.abs(value) <= MAGNITUDE_MAX))
      throw refuse.notFinite({ trait: code, unit: units[i]!, found: String(value) })
  })
  return [...column]
}

type Scaled = { scale: Scale; deviations: readonly (number | null)[] }

function scaleOf({ code, weight }: Trait, column: (number | null)[], at: number): Scaled {
  const without = (excluded: Scale['excluded']): Scaled => ({
    scale: { code, weight: 0, log: false, mean: null, sd: null, excluded },
    deviations: column.map(() => null),
  })
  if (column[at] === null) return without('unknown')
  const known = Float64Array.from(column.filter((value) => value !== null))
  const log = known.every((value) => value > 0) && moments(known).skewness > SKEW_LOG_FROM
  const { mean, sd } = moments(log ? known.map(Math.log) : known)
  if (known.length < FIGURES_MIN || !(sd > ROUNDING * Math.abs(mean))) return without('constant')
  const deviations = column.map((value) => (value === null ? null : ((log ? Math.log(value) : value) - mean) / sd))
  return { scale: { code, weight, log, mean, sd, excluded: null }, deviations }
}

function likeness(unit: string, other: number, at: number, scaled: readonly Scaled[]): Likeness {
  const found = scaled.map(({ scale, deviations }) => {
    const [own, theirs] = [deviations[at]!, deviations[other]!]
    const difference = own === null || theirs === null ? null : theirs - own
    return { code: scale.code, weight: scale.weight, difference, squared: scale.weight * (difference ?? 0) ** 2 }
  })
  const known = found.reduce((sum, { weight, difference }) => sum + (difference === null ? 0 : weight), 0)
  const total = found.reduce((sum, { squared }) => sum + squared, 0)
  return {
    unit,
    distance: known > 0 ? Math.sqrt(total / known) : 0,
    known: Math.min(1, known),
    traits: found.map(({ code, difference, squared }) => ({
      ...{ code, difference },
      share: difference === null ? null : total === 0 ? 0 : squared / total,
    })),
  }
}
