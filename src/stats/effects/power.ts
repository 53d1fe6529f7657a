/**
 * How many, to see what size of effect, how surely. Means by the noncentral t distribution, proportions by the normal one,
 * clusters by their design effect. Two of the three are given; the third is the answer.
 */
import { z } from 'zod'
import { normalQuantileUpper, normalUpper } from '../normal.ts'
import { noncentralBelow, studentReach } from './distributions.ts'
import { refuse } from './refusals.ts'

const N_MAX = 1e9
const STEPS = 200

export const PowerPlan = z.object({
  design: z.enum(['means', 'proportions']).default('means'),
  /** Means: the smallest difference worth having, in the unit of `sd`. */
  effect: z.number().positive().optional(),
  sd: z.number().positive().default(1),
  /** Proportions: without, and with; the second is the answer where it is left out. */
  without: z.number().gt(0).lt(1).optional(),
  with: z.number().gt(0).lt(1).optional(),
  /** In the group without; in the other `ratio` times as many. */
  n: z.number().min(2).max(N_MAX).optional(),
  ratio: z.number().positive().max(1_000).default(1),
  power: z.number().gt(0).lt(1).optional(),
  alpha: z.number().gt(0).lt(1).default(0.05),
  sides: z.union([z.literal(1), z.literal(2)]).default(2),
  /** Whole clusters of `size` are drawn, whose members are alike by `icc`. */
  clusters: z.object({ size: z.number().min(1).max(1e6), icc: z.number().min(0).max(1) }).optional(),
})
export type PowerPlan = z.infer<typeof PowerPlan>
export type Power = {
  readonly asked: 'n' | 'power' | 'effect'
  /** Exact, and in whole members of each group: without, with. */
  readonly nExact: number
  readonly n: { readonly without: number; readonly with: number; readonly total: number }
  readonly power: number
  readonly effect: number
  /** In standard deviations; null for proportions. */
  readonly standardised: number | null
  readonly alpha: number
  readonly sides: 1 | 2
  /** Rows that tell as much as one would alone, and clusters in each group. */
  readonly designEffect: number
  readonly clusters: { readonly without: number; readonly with: number } | null
}

/** Throws `stats.effects.option` where not exactly one of n, power and effect is left to be told, and a ZodError. */
export function powerOf(given: z.input<typeof PowerPlan>): Power {
  const plan = PowerPlan.parse(given)
  const isMeans = plan.design === 'means'
  if (!isMeans && plan.without === undefined) throw refuse.option({ option: 'without', found: '', right: '0.3' })
  const effectGiven = isMeans ? plan.effect : plan.with === undefined ? undefined : Math.abs(plan.with - plan.without!)
  const left = [plan.n, plan.power, effectGiven].filter((value) => value === undefined).length
  if (left !== 1 || effectGiven === 0) throw refuse.option({ option: 'n, power, effect', found: String(3 - left), right: '2' }) // prettier-ignore
  const designEffect = plan.clusters ? 1 + (plan.clusters.size - 1) * plan.clusters.icc : 1
  const least = plan.clusters ? 2 * plan.clusters.size : 2
  const at = (n: number, effect: number) => (isMeans ? powerOfMeans(plan, n, effect, designEffect) : powerOfShares(plan, n / designEffect, effect)) // prettier-ignore
  const effectMost = isMeans ? 100 * plan.sd : Math.max(1 - plan.without!, plan.without!) * (1 - 1e-12)
  const answer =
    plan.power === undefined
      ? { asked: 'power' as const, nExact: plan.n!, effect: effectGiven!, power: at(plan.n!, effectGiven!) }
      : plan.n === undefined
        ? { asked: 'n' as const, nExact: found((n) => at(n, effectGiven!), plan.power, least, N_MAX), effect: effectGiven!, power: plan.power } // prettier-ignore
        : { asked: 'effect' as const, nExact: plan.n, effect: found((effect) => at(plan.n!, effect), plan.power, 0, effectMost), power: plan.power } // prettier-ignore
  return { ...answer, ...whole(plan, answer.nExact), standardised: isMeans ? answer.effect / plan.sd : null, alpha: plan.alpha, sides: plan.sides, designEffect } // prettier-ignore
}

/** Up to whole members, and where clusters are drawn to whole clusters. */
function whole({ clusters, ratio }: PowerPlan, n: number): Pick<Power, 'n' | 'clusters'> {
  const up = (members: number) => (clusters ? Math.ceil(members / clusters.size - 1e-9) * clusters.size : Math.ceil(members - 1e-9)) // prettier-ignore
  const both = { without: up(n), with: up(n * ratio) }
  return {
    n: { ...both, total: both.without + both.with },
    clusters: clusters ? { without: both.without / clusters.size, with: both.with / clusters.size } : null,
  }
}

/** With clusters the degrees of freedom are theirs, not their members'. */
function powerOfMeans(
  { sd, ratio, alpha, sides, clusters }: PowerPlan,
  n: number,
  effect: number,
  designEffect: number,
): number {
  // prettier-ignore
  const other = n * ratio
  const freedom = (clusters ? (n + other) / clusters.size : n + other) - 2
  if (!(freedom > 0)) return 0
  const shift = effect / sd / Math.sqrt(designEffect * (1 / n + 1 / other))
  const reach = studentReach(sides === 2 ? alpha : 2 * alpha, freedom)
  return 1 - noncentralBelow(reach, freedom, shift) + (sides === 2 ? noncentralBelow(-reach, freedom, shift) : 0)
}

/** As in R's `power.prop.test`: the pooled share where there is no effect, each its own where there is. */
function powerOfShares({ without, with: given, ratio, alpha, sides }: PowerPlan, n: number, effect: number): number {
  const p1 = without!
  const up = given === undefined ? p1 + effect < 1 : given > p1
  const p2 = up ? p1 + effect : p1 - effect
  const pooled = (p1 + ratio * p2) / (1 + ratio)
  const none = Math.sqrt(pooled * (1 - pooled) * (1 + 1 / ratio))
  const some = Math.sqrt(p1 * (1 - p1) + (p2 * (1 - p2)) / ratio)
  return 1 - normalUpper((Math.sqrt(n) * effect - normalQuantileUpper(alpha / sides) * none) / some)
}

/** Where a rising function reaches the value; to the last digit that halving gives. */
function found(of: (x: number) => number, value: number, low: number, high: number): number {
  let [from, to] = [low, Math.min(high, Math.max(2 * low, 1))]
  while (of(to) < value && to < high) [from, to] = [to, Math.min(high, to * 2)]
  if (of(to) < value) throw refuse.unreachable({ power: value })
  if (of(from) >= value) return from
  for (let i = 0; i < STEPS && from < (from + to) / 2 && (from + to) / 2 < to; i++) {
    const middle = (from + to) / 2
    if (of(middle) < value) from = middle
    else to = middle
  }
  return to
}
