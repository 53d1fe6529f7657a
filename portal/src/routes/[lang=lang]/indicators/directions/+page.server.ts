/** Gaps and main directions of action, by weights that the address may change. */
import { answered, askedOf } from '#lib/server/views/analysis/asked.ts'
import { directionsView } from '#lib/server/views/analysis/directions.ts'
import { movedBy } from '#lib/server/views/moved.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang, actor } }) => {
  const { analysis } = city
  const organisations = actor.kind === 'person' ? await city.identity.organisations() : []
  const asked = askedOf(city, lang, url)
  const { parameters, errors, result } = await answered(city, lang, asked, (parameters) =>
    directionsView(city, lang, parameters),
  )
  return {
    ...result,
    parameters,
    errors,
    query: analysis.queryOf(parameters),
    described: analysis.describe().parameters,
    moved: await movedBy(city, lang),
    mayChallenge: organisations.some(({ id }) => actor.can('innovations.organise', id)),
  }
}
