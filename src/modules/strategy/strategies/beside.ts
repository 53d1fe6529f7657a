/**
 * What the strategy says beside what the figures say: which gaps of the analysis its goals speak of, which they do not,
 * and which goals nobody can follow, because they name no indicator or no project works on them. Pure.
 */
import { indicatorsOf } from './rules.ts'
import type { Content, Goal } from './types.ts'

/** A gap of the analysis: how urgent, and in which areas of sets the indicator stands. */
export type GapSeen = { indicator: string; priority: number; places: readonly { set: string; theme: string }[] }

export type Beside = {
  /** Gaps of which a goal speaks, the most urgent first. */
  agree: { gap: GapSeen; goals: Goal[] }[]
  /** Gaps of which none does; `inArea`: the indicator stands in an area of the strategy, which yet has no goal for it. */
  gapsWithoutGoal: { gap: GapSeen; inArea: string | undefined }[]
  goalsWithoutProject: Goal[]
  goalsWithoutIndicator: Goal[]
  /** Goals that have indicators, in none of which anything lacks now. */
  goalsWithoutGap: Goal[]
}

type Input = { gaps: readonly GapSeen[]; projects: Readonly<Record<string, number>> }

/** `projects`: how many work on each goal, by its code. A goal above others is worked on where one of those is. */
export function besideOf(strategy: Pick<Content, 'id' | 'goals'>, { gaps, projects }: Input): Beside {
  const { goals } = strategy
  const children = Map.groupBy(goals, ({ parent }) => parent ?? '')
  const below = (goal: Goal): Goal[] => [goal, ...(children.get(goal.code) ?? []).flatMap(below)]
  const told = new Map(goals.map((goal) => [goal.code, new Set(below(goal).flatMap(indicatorsOf))]))
  const own = new Map(goals.map((goal) => [goal.code, new Set(indicatorsOf(goal))]))
  const lacking = new Set(gaps.map(({ indicator }) => indicator))
  const spoken = gaps.map((gap) => ({ gap, goals: goals.filter(({ code }) => own.get(code)!.has(gap.indicator)) }))
  return {
    agree: spoken.filter((one) => one.goals.length > 0),
    gapsWithoutGoal: spoken
      .filter((one) => one.goals.length === 0)
      .map(({ gap }) => ({ gap, inArea: gap.places.find(({ set }) => set === strategy.id)?.theme })),
    goalsWithoutProject: goals.filter((goal) => below(goal).every(({ code }) => !projects[code])),
    goalsWithoutIndicator: goals.filter(({ code }) => told.get(code)!.size === 0),
    goalsWithoutGap: goals.filter(({ code }) => {
      const ids = [...told.get(code)!]
      return ids.length > 0 && !ids.some((id) => lacking.has(id))
    }),
  }
}
