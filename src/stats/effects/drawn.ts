/** A series as it is drawn: no more points than an eye can tell, each the mean of so many. */
import type { Drawn, Series } from './its.ts'
import type { Drawing, Line } from './types.ts'

const POINTS_MAX = 1_000

/** The intervention begins a point of its own. */
export function drawnOver({ y, labels, start }: Series, { fitted, counterfactual, low, high }: Drawn): Drawing {
  const merged = Math.ceil(labels.length / POINTS_MAX)
  const begins: number[] = []
  for (let i = start % merged === 0 ? 0 : (start % merged) - merged; i < labels.length; i += merged) begins.push(i)
  const meanOf = (values: Float64Array, begin: number) => {
    const part = values.subarray(Math.max(0, begin), Math.min(values.length, begin + merged))
    return part.reduce((sum, value) => sum + value, 0) / part.length
  }
  const over = (values: Float64Array) => begins.map((begin) => meanOf(values, begin))
  const after = (values: Float64Array) => begins.map((begin) => (begin >= start ? meanOf(values, begin) : null))
  const lines: Line[] = [
    { id: 'observed', values: over(y) },
    { id: 'fitted', values: over(fitted) },
    { id: 'counterfactual', values: after(counterfactual), low: after(low), high: after(high) },
  ]
  return {
    ...{ kind: 'periods', periods: begins.map((begin) => labels[Math.max(0, begin)]!), from: labels[start]!, lines },
    ...(merged > 1 ? { merged } : {}),
  }
}
