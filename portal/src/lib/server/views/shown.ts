/** The loop as the demonstration went round it: each step with what came of it, once it stands whole; else nothing. */
import { DEMONSTRATION_AREA, DEMONSTRATION_GOAL, DEMONSTRATION_INDICATOR, DEMONSTRATION_STRATEGY, isDemonstration } from '#platform/demonstration' // prettier-ignore
import { money } from '#strategy'
import { href } from '#lib/paths.ts'
import type { Lang } from '#words'
import type { City } from '../city.ts'
import type { LoopStep } from './loop.ts'
import { saying } from './projects.ts'
import { isKnown } from './series.ts'

type Id = 'indicator' | 'direction' | 'challenge' | 'proposal' | 'vote' | 'project' | 'money' | 'figures' | 'effect' | 'report' // prettier-ignore

/** The newest of each: what was shown before is read on its own pages. */
async function partsOf({ indicators, innovations, participation, places, strategy }: City) {
  if (!(await strategy.strategies.list()).some(({ id }) => id === DEMONSTRATION_STRATEGY)) return undefined
  const [definitions, challenges, editions, { projects }, pilots] = await Promise.all([
    indicators.definitions(),
    innovations.challenges.list(),
    participation.budgets.all(),
    strategy.projects.list({ goals: [DEMONSTRATION_GOAL] }),
    innovations.pilots.list(),
  ])
  const definition = definitions.find(({ id }) => id === DEMONSTRATION_INDICATOR)
  const challenge = challenges.find(({ problem }) => problem.gap?.indicator === DEMONSTRATION_INDICATOR)
  const edition = editions.find(({ code, state }) => isDemonstration(code) && state === 'counted')
  const project = projects.find(({ origin }) => origin.kind === 'participatoryBudget' && origin.edition === edition?.code) // prettier-ignore
  const pilot = pilots.find(({ plan }) => plan.projectId === project?.id)
  if (!definition || !challenge?.problem.gap || !edition || !project || !pilot) return undefined
  const [{ promise }, { found }, [series], area] = await Promise.all([
    strategy.projects.one(project.id),
    innovations.pilots.one(pilot.id),
    indicators.series(DEMONSTRATION_INDICATOR, [DEMONSTRATION_AREA]),
    places.area(DEMONSTRATION_AREA),
  ])
  const latest = series?.points.filter(isKnown).at(-1)
  if (!promise || !found || latest === undefined || latest.value === null) return undefined
  return { definition, challenge, gap: challenge.problem.gap, edition, project, pilot, promise: promise.now, found, latest: { ...latest, value: latest.value }, area } // prettier-ignore
}

export async function shownLoop(city: City, lang: Lang): Promise<LoopStep[] | undefined> {
  const parts = await partsOf(city)
  if (!parts) return undefined
  const { definition, challenge, gap, edition, project, pilot, promise, found, latest, area } = parts
  const say = saying(city, lang)
  const { t, format } = say
  const { unit, decimals } = definition
  const [proposals, { ballots }] = await Promise.all([
    city.participation.proposals.count(edition.code),
    city.participation.ballots.turnout(edition.code),
  ])
  const place = area.names[lang].replace(/^[^:]*: /, '')
  const points = (by: number) => `${format.number(by, decimals)}\u00a0${format.unit('pp', by)}`
  const { estimate, interval } = found.effect
  const step = (id: Id, value: string, text: string, to: string): LoopStep => ({ id, name: t(`loop.shown.${id}`), value, text, href: to }) // prettier-ignore
  const indicator = href(lang, '/indicators/[id]', { id: definition.id })
  const projectPage = href(lang, '/projects/[id]', { id: project.id })
  const opened = challenge.madeAt.toISOString().slice(0, 10)
  return [
    step('indicator', format.value(gap.value, unit, decimals), t('loop.shown.indicatorNote', { place, period: format.period(gap.period) }), indicator), // prettier-ignore
    step('direction', points(Math.abs(gap.to - gap.value)), t('loop.shown.directionNote'), href(lang, '/indicators/directions', {}, { area: area.id })), // prettier-ignore
    step('challenge', '', t('loop.shown.challengeNote', { day: format.day(opened) }), href(lang, '/innovations/challenges/[id]', { id: challenge.id })), // prettier-ignore
    step('proposal', format.number(proposals), t('loop.shown.proposalNote', { n: proposals }), href(lang, '/budget/[edition]', { edition: edition.code })), // prettier-ignore
    step('vote', format.number(ballots), t('loop.shown.voteNote', { n: ballots }), href(lang, '/budget/[edition]/results', { edition: edition.code })), // prettier-ignore
    step('project', points(promise.size), t('loop.shown.projectNote', { day: format.day(promise.by) }), projectPage),
    step('money', money(say, project.spent_minor, project.currency), t('loop.shown.moneyNote', { budget: money(say, project.budget_minor, project.currency) }), projectPage), // prettier-ignore
    step('figures', format.value(latest.value, unit, decimals), t('loop.shown.figuresNote', { place, period: format.period(latest.period) }), indicator), // prettier-ignore
    step('effect', points(estimate), interval ? t('loop.shown.effectNote', { low: format.number(interval.low, decimals), high: points(interval.high) }) : '', href(lang, '/innovations/pilots/[id]', { id: pilot.id })), // prettier-ignore
    step('report', '', t('loop.shown.reportNote'), href(lang, '/strategy/[id]/progress', { id: DEMONSTRATION_STRATEGY })), // prettier-ignore
  ]
}
