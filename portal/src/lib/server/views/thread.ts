/** The thread from a weak indicator to a measured effect: what leads to a thing, and what came of it, as links. */
import { challengeSaid, type Challenge, type Pilot } from '#innovations'
import { said, type Project } from '#strategy'
import { DEMONSTRATION_AREA, DEMONSTRATION_GOAL, isDemonstration } from '#platform/demonstration'
import { href } from '#lib/paths.ts'
import type { Lang } from '#words'
import type { City } from '../city.ts'
import type { Say } from './projects.ts'

export const STEPS = ['report', 'indicator', 'direction', 'challenge', 'proposal', 'vote', 'project', 'pilot', 'practice', 'saving', 'loop'] as const // prettier-ignore
export type Step = (typeof STEPS)[number]
export type ThreadLink = { step: Step; href: string; text: string; lang: Lang }
/** `demonstration`: what the page shows is made up. */
export type Thread = { before: ThreadLink[]; after: ThreadLink[]; demonstration?: boolean }

const unlessMissing = <T>(asked: Promise<T>): Promise<T | undefined> => asked.catch(() => undefined)
const link = ({ lang }: Say, step: Step, to: string, text: string, own: Lang = lang): ThreadLink => ({ step, href: to, text, lang: own }) // prettier-ignore

const projectLink = (say: Say, { id, titles }: Pick<Project, 'id' | 'titles'>) => {
  const title = said(titles, say.lang)
  return link(say, 'project', href(say.lang, '/projects/[id]', { id }), title.text, title.lang)
}
const pilotLink = (say: Say, { id, plan }: Pick<Pilot, 'id' | 'plan'>) => {
  const title = challengeSaid(plan.titles, say.lang)
  return link(say, 'pilot', href(say.lang, '/innovations/pilots/[id]', { id }), title.text, title.lang)
}
const challengeLink = (say: Say, { id, problem }: Pick<Challenge, 'id' | 'problem'>) => {
  const title = challengeSaid(problem.titles, say.lang)
  return link(say, 'challenge', href(say.lang, '/innovations/challenges/[id]', { id }), title.text, title.lang)
}
const proposalLink = (say: Say, { edition, number, title, language }: { edition: string; number: number; title: string; language: Lang }) => // prettier-ignore
  link(say, 'proposal', href(say.lang, '/budget/[edition]/proposals/[number]', { edition, number: String(number) }), title, language) // prettier-ignore

/** Gaps with the number of the direction of action in which each stands, by the city's own rules. */
async function gapsOf({ analysis }: City, area?: string): Promise<Map<string, number>> {
  const { directions } = await analysis.directions(analysis.parameters({ area }))
  return new Map(directions.flatMap(({ gaps }, i) => gaps.map(({ indicator }) => [indicator, i + 1] as const)))
}

/** Gaps of the city to choose from; what was chosen before stays to be chosen. */
export async function gapChoices(city: City, lang: Lang, chosen = '') {
  const [gaps, definitions] = await Promise.all([gapsOf(city), city.indicators.definitions()])
  return definitions
    .filter(({ id }) => gaps.has(id) || id === chosen)
    .map(({ id, names }) => ({ value: id, label: names[lang] }))
    .sort((a, b) => a.label.localeCompare(b.label, lang))
}

/** Indicators, each with the direction of action in which it stands where it is a gap. */
async function indicatorLinks(say: Say, ids: readonly string[]): Promise<ThreadLink[]> {
  const { city, lang, t } = say
  if (ids.length === 0) return []
  const definitions = await city.indicators.definitions()
  const area = ids.some(isDemonstration) ? DEMONSTRATION_AREA : undefined
  const gaps = await gapsOf(city, area)
  return [...new Set(ids)].flatMap((id) => {
    const found = definitions.find((one) => one.id === id)
    if (!found) return []
    const n = gaps.get(id)
    return [
      link(say, 'indicator', href(lang, '/indicators/[id]', { id }), found.names[lang]),
      ...(n ? [link(say, 'direction', `${href(lang, '/indicators/directions', {}, { area })}#direction-${n}`, t('thread.directionOf', { n }))] : []), // prettier-ignore
    ]
  })
}

