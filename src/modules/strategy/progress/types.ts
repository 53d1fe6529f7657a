/** How far a strategy is, at one moment: each goal with the indicators by which one sees it, its targets, projects and money. */
import type { AnalysisInput, rules } from '#analysis'
import type { Project } from '../projects/types.ts'
import type { Content as StrategyContent, Goal } from '../strategies/types.ts'
import type { KnownIndicator } from '#analysis'

export const FORMAT = 'unia-progress/1'
export type Point = KnownIndicator['series'][string][number]
export type Moment = { seq: number; at: Date | string }
export type Texts = Goal['names']

/** An indicator by which a goal is seen. `first`: the figure of the year in which the strategy began, or the nearest to it. */
export type Told = Pick<KnownIndicator, 'id' | 'names' | 'unit' | 'decimals' | 'direction'> & {
  current: boolean
  points: Point[]
  first: Point | undefined
  latest: Point | undefined
  verdicts: rules.Verdict[]
}
export type ProjectSeen = Pick<
  Project,
  'id' | 'titles' | 'state' | 'budget_minor' | 'spent_minor' | 'currency' | 'due' | 'finishedOn'
>
export type Money = { currency: string; budget_minor: number; spent_minor: number; projects: number; finished: number }
export type GoalProgress = Pick<Goal, 'code' | 'area' | 'parent' | 'names' | 'about' | 'directions'> & {
  /** Its own and those of its directions; what is not defined any more is left out. */
  indicators: Told[]
  projects: ProjectSeen[]
  money: Money[]
}
export type GapSeen = { indicator: string; names: Texts; priority: number; goals: string[]; inArea: string | undefined }

export type Progress = {
  format: typeof FORMAT
  strategy: Pick<StrategyContent, 'id' | 'names' | 'from' | 'to' | 'adopted' | 'areas' | 'goalsAdopted'> & {
    version: number
  }
  moment: Moment
  day: string
  goals: GoalProgress[]
  /** Targets by how they stand, each once, however many goals it is named by. */
  tally: { targets: number; good: number; bad: number; open: number; projects: number }
  money: Money[]
  gaps: GapSeen[]
  withoutProject: string[]
  withoutIndicator: string[]
}

export type Input = {
  input: Pick<AnalysisInput, 'home' | 'indicators' | 'day'>
  judged: readonly rules.Judged[]
  gaps: readonly rules.Gap[]
  projects: readonly Project[]
  moment: Moment
}

export const STATES = ['making', 'made', 'failed'] as const
export type Report = {
  id: string
  strategyId: string
  version: number
  moment: { seq: number; at: Date }
  askedBy: string
  askedAt: Date
  state: (typeof STATES)[number]
  failure: { code: string; details: Record<string, unknown> } | null
  sha256: string | null
  bytes: number | null
  entryId: string | null
  releaseId: string | null
  printFailure: { code: string; details: Record<string, unknown> } | null
  prints: { lang: string; sha256: string; bytes: number }[]
}
