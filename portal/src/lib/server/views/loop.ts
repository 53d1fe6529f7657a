/** The loop on the front page: eight steps from a gap to a report, each with what is counted there at this moment. */
import { visitor } from '#platform/actor'
import { strategyHoldsIn } from '#strategy'
import { href } from '#lib/paths.ts'
import type { Lang } from '#words'
import type { City } from '../city.ts'

export async function loopOf(city: City, lang: Lang) {
  const { analysis, indicators, innovations, participation, strategy } = city
  const [directions, challenges, editions, totals, counts, pilots] = await Promise.all([
    analysis.directions(analysis.parameters({})),
    innovations.challenges.list(),
    participation.budgets.all(),
    strategy.projects.totals(),
    indicators.counts(),
    innovations.pilots.list(),
  ])
  const reports = await reportsIn(city, Number(directions.day.slice(0, 4)))
  const codes = editions.map(({ code }) => code)
  const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0)
  const [proposals, votes] = await Promise.all([
    Promise.all(codes.map((code) => participation.proposals.count(code))),
    Promise.all(codes.map((code) => participation.ballots.turnout(code))),
  ])
  const { cancelled: _, ...states } = totals.states
  return [
    { id: 'gaps', n: directions.gaps.length, href: href(lang, '/indicators/directions') },
    { id: 'challenges', n: challenges.length, href: href(lang, '/innovations/challenges') },
    { id: 'proposals', n: sum(proposals), href: href(lang, '/budget') },
    { id: 'votes', n: sum(votes.map(({ ballots }) => ballots)), href: href(lang, '/budget') },
    { id: 'projects', n: sum(Object.values(states)), href: href(lang, '/projects') },
    { id: 'figures', n: counts.observations, href: href(lang, '/data') },
    { id: 'evaluations', n: pilots.filter(({ state }) => state === 'published' || state === 'decided').length, href: href(lang, '/innovations/pilots') }, // prettier-ignore
    { id: 'reports', n: reports.n, href: reports.of ? href(lang, '/strategy/[id]/progress', { id: reports.of }) : href(lang, '/reports') }, // prettier-ignore
  ] as const
}
export type LoopStep = Awaited<ReturnType<typeof loopOf>>[number]

/** Of the strategy that holds in that year: how many reports on its progress everybody may read. */
async function reportsIn({ strategy }: City, year: number): Promise<{ of?: string; n: number }> {
  const of = (await strategy.strategies.list()).findLast((one) => strategyHoldsIn(one, year))?.id
  if (of === undefined) return { n: 0 }
  const all = await strategy.progress.reports(visitor, of)
  return { of, n: all.filter(({ state }) => state === 'made').length }
}
