/** What the strategy says beside what the figures say. */
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ params, locals: { city, lang } }) => {
  const { format } = saying(city, lang)
  const { strategy, goals, gaps, withoutProject, withoutIndicator } = await city.strategy.progress.now(params.id)
  const names = new Map(goals.map(({ code, names }) => [code, names[lang]]))
  const areas = new Map(strategy.areas.map(({ code, names }) => [code, names[lang]]))
  const link = (code: string) => ({ code, name: names.get(code) ?? '' })
  return {
    ...{ id: params.id, name: strategy.names[lang] },
    gaps: gaps.map((one) => ({
      ...{
        id: one.indicator,
        name: one.names[lang],
        urgency: format.percent(one.priority),
        goals: one.goals.map(link),
      },
      area: (one.inArea && areas.get(one.inArea)) ?? '',
    })),
    withoutProject: withoutProject.map(link),
    withoutIndicator: withoutIndicator.map(link),
  }
}
