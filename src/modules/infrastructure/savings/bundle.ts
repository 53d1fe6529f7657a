/** All that a result was computed from, in one file: the plan, the readings, the rates. `unia savings compute <file>` computes it anew. */
import { z } from 'zod'
import { canonical, type Json } from '#platform/ledger'
import { findingsOf, worthsOf, type Brought } from './findings.ts'
import { KnownRate, Plan, PlanAdjustment, type ResultContent } from './types.ts'

export const BUNDLE_FORMAT = 'unia-savings/1'
export const BUNDLE_BYTES_MAX = 100_000_000
/** How far a number may be off by another machine's arithmetic. */
const NEAR = 1e-9

const Series = z.array(z.tuple([z.number(), z.number().nullable()]))
const Taken = z.object({ entityId: z.string(), attribute: z.string(), from: z.string(), to: z.string() })
const BroughtShape = z.discriminatedUnion('option', [
  z.object({ option: z.literal('C'), meter: Series, temperature_f: Series }),
  z.object({ option: z.literal('A'), watts: z.record(z.string(), z.array(z.number())) }),
])
export const Bundle = z.object({
  format: z.literal(BUNDLE_FORMAT),
  planEntry: z.string().describe('the entry of the ledger that sealed the plan'),
  plan: Plan,
  adjustments: z.array(PlanAdjustment),
  rates: z.array(KnownRate),
  period: z.object({ from: z.string(), to: z.string() }),
  files: z.array(z.object({ kind: z.string(), name: z.string(), sha256: z.string(), series: Taken.optional() })),
  readings: BroughtShape.describe('each reading as its instant in ms and its value: use in kWh, temperature in °F'),
  result: z.unknown(),
})
export type Bundle = z.infer<typeof Bundle>

export const seriesOf = (readings: readonly { at_ms: number; value: number | null }[]): [number, number | null][] =>
  readings.map(({ at_ms, value }) => [at_ms, value])
const readingsOf = (series: readonly [number, number | null][]) => series.map(([at_ms, value]) => ({ at_ms, value }))

/** What the bundle says again, from its parts, and whether that is what it says. Throws `stats.savings.…`. */
export function recompute(bundle: Bundle): { content: Omit<ResultContent, 'files' | 'rates'>; same: boolean } {
  const { plan, readings, adjustments, rates, period } = bundle
  const brought: Brought =
    readings.option === 'A'
      ? readings
      : { option: 'C', meter: readingsOf(readings.meter), temperature_f: readingsOf(readings.temperature_f) }
  const found = findingsOf(plan, brought, adjustments, period)
  const content = { ...found, ...worthsOf(plan, found, rates) }
  return { content, same: near(JSON.parse(JSON.stringify(content)), bundle.result) }
}

export const bundleBytes = (bundle: Bundle): Buffer =>
  Buffer.from(`${canonical(JSON.parse(JSON.stringify(bundle)) as Json)}\n`)

function near(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= NEAR * Math.max(1, Math.abs(a), Math.abs(b))
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b
  const keys = Object.keys(a)
  return keys.length === Object.keys(b).length && keys.every((key) => near((a as Json & object)[key as never], (b as Json & object)[key as never])) // prettier-ignore
}
