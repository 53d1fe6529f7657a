/** One year of the city's money: what it was for, from where to where. */
import { error } from '@sveltejs/kit'
import { MONEY_DIRECTIONS, MONEY_TARGETS, type MoneyDirection, type MoneyTarget } from '#strategy'
import { href } from '#lib/paths.ts'
import { answerOf, bestOf, checkRows, flowOf, namesOf, purposesOf } from '#lib/server/views/money.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

const CHECKS_SHOWN_MAX = 50
const CODE = /^\d{3}(\d{2})?$/
const oneOf = <T extends string>(all: readonly T[], text: string | null, otherwise: T): T => all.find((one) => one === text) ?? otherwise // prettier-ignore

export const load: PageServerLoad = async ({ params, url, locals: { city, lang } }) => {
  const say = saying(city, lang)
  const { money } = city.strategy
  const year = Number(params.year)
  const [years, people] = await Promise.all([money.years(), money.population()])
  const one = years.find((other) => other.year === year)
  if (!one) error(404, say.t('errors.money.unknownYear', { year: params.year }))
  const { searchParams: asked } = url
  const sides = MONEY_DIRECTIONS.toReversed().filter((side) => bestOf(one, side))
  const direction: MoneyDirection = oneOf(sides, asked.get('side'), bestOf(one, 'expenditure') ? 'expenditure' : 'revenue') // prettier-ignore
  const target: MoneyTarget = oneOf(MONEY_TARGETS, asked.get('to'), 'goal')
  const kind = bestOf(one, direction)!.kind
  const inside = CODE.exec(asked.get('in') ?? '')?.[0] ?? ''
  const rest = Math.min(200_000, Math.max(0, Math.trunc(Number(asked.get('rest')) || 0)))
  const to = (query: Record<string, string>) => href(lang, '/money/[year]', { year: params.year }, query)
  const [branches, flows, { sources, differing }] = await Promise.all([money.branches(year, direction), money.flows(year, target), money.behind(year)]) // prettier-ignore
  const about = { kinds: one.kinds, year, currency: money.currency, kind, to }
  const flowKind = bestOf(one, 'expenditure')?.kind ?? kind
  return {
    ...{ year: params.year, direction, target, kind },
    sides: sides.map((side) => ({ id: side, label: say.t(`money.direction.${side}`), href: to(side === 'revenue' ? { side } : {}) })), // prettier-ignore
    targets: MONEY_TARGETS.map((id) => ({ id, label: say.t(`money.flowTo.${id}`), href: `${to({ to: id })}#flow` })),
    years: years.map((other) => ({ id: `${other.year}`, label: `${other.year}`, href: href(lang, '/money/[year]', { year: `${other.year}` }) })), // prettier-ignore
    answer: answerOf(say, one, money.currency, people.get(year)),
    noPeople: !people.has(year),
    purposes: purposesOf(say, branches, { direction, inside, rest }, about),
    flow: flowOf(say, flows, target, await namesOf(say, target, flows), { currency: money.currency, kind: flowKind }),
    sources: sources.map(({ names, url }) => ({ name: names[lang], url })),
    checks: checkRows(say, differing.slice(0, CHECKS_SHOWN_MAX), money.currency),
  }
}
