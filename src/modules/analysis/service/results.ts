/** Results as they are handed out: what they are of, by which parameters, and the numbers. Pure. */
import * as rules from '../rules/index.ts'
import type { AnalysisInput, Parameters } from '../types/index.ts'

export type ResultOf<T> = T & { seq: number; day: string; parameters: Parameters; peers: rules.Peers }

function about({ seq, day }: AnalysisInput, parameters: Parameters, peers: rules.Peers) {
  return { seq, day, parameters, peers }
}

export type Strengths = ResultOf<{ indicators: rules.Judged[] }>
export function strengthsOf(input: AnalysisInput, parameters: Parameters): Strengths {
  const peers = rules.peersOf(input, parameters)
  return { ...about(input, parameters, peers), indicators: rules.strengths(input, peers.areas, parameters) }
}

export type DirectionsResult = ResultOf<rules.Directions & { weights: Record<string, number> }>
export function directionsOf(input: AnalysisInput, parameters: Parameters): DirectionsResult {
  const peers = rules.peersOf(input, parameters)
  const weights = rules.weightsOf(input.sets, parameters.set, Number(input.day.slice(0, 4)))
  return {
    ...about(input, parameters, peers),
    weights: Object.fromEntries(weights),
    ...rules.directions(input, peers.areas, parameters),
  }
}

export type IndexResult = ResultOf<{ index: rules.CompositeIndex }>
export async function indexOf(input: AnalysisInput, parameters: Parameters): Promise<IndexResult> {
  const peers = rules.peersOf(input, parameters)
  return { ...about(input, parameters, peers), index: await rules.compositeIndex(input, peers.areas, parameters) }
}

export type IndicatorResult = ResultOf<{ indicator: rules.Judged | undefined }>
/** Undefined where the indicator is not of this kind of areas. */
export function indicatorOf(input: AnalysisInput, id: string, parameters: Parameters): IndicatorResult {
  const peers = rules.peersOf(input, parameters)
  const found = input.indicators.find((indicator) => indicator.id === id)
  return {
    ...about(input, parameters, peers),
    indicator: found && rules.judge(rules.evidenceOf(input, found, peers.areas, parameters), found.direction),
  }
}
