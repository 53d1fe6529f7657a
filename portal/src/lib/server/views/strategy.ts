/** What the pages of strategies show, of today and in reports: how far goals are, by what one sees it, what it costs. */
import {
  money,
  said,
  strategyHoldsIn,
  type GoalProgress,
  type Progress,
  type ProgressMoney,
  type StrategyVersion,
  type Told,
} from '#strategy'
import type { Lang } from '#words'
import { targetOf } from './analysis/items.ts'
import type { Say } from './projects.ts'

const SPARK_POINTS = 20

/** How the strategy stands by its years; `day` is the city's. */
export function standingOf({ t }: Say, { from, to }: Pick<StrategyVersion, 'from' | 'to'>, day: string) {
  const year = Number(day.slice(0, 4))
  if (strategyHoldsIn({ from, to }, year)) return { tone: 'good' as const, text: t('strategies.holds') }
  return { tone: 'plain' as const, text: t(year > to ? 'strategies.over' : 'strategies.ahead') }
}

export function countsOf(
  { t }: Say,
  { areas, goals, goalsAdopted }: Pick<StrategyVersion, 'areas' | 'goals' | 'goalsAdopted'>,
) {
  const isPart = goalsAdopted !== undefined && goalsAdopted !== goals.length
  return [
    t('strategies.areas', { count: areas.length }),
    isPart ? t('strategies.goalsOf', { count: goals.length, all: goalsAdopted }) : t('strategies.goals', { count: goals.length }), // prettier-ignore
  ]
}

export function moneyLines(say: Say, all: readonly ProgressMoney[]): string[] {
  return all.map(
    ({ currency, budget_minor, spent_minor }) =>
    say.t('strategies.answer.money', { spent: money(say, spent_minor, currency), budget: money(say, budget_minor, currency) }), // prettier-ignore
  )
}

/** The answer to "how far is it?". */
export function answerOf(say: Say, { tally, money: all }: Pick<Progress, 'tally' | 'money'>) {
  const { t } = say
  const { targets, good, bad, open, projects } = tally
  const parts = ([['good', good], ['bad', bad], ['open', open]] as const).filter(([, count]) => count > 0) // prettier-ignore
  return {
    targets: t('strategies.answer.targets', { all: targets }),
    parts: parts.map(([id, count]) => ({ id, text: t(`strategies.answer.${id}`, { count }) })),
    projects: t('strategies.answer.worked', { count: projects }),
    money: moneyLines(say, all),
  }
}
export type Answer = ReturnType<typeof answerOf>

function indicatorOf({ format }: Say, one: Told, lang: Lang) {
  const { unit, decimals, first, latest } = one
  const figure = (value: number) => format.value(value, unit, decimals)
  return {
    ...{ id: one.id, name: one.names[lang], unit, decimals, direction: one.direction, current: one.current },
    values: one.points.slice(-SPARK_POINTS).map(([, value]) => value),
    latest: latest && { period: format.period(latest[0]), value: figure(latest[1]) },
    first: first && latest && first[0] !== latest[0] ? { period: format.period(first[0]), value: figure(first[1]) } : undefined, // prettier-ignore
    targets: one.verdicts.map((verdict) => targetOf(verdict, lang)),
  }
}
export type ToldView = ReturnType<typeof indicatorOf>

const TONES = { planned: 'plain', preparing: 'plain', tender: 'plain', underWay: 'plain', finished: 'good', cancelled: 'bad' } as const // prettier-ignore

export function goalView(say: Say, progress: Progress, goal: GoalProgress) {
  const { t, lang, format } = say
  const names = new Map(progress.goals.map((one) => [one.code, one.names[lang]]))
  const named = new Map(goal.indicators.map((one) => [one.id, one.names[lang]]))
  return {
    ...{ code: goal.code, area: goal.area, name: goal.names[lang], about: goal.about?.[lang] ?? '' },
    parent: goal.parent === undefined ? undefined : { code: goal.parent, name: names.get(goal.parent) ?? '' },
    children: progress.goals.filter(({ parent }) => parent === goal.code).map(({ code, names }) => ({ code, name: names[lang] })), // prettier-ignore
    indicators: goal.indicators.map((one) => indicatorOf(say, one, lang)),
    directions: goal.directions.map(({ code, names, indicators }) => ({
      ...{ code, name: names[lang] },
      indicators: indicators.filter((id) => named.has(id)).map((id) => ({ id, name: named.get(id)! })),
    })),
    projects: goal.projects.map((one) => ({
      ...{ id: one.id, title: said(one.titles, lang), state: one.state, tone: TONES[one.state] },
      money: t('projects.money.of', { spent: money(say, one.spent_minor, one.currency), budget: money(say, one.budget_minor, one.currency) }), // prettier-ignore
      when: one.finishedOn ? t('projects.finishedOn', { day: format.day(one.finishedOn) }) : one.state === 'cancelled' ? '' : t('projects.due', { day: format.day(one.due) }), // prettier-ignore
    })),
    money: moneyLines(say, goal.money),
    cost: goal.money.map((one) => ({
      ...{ budget: money(say, one.budget_minor, one.currency), spent: money(say, one.spent_minor, one.currency) },
      ...{ projects: one.projects, finished: one.finished },
    })),
  }
}
export type GoalView = ReturnType<typeof goalView>

/** Areas with their goals, those beneath others indented beneath them. */
export function areasView(say: Say, progress: Progress) {
  const views = progress.goals.map((goal) => goalView(say, progress, goal))
  const beneath = (code: string | undefined, depth: number, area: string): (GoalView & { depth: number })[] =>
    views
      .filter((goal) => goal.area === area && goal.parent?.code === code)
      .flatMap((goal) => [{ ...goal, depth }, ...beneath(goal.code, depth + 1, area)])
  return progress.strategy.areas.map(({ code, names }) => ({ code, name: names[say.lang], goals: beneath(undefined, 0, code) })) // prettier-ignore
}
export type AreaView = ReturnType<typeof areasView>[number]

/** Goals as links: with the strategy in which they stand. */
export const goalLinks = (all: readonly { strategy: StrategyVersion; goal: StrategyVersion['goals'][number] }[], lang: Lang) =>
  all.map(({ strategy, goal }) => ({ strategy: strategy.id, code: goal.code, name: goal.names[lang], of: strategy.names[lang] })) // prettier-ignore
