/** Strengths and weaknesses of the city, by a rule whose numbers the address may change. */
import { answered, askedOf } from '#lib/server/views/analysis/asked.ts'
import { strengthsView } from '#lib/server/views/analysis/strengths.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang } }) => {
  const { analysis } = city
  const asked = askedOf(city, lang, url)
  const { parameters, errors, result } = await answered(city, lang, asked, (parameters) =>
    strengthsView(city, lang, parameters),
  )
  const { areas } = await analysis.input()
  return {
    ...result,
    ...{ parameters, errors, query: analysis.queryOf(parameters), described: analysis.describe().parameters },
    others: areas
      .filter(({ id }) => id !== parameters.area)
      .map(({ id, names }) => ({ id, name: names[lang] }))
      .sort((a, b) => a.name.localeCompare(b.name, lang)),
  }
}
