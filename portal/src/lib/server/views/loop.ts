/** The loop on the front page: eight steps from a gap to a report, each with what is counted there at this moment; nothing made up counts. */
import { visitor } from '#platform/actor'
import { DEMONSTRATION_STRATEGY, isDemonstration } from '#platform/demonstration'
import { strategyHoldsIn } from '#strategy'
import { href } from '#lib/paths.ts'
import type { Lang } from '#words'
import type { City } from '../city.ts'
import { saying } from './projects.ts'

/** One step: what it is called, its number as people read it, what that is of, and where it leads. */
export type LoopStep = { id: string; name: string; value: string; text: string; href: string }

export async function loopOf(city: City, lang: Lang): Promise<LoopStep[]> {
  const { analysis, indicators, innovations, participation, strategy } = city
  const { t, format } = saying(city, lang)
  const [found, challenges, editions, totals, counts, pilots] = await Promise.all([
    // A house without a pack has no area of which a gap could be told.
    analysis.directions(analysis.parameters({})).catch(() => ({ gaps: [], day: '' })),
    innovations.challenges.list(),
    participation.budgets.all(),
    strategy.projects.totals(),
    indicators.counts(),
    innovations.pilots.list(),
  ])
  const reports = await reportsIn(city, Number(found.day.slice(0, 4)))
  const codes = editions.map(({ code }) => code).filter((code) => !isDemonstration(code))
  const sum = (all: readonly number[]) => all.reduce((one, other) => one + other, 0)
  const [proposals, votes] = await Promise.all([
    Promise.all(codes.map((code) => participation.proposals.count(code))),
    Promise.all(codes.map((code) => participation.ballots.turnout(code))),
  ])
  const { cancelled: _, ...states } = totals.states
  const own = challenges.filter(({ problem }) => !problem.indicators.some(isDemonstration))
  const measured = pilots.filter(({ state, plan: { source } }) => (state === 'published' || state === 'decided') && !(source.kind === 'indicator' && isDemonstration(source.indicator))) // prettier-ignore
  const steps = [
    { id: 'gaps', n: found.gaps.length, href: href(lang, '/indicators/directions') },
    { id: 'challenges', n: own.length, href: href(lang, '/innovations/challenges') },
    { id: 'proposals', n: sum(proposals), href: href(lang, '/budget') },
    { id: 'votes', n: sum(votes.map(({ ballots }) => ballots)), href: href(lang, '/budget') },
    { id: 'projects', n: sum(Object.values(states)), href: href(lang, '/projects') },
    { id: 'figures', n: counts.observations, href: href(lang, '/data') },
    { id: 'evaluations', n: measured.length, href: href(lang, '/innovations/pilots') },
    { id: 'reports', n: reports.n, href: reports.of ? href(lang, '/strategy/[id]/progress', { id: reports.of }) : href(lang, '/reports') }, // prettier-ignore
  ] as const
  return steps.map(({ id, n, href }) => ({
    ...{ id, href, name: t(`loop.${id}.name`), value: n > 0 ? format.number(n) : '' },
    text: t(`loop.${id}.count`, { n }),
  }))
}

/** Of the strategy that holds in that year: how many reports on its progress everybody may read. */
async function reportsIn({ strategy }: City, year: number): Promise<{ of?: string; n: number }> {
  const all = (await strategy.strategies.list()).filter(({ id }) => id !== DEMONSTRATION_STRATEGY)
  const of = all.findLast((one) => strategyHoldsIn(one, year))?.id
  if (of === undefined) return { n: 0 }
  const reports = await strategy.progress.reports(visitor, of)
  return { of, n: reports.filter(({ state }) => state === 'made').length }
}