/** What is being done about each of these indicators: challenges, proposals, projects, pilots. */
export async function doneAbout(say: Say, ids: readonly string[]): Promise<(id: string) => ThreadLink[]> {
  const { innovations, participation, strategy } = say.city
  const [challenges, proposals, projects, pilots] = await Promise.all([
    innovations.challenges.list(),
    participation.proposals.helping(ids),
    strategy.projects.promising(ids),
    innovations.pilots.list(),
  ])
  return (id) => [
    ...challenges.filter(({ problem }) => problem.gap?.indicator === id || problem.indicators.includes(id)).map((one) => challengeLink(say, one)), // prettier-ignore
    ...proposals.filter(({ indicator }) => indicator === id).map((one) => proposalLink(say, one)),
    ...projects.filter(({ indicator }) => indicator === id).map((one) => projectLink(say, one)),
    ...pilots.filter(({ plan: { source } }) => source.kind === 'indicator' && source.indicator === id).map((one) => pilotLink(say, one)), // prettier-ignore
  ]
}

/** Reports on the strategies whose goals tell of these indicators. */
async function reportLinks(say: Say, indicators: readonly string[]): Promise<ThreadLink[]> {
  const { city, lang, t } = say
  const all = (await Promise.all(indicators.map((id) => city.strategy.strategies.linksOf(id)))).flat()
  const strategies = new Map(all.map(({ strategy }) => [strategy.id, strategy.names[lang]]))
  return [...strategies].map(([id, name]) => link(say, 'report', href(lang, '/strategy/[id]/progress', { id }), t('thread.reportOn', { name }))) // prettier-ignore
}

export async function threadOfIndicator(say: Say, id: string): Promise<Thread> {
  const [before, [, ...direction], about] = await Promise.all([reportLinks(say, [id]), indicatorLinks(say, [id]), doneAbout(say, [id])]) // prettier-ignore
  return { before, after: [...direction, ...about(id)], demonstration: isDemonstration(id) }
}

export async function threadOfChallenge(say: Say, { problem, pilotId }: Challenge): Promise<Thread> {
  const { innovations, participation } = say.city
  const indicators = [...(problem.gap ? [problem.gap.indicator] : []), ...problem.indicators]
  const [before, pilot, proposals] = await Promise.all([
    indicatorLinks(say, indicators),
    pilotId ? unlessMissing(innovations.pilots.one(pilotId)) : undefined,
    participation.proposals.helping(indicators),
  ])
  return {
    before,
    after: [...proposals.map((one) => proposalLink(say, one)), ...(pilot ? [pilotLink(say, pilot.pilot)] : [])],
    demonstration: indicators.some(isDemonstration),
  }
}

type Edition = { code: string; names: Record<Lang, string> }
const voteLink = (say: Say, { code, names }: Edition, isCounted: boolean) =>
  link(say, 'vote', href(say.lang, isCounted ? '/budget/[edition]/results' : '/budget/[edition]', { edition: code }), names[say.lang]) // prettier-ignore

export async function threadOfProposal(
  say: Say,
  edition: Edition,
  proposal: { id: string; content: { helps?: string } },
): Promise<Thread> {
  const { participation, strategy, innovations } = say.city
  const { helps = '' } = proposal.content
  const [before, result, listed, challenges] = await Promise.all([
    indicatorLinks(say, helps ? [helps] : []),
    participation.counting.resultOf(edition.code),
    participation.budgets.listed(edition.code),
    helps ? innovations.challenges.list() : [],
  ])
  const onBallot = listed.find(({ proposalId }) => proposalId === proposal.id)?.number
  const project = onBallot && (await strategy.projects.byOrigin({ kind: 'participatoryBudget', edition: edition.code, number: onBallot })) // prettier-ignore
  const same = challenges.filter(({ problem }) => problem.gap?.indicator === helps || problem.indicators.includes(helps)) // prettier-ignore
  return {
    before: [...before, ...same.map((one) => challengeLink(say, one))],
    after: [voteLink(say, edition, result !== undefined), ...(project ? [projectLink(say, project)] : [])],
    demonstration: isDemonstration(edition.code),
  }
}

export async function threadOfVote(say: Say, edition: Edition): Promise<Thread> {
  const { participation, strategy } = say.city
  const [listed, all, { projects }] = await Promise.all([
    participation.budgets.listed(edition.code),
    participation.proposals.all(edition.code),
    strategy.projects.list({ edition: edition.code }),
  ])
  const won = new Set(projects.flatMap(({ origin }) => (origin.kind === 'participatoryBudget' ? [origin.number] : [])))
  const chosen = new Set(listed.filter(({ number }) => won.has(number)).map(({ proposalId }) => proposalId))
  return {
    before: all
      .filter(({ id, number }) => chosen.has(id) && number !== null)
      .map(({ number, content }) => proposalLink(say, { edition: edition.code, number: number!, title: content.title, language: content.language })), // prettier-ignore
    after: projects.map((one) => projectLink(say, one)),
    demonstration: isDemonstration(edition.code),
  }
}

