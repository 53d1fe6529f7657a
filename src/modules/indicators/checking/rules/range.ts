/** Ranges: a figure that would make a value outside what its indicator's definition says is possible. */
import type { Finding } from '../types.ts'

export type Outside = {
  indicator: string
  area: string
  period: string
  value: number
  unit: string
  min?: number
  max?: number
}
export type Incoming = Pick<Finding, 'area' | 'measure' | 'dimension' | 'period' | 'line'> & { value: number | null }

/** Told at the first incoming figure that goes into the value. */
export function ofRange(outside: Outside, incoming: readonly Incoming[]): Finding | undefined {
  const first = incoming.filter(({ value }) => value !== null).sort((a, b) => a.line - b.line)[0]
  if (!first) return undefined
  const { value, ...cell } = first
  // What the figure itself might be cannot be said: others go into the value too.
  return {
    ...cell,
    check: 'range',
    severity: 'high',
    found: value!,
    low: value!,
    high: value!,
    details: { ...outside },
  }
}
