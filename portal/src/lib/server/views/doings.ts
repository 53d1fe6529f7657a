/** What the city sets out to do, does and tries, found by what people type: only what is public, each with its page. */
import { found, indexOf, type Findable, type Findings } from '#platform/text'
import type { Practice } from '#innovations'
import { goalKey, said, type StrategyVersion } from '#strategy'
import { href } from '#lib/paths.ts'
import type { City } from '#lib/server/city.ts'
import type { Lang } from '#words'

type Names = Partial<Record<Lang, string>>
/** In this order on the page. */
export const DOINGS = ['strategy', 'goal', 'direction', 'project', 'decision', 'challenge', 'pilot', 'innovation', 'practice', 'event', 'team'] as const // prettier-ignore
export type Doing = (typeof DOINGS)[number]
type Thing = Findable<Doing, Names>
type Found = { kind: Doing; id: string; names: Names }

const SHARP = '#'

/** A direction is found as `strategy/goal#code`, an area of a strategy as `strategy#area`. */
function ofStrategy({ id, names, areas, goals }: StrategyVersion): Thing[] {
  return [
    { kind: 'strategy', id, names },
    ...areas.map((area): Thing => ({ kind: 'strategy', id: id + SHARP + area.code, names: area.names })),
    ...goals.flatMap((goal): Thing[] => [
      { kind: 'goal', id: goalKey(id, goal.code), names: goal.names, more: goal.about },
      ...goal.directions.map((one): Thing => ({ kind: 'direction', id: goalKey(id, goal.code) + SHARP + one.code, names: one.names })), // prettier-ignore
    ]),
  ]
}

async function ofStrategies({ strategies, projects, decisions }: City['strategy']): Promise<Thing[]> {
  const [all, named, taken] = [await strategies.list(), await projects.names(), await decisions.list()]
  return [
    ...all.flatMap(ofStrategy),
    ...named.map(({ id, titles, summaries }): Thing => ({ kind: 'project', id, names: titles, more: summaries })),
    ...taken.map(({ id, titles, question }): Thing => ({ kind: 'decision', id, names: titles, more: inEach(titles, question) })), // prettier-ignore
  ]
}

async function ofInnovations({ challenges, pilots, register, practices, events, teams }: City['innovations']) {
  const { ahead, past } = await events.list()
  return [
    ...(await challenges.list()).map(({ id, problem }): Thing => ({ kind: 'challenge', id, names: problem.titles, more: problem.problem })), // prettier-ignore
    ...(await pilots.list()).map(({ id, plan }): Thing => ({ kind: 'pilot', id, names: plan.titles, more: plan.hypothesis })), // prettier-ignore
    ...(await register.list()).entries.map(({ id, titles, about }): Thing => ({ kind: 'innovation', id, names: titles, more: about })), // prettier-ignore
    ...(await practices.list()).cards.map(({ card }): Thing => ({ kind: 'practice', id: card.id, names: card.titles, more: joined(card) })), // prettier-ignore
    ...[...ahead, ...past].map(({ id, titles, about }): Thing => ({ kind: 'event', id, names: titles, more: about })),
    ...(await teams.list()).map(({ id, name, about }): Thing => ({ kind: 'team', id, names: inEach(about, name), more: about })), // prettier-ignore
  ]
}

/** A text of no language in particular, beside those of each. */
const inEach = (texts: Names, text: string): Names =>
  Object.fromEntries(Object.keys(texts).map((lang) => [lang, text])) as Names

const joined = ({ problem, done }: Pick<Practice, 'problem' | 'done'>): Names =>
  Object.fromEntries(
    [problem, done].flatMap((texts) => Object.keys(texts)).map((lang) => [lang, `${problem[lang as Lang] ?? ''} ${done[lang as Lang] ?? ''}`]), // prettier-ignore
  )

export async function searchDoings(city: City, query: string, most: number): Promise<Findings<Found>> {
  const things = [...(await ofStrategies(city.strategy)), ...(await ofInnovations(city.innovations))]
  return found(indexOf(things), query, most)
}

const PAGES = {
  project: '/projects/[id]',
  decision: '/decisions/[id]',
  challenge: '/innovations/challenges/[id]',
  pilot: '/innovations/pilots/[id]',
  innovation: '/innovations/register/[id]',
  practice: '/innovations/practices/[id]',
  event: '/innovations/events/[id]',
  team: '/innovations/teams/[id]',
} as const

/** Where a thing is shown. */
export function doingAddress(lang: Lang, { kind, id }: Pick<Found, 'kind' | 'id'>): string {
  const [whole = '', part] = id.split(SHARP)
  if (kind === 'strategy') return href(lang, '/strategy/[id]', { id: whole }) + (part ? `#area-${part}` : '')
  if (kind !== 'goal' && kind !== 'direction') return href(lang, PAGES[kind], { id })
  const [strategy = '', code = ''] = whole.split('/')
  return href(lang, '/strategy/[id]/goals/[code]', { id: strategy, code }) + (part ? '#directions' : '')
}

/** What was found as the page shows it; parts of a strategy say of which. */
export async function doingsTold(city: City, lang: Lang, all: readonly Found[]) {
  const isPart = (one: Found) => ['goal', 'direction'].includes(one.kind) || one.id.includes(SHARP)
  const strategies = all.some(isPart) ? new Map((await city.strategy.strategies.list()).map(({ id, names }) => [id, names])) : undefined // prettier-ignore
  return all.map((one) => ({
    ...{ kind: one.kind, id: one.id, to: doingAddress(lang, one) },
    ...{ name: said(one.names, lang).text, lang: said(one.names, lang).lang },
    in: isPart(one) ? strategies?.get(one.id.split(/[#/]/)[0]!)?.[lang] : undefined,
  }))
}
