/** A drawn lot: means of two groups (Welch 1947), or of the clusters that were drawn whole. */
import { binaryOf, codesOf, numbersOf, type Complete } from './columns.ts'
import { told } from './covariance.ts'
import { enoughClusters } from './did.ts'
import { studentReach } from './distributions.ts'
import type { PlanOf } from './plan.ts'
import { refuse } from './refusals.ts'
import type { Assumption, Caution, Drawing, Found } from './types.ts'

const GROUP_MIN = 2
/** With as many in each group the mean's distribution forgets the shape of the figures. */
const GROUP_ENOUGH = 30
const SKEW_MAX = 2
/** In standard deviations: how far apart groups may lie in what was known before. */
const APART_HOLDS = 0.1
const APART_DOUBTFUL = 0.25

type Group = { n: number; mean: number; variance: number; skew: number }

/** Throws `stats.effects.notBinary`, `noTreated`, `noControls`, `tooFewUnits`, `constantOutcome`. */
export function randomised(plan: PlanOf<'randomised'>, { columns, rows }: Complete): Found {
  const treated = binaryOf(columns, plan.treated)
  const y = numbersOf(columns, plan.outcome)
  const [control, test] = split(y, treated)
  const apart = plan.covariates.map((column) => ({ column, difference: standardised(numbersOf(columns, column), treated) })) // prettier-ignore
  return {
    ...compared(control, test, plan.level),
    n: { rows, units: rows, periods: 1, treated: test.n },
    assumptions: [
      { id: 'lot', verdict: 'untestable', figures: {} },
      ...(apart.length > 0 ? [alike(apart.map(({ difference }) => difference))] : []),
      large(control, test),
      { id: 'noSpillover', verdict: 'untestable', figures: {} },
    ],
    cautions: apart.flatMap(({ column, difference }): Caution[] => Math.abs(difference) > APART_HOLDS ? [{ id: 'apart', figures: { column, difference } }] : []), // prettier-ignore
  }
}

/** Each cluster is one figure, its mean; so few clusters are enough to be honest about. Throws as above, and `timing`. */
export function clusters(plan: PlanOf<'clusters'>, { columns, rows }: Complete): Found {
  const treated = binaryOf(columns, plan.treated)
  const y = numbersOf(columns, plan.outcome)
  const { codes, names } = codesOf(columns, plan.cluster)
  const [sums, counts] = [new Float64Array(names.length), new Float64Array(names.length)]
  const groups = new Float64Array(names.length).fill(-1)
  for (let i = 0; i < rows; i++) {
    const code = codes[i]!
    if (groups[code] !== -1 && groups[code] !== treated[i]) throw refuse.timing({ what: 'twoGroups', unit: String(names[code]) }) // prettier-ignore
    groups[code] = treated[i]!
    sums[code]! += y[i]!
    counts[code]!++
  }
  const means = sums.map((sum, i) => sum / counts[i]!)
  const [control, test] = split(means, groups)
  const { icc, sizeMean } = likeness(y, codes, means, counts)
  const figure = (id: string, estimate: number) => ({ id, estimate, se: null, low: null, high: null, p: null })
  const found = compared(control, test, plan.level)
  return {
    ...found,
    errors: { ...found.errors, clusters: [plan.cluster] },
    parts: [...found.parts, ...(Number.isFinite(icc) ? [figure('icc', icc), figure('designEffect', 1 + (sizeMean - 1) * Math.max(0, icc))] : [])], // prettier-ignore
    n: { rows, units: names.length, periods: 1, treated: test.n, clusters: names.length },
    assumptions: [
      { id: 'lot', verdict: 'untestable', figures: {} },
      enoughClusters(names.length, Math.min(test.n, control.n)),
      { id: 'noSpillover', verdict: 'untestable', figures: {} },
    ],
    cautions: [{ id: 'clusterMeans', figures: { clusters: names.length } }],
  }
}

