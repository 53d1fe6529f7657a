/** The city's strategies: which holds, how far each is. */
import { answerOf, countsOf, standingOf } from '#lib/server/views/strategy.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor } }) => {
  const say = saying(city, lang)
  const { strategies, progress } = city.strategy
  const all = await Promise.all(
    (await strategies.list()).map(async (one) => ({ one, now: await progress.now(one.id) })),
  )
  return {
    mayEdit: actor.can('strategy.edit'),
    strategies: all.map(({ one, now }) => ({
      ...{ id: one.id, name: one.names[lang], counts: countsOf(say, one), answer: answerOf(say, now) },
      years: say.t('strategies.years', { from: `${one.from}`, to: `${one.to}` }),
      ...{
        standing: standingOf(say, one, now.day),
        goals: one.goals.map(({ code, names }) => ({ code, name: names[lang] })),
      },
    })),
  }
}
