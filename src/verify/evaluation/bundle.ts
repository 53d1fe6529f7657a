/** All that an evaluation rests on, in one file: the plan that was sealed, what was changed and broken, the figures, the effect. */
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonical, Proof, type Json } from '#platform/ledger'
import { columnsOf, columnsOfCsv, costPerUnit, EffectPlan, evaluate, type CostPerUnit, type Effect } from '#stats'

export const EVALUATION_FORMAT = 'unia-evaluation/1'
export const EVALUATION_BYTES_MAX = 100_000_000
const INPUTS_MAX = 20
const AMENDMENTS_MAX = 200
const VIOLATIONS_MAX = 200

const Sha256 = z.string().regex(/^[0-9a-f]{64}$/)

/** A text whose fingerprint stands in the ledger: the entry by its id, and the proof where it came along. */
const Sealed = z.object({
  text: z.string().max(1_000_000),
  sha256: Sha256,
  entry: z.string().optional(),
  proof: Proof.optional(),
})
export type Sealed = z.infer<typeof Sealed>

export const EvaluationInput = z.object({
  name: z.string().max(500),
  /** With a header; the first input is what the method ran on, others lie beside it. */
  csv: z.string(),
  sha256: Sha256,
  /** Where the figures came from: an address, or in words. */
  from: z.string().max(2_000),
})
export type EvaluationInput = z.infer<typeof EvaluationInput>

const Cost = z.object({
  cost: z.number(),
  costSe: z.number().optional(),
  currency: z.string().max(20),
  perUnit: z.number().nullable(),
  interval: z.object({ low: z.number(), high: z.number(), level: z.number() }).nullable(),
})

export const EvaluationBundle = z.object({
  format: z.literal(EVALUATION_FORMAT),
  title: z.string().max(500),
  /** Absent where nothing was sealed before: an evaluation of figures that were there already. */
  plan: Sealed.optional(),
  amendments: z.array(Sealed).max(AMENDMENTS_MAX),
  /** In what the plan was not kept to. */
  violations: z
    .array(z.object({ id: z.string(), figures: z.record(z.string(), z.union([z.string(), z.number()])) }))
    .max(VIOLATIONS_MAX),
  inputs: z.array(EvaluationInput).min(1).max(INPUTS_MAX),
  method: EffectPlan,
  effect: z.record(z.string(), z.unknown()),
  cost: Cost.optional(),
  program: z.string().max(100),
})
export type EvaluationBundle = z.infer<typeof EvaluationBundle>

export const sha256Of = (text: string): string => createHash('sha256').update(text, 'utf8').digest('hex')

/** What goes into a bundle; fingerprints, effect and cost per unit are found here. */
export type Evaluated = {
  title: string
  plan?: Omit<Sealed, 'sha256'>
  amendments?: Omit<Sealed, 'sha256'>[]
  violations?: EvaluationBundle['violations']
  inputs: Omit<EvaluationInput, 'sha256'>[]
  method: EffectPlan
  cost?: { cost: number; costSe?: number; currency: string }
  program: string
}

/** Runs the method on the first input. Throws `stats.effects.…`. */
export function bundleOf({
  title,
  plan,
  amendments,
  violations,
  inputs,
  method,
  cost,
  program,
}: Evaluated): EvaluationBundle {
  // prettier-ignore
  const sealed = (one: Omit<Sealed, 'sha256'>): Sealed => ({ ...one, sha256: sha256Of(one.text) })
  const effect = effectOf(method, inputs[0]!.csv)
  return {
    ...{ format: EVALUATION_FORMAT, title },
    ...(plan ? { plan: sealed(plan) } : {}),
    amendments: (amendments ?? []).map(sealed),
    violations: violations ?? [],
    inputs: inputs.map((input) => ({ ...input, sha256: sha256Of(input.csv) })),
    ...{ method, effect: plain(effect) as Record<string, unknown> },
    ...(cost ? { cost: { ...cost, ...priceOf(cost, effect) } } : {}),
    program,
  }
}

/** How many were compared: units where the method names them, a single series as one however long, otherwise each row. */
export function comparedIn(method: EffectPlan, effect: Record<string, unknown>): number {
  const n = effect.n as { units: number; rows: number } | null | undefined
  return Number('unit' in method || method.method === 'its' || method.method === 'before' ? n?.units : n?.rows)
}

/** The text of a bundle: the same bundle always gives the same bytes. */
export const bundleText = (bundle: EvaluationBundle): string => `${canonical(plain(bundle))}\n`

/** Throws `stats.effects.…`. */
export const effectOf = (method: EffectPlan, csv: string): Effect => {
  const { numbers } = columnsOf(method)
  return evaluate(method, columnsOfCsv(csv, numbers))
}

/** Without a standard error no interval is named. */
export function priceOf(
  { cost, costSe }: { cost: number; costSe?: number },
  { estimate, se, interval, scale }: Effect,
): CostPerUnit {
  // prettier-ignore
  if (scale === 'ratio') return { perUnit: null, interval: null }
  if (se === null) return { perUnit: estimate === 0 ? null : cost / estimate, interval: null }
  return costPerUnit({ cost, costSe, effect: estimate, effectSe: se, level: interval?.level })
}

/** As JSON holds it. */
export const plain = (value: unknown): Json => JSON.parse(JSON.stringify(value)) as Json