function split(y: Float64Array, treated: Float64Array): [Group, Group] {
  const of = (which: number): Group => {
    const own = y.filter((_, i) => treated[i] === which)
    const n = own.length
    const mean = own.reduce((sum, value) => sum + value, 0) / n
    const moment = (power: number) => own.reduce((sum, value) => sum + (value - mean) ** power, 0)
    const variance = moment(2) / (n - 1)
    return { n, mean, variance, skew: variance > 0 ? moment(3) / n / variance ** 1.5 : 0 }
  }
  const [control, test] = [of(0), of(1)]
  if (test.n === 0) throw refuse.noTreated({})
  if (control.n === 0) throw refuse.noControls({ treated: test.n })
  for (const { n } of [control, test]) if (n < GROUP_MIN) throw refuse.tooFewUnits({ found: n, least: GROUP_MIN })
  if (control.variance === 0 && test.variance === 0) throw refuse.constantOutcome({ value: control.mean })
  return [control, test]
}

function compared(control: Group, test: Group, level: number): Omit<Found, 'n' | 'assumptions' | 'cautions'> {
  const [a, b] = [control.variance / control.n, test.variance / test.n]
  const freedom = (a + b) ** 2 / (a ** 2 / (control.n - 1) + b ** 2 / (test.n - 1))
  const { estimate, se, low, high, p } = told(test.mean - control.mean, Math.sqrt(a + b), freedom, level)
  const groups = (
    [
      ['control', control],
      ['treated', test],
    ] as const
  ).map(([id, { n, mean, variance }]) => {
    // prettier-ignore
    const around = studentReach(1 - level, n - 1) * Math.sqrt(variance / n)
    return { id, n, mean, low: mean - around, high: mean + around }
  })
  const drawing: Drawing = { kind: 'groups', groups }
  return {
    ...{ scale: 'difference', estimate, se, interval: { low: low!, high: high!, level }, p, without: control.mean },
    errors: { kind: 'welch', freedom },
    parts: groups.map(({ id, mean, low, high }) => ({ id, estimate: mean, se: null, low, high, p: null })),
    drawings: [drawing],
  }
}

/** The difference of means in standard deviations: no test, for a lot that was drawn well fails one in twenty. */
function standardised(values: Float64Array, treated: Float64Array): number {
  const [control, test] = ([0, 1] as const).map((which) => {
    const own = values.filter((_, i) => treated[i] === which)
    const mean = own.reduce((sum, value) => sum + value, 0) / own.length
    return { mean, variance: own.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (own.length - 1) }
  })
  const spread = Math.sqrt((control!.variance + test!.variance) / 2)
  return spread > 0 ? (test!.mean - control!.mean) / spread : 0
}

function alike(differences: readonly number[]): Assumption {
  const largest = Math.max(...differences.map(Math.abs))
  const verdict = largest <= APART_HOLDS ? 'holds' : largest <= APART_DOUBTFUL ? 'doubtful' : 'fails'
  return { id: 'alike', verdict, figures: { largest, columns: differences.length } }
}

function large(control: Group, test: Group): Assumption {
  const smallest = Math.min(control.n, test.n)
  const skew = Math.max(Math.abs(control.skew), Math.abs(test.skew))
  const verdict = smallest >= GROUP_ENOUGH ? 'holds' : skew <= SKEW_MAX ? 'doubtful' : 'fails'
  return { id: 'enoughUnits', verdict, figures: { smallest, skew } }
}

/** How alike members of a cluster are: intraclass correlation by analysis of variance. */
function likeness(y: Float64Array, codes: Int32Array, means: Float64Array, counts: Float64Array) {
  const [n, k] = [y.length, means.length]
  const whole = y.reduce((sum, value) => sum + value, 0) / n
  const within = y.reduce((sum, value, i) => sum + (value - means[codes[i]!]!) ** 2, 0) / (n - k)
  const between = means.reduce((sum, mean, g) => sum + counts[g]! * (mean - whole) ** 2, 0) / (k - 1)
  const sizeMean = (n - counts.reduce((sum, count) => sum + count * count, 0) / n) / (k - 1)
  return { icc: (between - within) / (between + (sizeMean - 1) * within), sizeMean: n / k }
}
