/** Projects of the city: what was promised, how far it is. */
import { money, PROJECT_STATES } from '#strategy'
import { cardOf, mapOf, saying, type Say } from '#lib/server/views/projects.ts'
import { pageIn } from '#lib/server/things.ts'
import type { PageServerLoad } from './$types'

const SHOWN = 50

export const load: PageServerLoad = async ({ url, locals: { city, lang, actor } }) => {
  const say = saying(city, lang)
  const { projects: room } = city.strategy
  const state = PROJECT_STATES.find((one) => one === url.searchParams.get('state'))
  const edition = url.searchParams.get('edition') ?? undefined
  const page = pageIn(url)
  const [{ projects, count }, totals, organisations] = await Promise.all([
    room.list({ state, edition }, { limit: SHOWN, offset: (page - 1) * SHOWN }),
    room.totals(),
    city.identity.organisations(),
  ])
  return {
    ...{ state: state ?? '', edition: edition ?? '', page, pages: Math.ceil(count / SHOWN), count },
    states: PROJECT_STATES.map((id) => ({ id, count: totals.states[id] })).filter((one) => one.count > 0),
    money: totals.money.map((one) => moneyLine(say, one)),
    projects: projects.map((one) => cardOf(say, one)),
    map: await mapOf(say, projects),
    mayRun: organisations.some(({ id }) => actor.can('strategy.projects', id)),
  }
}

const moneyLine = (say: Say, { currency, budget_minor, spent_minor }: { currency: string; budget_minor: number; spent_minor: number }) => say.t('projects.money.of', { spent: money(say, spent_minor, currency), budget: money(say, budget_minor, currency) }) // prettier-ignore
