/**
 * Strengths and weaknesses: from the level among the peers, the trend and the targets. The lines of the rule are tried
 * from the top; the first that holds decides, and is named. Pure.
 */
import type { AnalysisInput, KnownIndicator, Parameters } from '../types/index.ts'
import { evidenceOf, type Evidence, type Level } from './assess.ts'
import type { Verdict } from './pace.ts'

/** In the words of SWOT: strengths, weaknesses, opportunities (what improves), threats (what is at risk). */
export const CLASSES = ['strength', 'weakness', 'improving', 'risk', 'middle', 'unclear', 'context'] as const
export type Class = (typeof CLASSES)[number]

type Known = { evidence: Evidence; direction: KnownIndicator['direction'] }
type Line = { id: string; gives: Class; holds: (known: Known) => boolean }

/** Guidelines are shown, and bind nobody. */
export const binds = ({ target }: Verdict): boolean => target.kind !== 'guideline'

const anyTarget =
  (holds: (verdict: Verdict) => boolean) =>
  ({ evidence: { current, targets } }: Known) =>
    current && targets.some((verdict) => binds(verdict) && holds(verdict))
const isMissed = anyTarget(({ state, lacking }) => state === 'missed' && lacking !== 0)
const isOffPace = anyTarget(({ state }) => state === 'offPace' || state === 'losing')
const isReached = anyTarget(({ state, lacking }) => (state === 'met' || state === 'reached') && lacking === 0)
const level =
  (wanted: Level, word?: 'improving' | 'worsening') =>
  ({ evidence: { level, trend, current } }: Known) =>
    level === wanted && (word === undefined || (current && trend.word === word))

export const RULE = [
  { id: 'context', gives: 'context', holds: ({ direction }) => direction === 'context' },
  { id: 'missed', gives: 'weakness', holds: isMissed },
  { id: 'weakImproving', gives: 'improving', holds: level('weak', 'improving') },
  { id: 'weakWorsening', gives: 'weakness', holds: level('weak', 'worsening') },
  { id: 'weak', gives: 'weakness', holds: level('weak') },
  { id: 'goodWorsening', gives: 'risk', holds: level('good', 'worsening') },
  { id: 'offPace', gives: 'risk', holds: isOffPace },
  { id: 'goodImproving', gives: 'strength', holds: level('good', 'improving') },
  { id: 'good', gives: 'strength', holds: level('good') },
  { id: 'middleWorsening', gives: 'risk', holds: level('middle', 'worsening') },
  { id: 'middleImproving', gives: 'improving', holds: level('middle', 'improving') },
  { id: 'middle', gives: 'middle', holds: level('middle') },
  { id: 'worsening', gives: 'risk', holds: level('unknown', 'worsening') },
  { id: 'improving', gives: 'improving', holds: level('unknown', 'improving') },
  { id: 'reached', gives: 'strength', holds: isReached },
  { id: 'unclear', gives: 'unclear', holds: () => true },
] as const satisfies readonly Line[]
export type RuleLine = (typeof RULE)[number]['id']

export type Judged = Evidence & { class: Class; because: RuleLine }

export function judge(evidence: Evidence, direction: KnownIndicator['direction']): Judged {
  const { id, gives } = RULE.find(({ holds }) => holds({ evidence, direction }))!
  return { ...evidence, class: gives, because: id }
}

/** Every indicator judged: class by class, the strongest and the weakest first. */
export function strengths(input: AnalysisInput, peers: readonly string[], parameters: Parameters): Judged[] {
  const judged = input.indicators.map((indicator) =>
    judge(evidenceOf(input, indicator, peers, parameters), indicator.direction),
  )
  return judged.sort(
    (a, b) =>
      CLASSES.indexOf(a.class) - CLASSES.indexOf(b.class) ||
      extremity(b) - extremity(a) ||
      (a.indicator < b.indicator ? -1 : 1),
  )
}

/** How far from the middle of the peers, of 50. */
const extremity = ({ comparison: { position } }: Judged) => (position ? Math.abs(position.percentile - 50) : -1)
