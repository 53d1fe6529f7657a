/** The progress of a strategy out of what is known: pure, so that a page of today and a report of one moment say it alike. */
import type { KnownIndicator, rules } from '#analysis'
import type { Project } from '../projects/types.ts'
import { besideOf } from '../strategies/beside.ts'
import { indicatorsOf } from '../strategies/rules.ts'
import { goalKey, type Strategy } from '../strategies/types.ts'
import {
  FORMAT,
  type GoalProgress,
  type Input,
  type Money,
  type Point,
  type Progress,
  type ProjectSeen,
  type Told,
} from './types.ts'

const GOOD: readonly rules.TargetState[] = ['met', 'reached', 'onPace']
const BAD: readonly rules.TargetState[] = ['missed', 'offPace', 'losing']
const yearOf = (period: string): number => Number(period.slice(0, 4))

export function progressOf(strategy: Strategy, { input, judged, gaps, projects, moment }: Input): Progress {
  const { id, version, names, from, to, adopted, areas, goalsAdopted } = strategy
  const told = toldBy(strategy, input, judged)
  const goals = strategy.goals.map((goal): GoalProgress => {
    const { code, area, parent, about, directions } = goal
    const own = projects.filter((project) => project.goals.includes(goalKey(id, code)))
    const indicators = indicatorsOf(goal).flatMap((one) => told.get(one) ?? [])
    return { code, area, parent, names: goal.names, about, directions, indicators, projects: own.map(seen), money: moneyOf(own) } // prettier-ignore
  })
  const counts = Object.fromEntries(goals.map(({ code, projects }) => [code, projects.length]))
  const beside = besideOf(strategy, { gaps, projects: counts })
  const namesOf = new Map(input.indicators.map((one) => [one.id, one.names]))
  const gap = ({ indicator, priority }: { indicator: string; priority: number }) => ({ indicator, priority, names: namesOf.get(indicator)! }) // prettier-ignore
  return {
    format: FORMAT,
    strategy: { id, version, names, from, to, adopted, areas, goalsAdopted },
    ...{ moment, day: input.day, goals },
    tally: tallyOf(goals),
    money: moneyOf(projects),
    gaps: [
      ...beside.agree.map((one) => ({ ...gap(one.gap), goals: one.goals.map(({ code }) => code), inArea: undefined })),
      ...beside.gapsWithoutGoal.map((one) => ({ ...gap(one.gap), goals: [], inArea: one.inArea })),
    ],
    withoutProject: beside.goalsWithoutProject.map(({ code }) => code),
    withoutIndicator: beside.goalsWithoutIndicator.map(({ code }) => code),
  }
}

/** Of every indicator that the strategy names: its figures in the home city, and the strategy's targets for it. */
function toldBy(strategy: Strategy, input: Input['input'], judged: Input['judged']): Map<string, Told> {
  const wanted = new Set(strategy.goals.flatMap(indicatorsOf))
  const evidence = new Map(judged.map((one) => [one.indicator, one]))
  return new Map(
    input.indicators
      .filter((one) => wanted.has(one.id))
      .map((one) => [one.id, toldOf(one, strategy, input.home, evidence.get(one.id))]),
  )
}

function toldOf(
  { id, names, unit, decimals, direction, series }: KnownIndicator,
  { from, to }: Pick<Strategy, 'from' | 'to'>,
  home: string,
  evidence: rules.Judged | undefined,
): Told {
  const points = series[home] ?? []
  const isOwn = ({ target: { kind, period } }: rules.Verdict) =>
    kind === 'strategy' && (period === undefined || (from <= yearOf(period) && yearOf(period) <= to))
  const verdicts = (evidence?.targets ?? []).filter(isOwn)
  verdicts.sort((a, b) => ((a.target.period ?? '9') < (b.target.period ?? '9') ? -1 : 1))
  return {
    ...{ id, names, unit, decimals, direction, points, verdicts, current: evidence?.current ?? false },
    ...{ first: firstOf(points, from), latest: points.at(-1) },
  }
}

/** The last figure up to the year in which the strategy began; where there is none, the first after it. */
export const firstOf = (points: readonly Point[], from: number): Point | undefined =>
  points.findLast(([period]) => yearOf(period) <= from) ?? points[0]

function tallyOf(goals: readonly GoalProgress[]): Progress['tally'] {
  const states = new Map(goals.flatMap(({ indicators }) => indicators.flatMap(({ verdicts }) => verdicts.map(({ target, state }) => [target.id, state])))) // prettier-ignore
  const count = (among: readonly rules.TargetState[]) =>
    [...states.values()].filter((one) => among.includes(one)).length
  const [targets, good, bad] = [states.size, count(GOOD), count(BAD)]
  const projects = new Set(goals.flatMap((goal) => goal.projects.map(({ id }) => id))).size
  return { targets, good, bad, open: targets - good - bad, projects }
}

const seen = ({ id, titles, state, budget_minor, spent_minor, currency, due, finishedOn }: Project): ProjectSeen => ({
  ...{ id, titles, state, budget_minor, spent_minor, currency, due, finishedOn },
})

/** By currency; the plans of projects that were given up count no more, what was spent on them does. */
export function moneyOf(projects: readonly Project[]): Money[] {
  return [...Map.groupBy(projects, ({ currency }) => currency)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, own]) => ({
      ...{ currency, projects: own.length, finished: own.filter(({ state }) => state === 'finished').length },
      budget_minor: own.reduce((sum, one) => sum + (one.state === 'cancelled' ? 0 : one.budget_minor), 0),
      spent_minor: own.reduce((sum, one) => sum + one.spent_minor, 0),
    }))
}