type Whole = Awaited<ReturnType<City['strategy']['projects']['one']>>

/** Where a project comes from: a proposal and the vote on it, a pilot, a savings plan, a goal. */
async function originLinks(say: Say, { origin }: Whole): Promise<ThreadLink[]> {
  const { city, lang } = say
  const { participation, innovations, infrastructure } = city
  if (origin.kind === 'pilot') {
    const found = await unlessMissing(innovations.pilots.one(origin.pilot))
    return found ? [pilotLink(say, found.pilot)] : []
  }
  if (origin.kind === 'savingsPlan') {
    const plan = (await infrastructure.savings.list()).find(({ id }) => id === origin.plan)
    return plan ? [link(say, 'saving', href(lang, '/savings/[id]', { id: plan.id }), plan.plan.title)] : []
  }
  if (origin.kind !== 'participatoryBudget') return []
  const edition = await unlessMissing(participation.budgets.edition(origin.edition))
  if (!edition) return []
  const [listed, all, result] = await Promise.all([
    participation.budgets.listed(edition.code),
    participation.proposals.all(edition.code),
    participation.counting.resultOf(edition.code),
  ])
  const proposalId = origin.proposalId ?? listed.find(({ number }) => number === origin.number)?.proposalId
  const proposal = all.find(({ id }) => id === proposalId)
  return [
    ...(proposal && proposal.number !== null ? [proposalLink(say, { edition: edition.code, number: proposal.number, title: proposal.content.title, language: proposal.content.language })] : []), // prettier-ignore
    voteLink(say, edition, result !== undefined),
  ]
}

export async function threadOfProject(say: Say, project: Whole): Promise<Thread> {
  const { city } = say
  const promised = project.promise ? [project.promise.now.indicator] : []
  const [before, indicators, pilots, reports] = await Promise.all([
    originLinks(say, project),
    indicatorLinks(say, promised),
    city.innovations.pilots.list(),
    reportLinks(say, promised),
  ])
  const measuring = pilots.filter(({ plan }) => plan.projectId === project.id)
  const demonstration = project.goals.includes(DEMONSTRATION_GOAL)
  return { before, after: [...indicators, ...measuring.map((one) => pilotLink(say, one)), ...reports], demonstration }
}

export async function threadOfPilot(say: Say, { id, plan, state }: Pilot): Promise<Thread> {
  const { city, lang, t } = say
  const { source, challengeId, projectId } = plan
  const indicators = source.kind === 'indicator' ? [source.indicator] : []
  const [challenge, measured, of, become, reports] = await Promise.all([
    challengeId ? unlessMissing(city.innovations.challenges.one(challengeId)) : undefined,
    projectId ? unlessMissing(city.strategy.projects.one(projectId)) : undefined,
    indicatorLinks(say, indicators),
    city.strategy.projects.byOrigin({ kind: 'pilot', pilot: id }),
    reportLinks(say, indicators),
  ])
  return {
    before: [
      ...of,
      ...(challenge ? [challengeLink(say, challenge.challenge)] : []),
      ...(measured ? [projectLink(say, measured)] : []),
    ],
    after: [
      ...(state === 'decided' ? [link(say, 'practice', href(lang, '/innovations/practices'), t('pilots.practices'))] : []), // prettier-ignore
      ...(become ? [projectLink(say, become)] : []),
      ...reports,
    ],
    demonstration: indicators.some(isDemonstration),
  }
}

/** A report closes the loop: pilots that measured what its goals are seen by lead to it, and it leads to the directions again. */
export async function threadOfProgress(say: Say, indicators: readonly string[]): Promise<Thread> {
  const { city, lang, t } = say
  const isMeant = new Set(indicators)
  const demonstration = indicators.some(isDemonstration)
  const pilots = (await city.innovations.pilots.list()).filter(({ plan: { source } }) => source.kind === 'indicator' && isMeant.has(source.indicator)) // prettier-ignore
  const projects = await city.strategy.projects.promising(indicators)
  const once = [...new Map(projects.map((one) => [one.id, one])).values()]
  return {
    before: [...once.map((one) => projectLink(say, one)), ...pilots.map((one) => pilotLink(say, one))],
    after: [
      link(say, 'loop', `${href(lang, '/')}#${demonstration ? 'shown' : 'loop'}`, t('loop.title')),
      link(say, 'direction', href(lang, '/indicators/directions', {}, { area: demonstration ? DEMONSTRATION_AREA : undefined }), t('thread.again')), // prettier-ignore
    ],
    demonstration,
  }
}
