/** The city's money over the years. */
import { answerOf, overYears, shownFirst, yearRows } from '#lib/server/views/money.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor } }) => {
  const say = saying(city, lang)
  const { money } = city.strategy
  const [years, people] = await Promise.all([money.years(), money.population()])
  const first = shownFirst(years)
  return {
    mayEdit: actor.can('strategy.edit'),
    first: first && { year: `${first.year}`, answer: answerOf(say, first, money.currency, people.get(first.year)) },
    chart: overYears(say, years, money.currency),
    rows: yearRows(say, years, money.currency, people),
  }
}
