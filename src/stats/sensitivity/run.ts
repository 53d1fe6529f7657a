/** The analysis: many runs with varied choices, and each choice changed by itself. */
import { CHOICES, type Choices, type Structure, type Table } from '../composite/index.ts'
import { plant, type Tree } from '../composite/structure.ts'
import { pick, type Random } from '../random.ts'
import { quantileSorted } from '../robust.ts'
import { placesOf, shift } from './places.ts'
import { checkAsked } from './refusals.ts'
import {
  VARIATION,
  type Asked,
  type ChoiceEffect,
  type Factor,
  type Sensitivity,
  type UnitRange,
  type Variation,
} from './types.ts'
import { createVariants, type Variants } from './variants.ts'
import { drawWeights, equalWeights } from './weights.ts'

const FACTORS: readonly Factor[] = ['imputation', 'treatment', 'normalisation', 'aggregation']
const TOP = 10
/** After so many figures the rest of the program gets its turn: some tens of milliseconds. */
const FIGURES_PER_TURN = 4_000_000

/** Throws `stats.composite.…`, `stats.sensitivity.…`, and the signal's reason once it is aborted. */
export async function sensitivity(table: Table, structure: Structure, asked: Asked): Promise<Sensitivity> {
  const nominal: Choices = { ...CHOICES, ...asked.nominal }
  const vary = asked.vary ?? VARIATION
  checkAsked(asked, vary, table.units.length)
  const tree = plant(structure)
  const variants = createVariants(table, tree, nominal)
  const base = placesOf(variants.scores(nominal, tree.weights))
  const { runs } = asked
  const turns = createTurns(asked, variants.units.length * tree.indicators.length, runs + tree.indicators.length)
  const places = new Uint32Array(runs * base.length)
  let shifts = 0
  for (let run = 0; run < runs; run++) {
    await turns.next()
    const random = asked.random(run)
    const choices = drawChoices(nominal, vary, random)
    const found = placesOf(variants.scores(choices, drawWeights(tree, vary.weights, random)))
    places.set(found, run * base.length)
    shifts += shift(base, found, variants.units).meanShift
  }
  const dropped: Sensitivity['dropped'][number][] = []
  for (const [i, { code }] of tree.indicators.entries()) {
    await turns.next()
    const scores = variants.scoresWithout(i, nominal, tree.weights)
    dropped.push({ code, effect: scores ? shift(base, placesOf(scores), variants.units) : null })
  }
  asked.onProgress?.(runs + dropped.length, runs + dropped.length)
  const top = Math.min(asked.top ?? TOP, base.length)
  return {
    ...{ nominal, vary, runs, top },
    units: variants.units.map((unit, i) => ({ unit, ...range(base, places, i, top) })),
    meanShift: shifts / runs,
    choices: choiceEffects(variants, nominal, vary, tree, base),
    dropped,
  }
}

/** Lets the rest of the program have its turn now and then, says how far the work is, and ends it when asked to. */
function createTurns({ signal, onProgress }: Asked, figuresPerStep: number, total: number) {
  let done = 0
  let figures = 0
  return {
    async next(): Promise<void> {
      signal?.throwIfAborted()
      if (figures >= FIGURES_PER_TURN) {
        figures = 0
        onProgress?.(done, total)
        await new Promise((resolve) => setImmediate(resolve))
        signal?.throwIfAborted()
      }
      done++
      figures += figuresPerStep
    },
  }
}

function drawChoices(nominal: Choices, vary: Variation, random: Random): Choices {
  const drawn = (factor: Factor) => [factor, vary[factor] ? pick<unknown>(vary[factor], random) : nominal[factor]]
  return { ...nominal, ...(Object.fromEntries(FACTORS.map(drawn)) as Partial<Choices>) }
}

function range(base: Uint32Array, places: Uint32Array, at: number, top: number): Omit<UnitRange, 'unit'> {
  const runs = places.length / base.length
  const own = Float64Array.from({ length: runs }, (_, run) => places[run * base.length + at]!)
    .filter((place) => place > 0)
    .sort()
  const quantile = (share: number) => quantileSorted(own, share) ?? null
  return {
    nominal: base[at] || null,
    ...{ low: quantile(0.05), median: quantile(0.5), high: quantile(0.95) },
    topShare: own.filter((place) => place <= top).length / runs,
  }
}

function choiceEffects(
  variants: Variants,
  nominal: Choices,
  vary: Variation,
  tree: Tree,
  base: Uint32Array,
): ChoiceEffect[] {
  const effect = (choices: Choices, weights: Float64Array) =>
    shift(base, placesOf(variants.scores(choices, weights)), variants.units)
  const differs = (factor: Factor, choice: unknown) => JSON.stringify(choice) !== JSON.stringify(nominal[factor])
  const changed = FACTORS.flatMap((factor) =>
    (vary[factor] ?? [])
      .filter((choice) => differs(factor, choice))
      .map((choice) => ({ factor, choice, ...effect({ ...nominal, [factor]: choice }, tree.weights) })),
  )
  return [...changed, { factor: 'weights', choice: 'equal', ...effect(nominal, equalWeights(tree)) }]
}
