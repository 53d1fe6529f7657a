/** A goal: what it cost, what it brought, what works on it. */
import { error } from '@sveltejs/kit'
import { goalKey } from '#strategy'
import { goalRows } from '#lib/server/views/money.ts'
import { decisionLinks } from '#lib/server/views/decisions.ts'
import { goalView } from '#lib/server/views/strategy.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals: { city, lang, actor } }) => {
  await city.strategy.strategies.goal(params.id, params.code)
  const say = saying(city, lang)
  const now = await city.strategy.progress.now(params.id)
  const goal = now.goals.find(({ code }) => code === params.code)
  if (!goal) error(404)
  const { money } = city.strategy
  const area = now.strategy.areas.find(({ code }) => code === goal.area)
  return {
    ...{
      id: params.id,
      strategy: now.strategy.names[lang],
      from: `${now.strategy.from}`,
      area: area?.names[lang] ?? '',
    },
    goal: goalView(say, now, goal),
    budget: goalRows(say, await money.ofGoal(goalKey(params.id, params.code)), money.currency),
    decisions: await decisionLinks(city, lang, { goal: `${params.id}/${params.code}` }),
    yearsAhead: city.analysis.describe().yearsAheadMax,
    mayRun: actor.can('strategy.projects'),
  }
}
