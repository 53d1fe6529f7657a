/** Gaps and main directions of action, by weights that the address may change. */
import { answered, askedOf } from '#lib/server/views/analysis/asked.ts'
import { directionsView } from '#lib/server/views/analysis/directions.ts'
import { movedBy } from '#lib/server/views/moved.ts'
import { saying } from '#lib/server/views/projects.ts'
import { doneAbout, type ThreadLink } from '#lib/server/views/thread.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang, actor } }) => {
  const { analysis } = city
  const organisations = actor.kind === 'person' ? await city.identity.organisations() : []
  const asked = askedOf(city, lang, url)
  const { parameters, errors, result } = await answered(city, lang, asked, (parameters) =>
    directionsView(city, lang, parameters),
  )
  const ids = result.gaps.map(({ id }) => id)
  const about = await doneAbout(saying(city, lang), ids)
  return {
    ...result,
    done: Object.fromEntries(ids.map((id) => [id, about(id).filter(({ step }) => step !== 'pilot')])) as Record<
      string,
      ThreadLink[]
    >,
    parameters,
    errors,
    query: analysis.queryOf(parameters),
    described: analysis.describe().parameters,
    moved: await movedBy(city, lang),
    mayChallenge: organisations.some(({ id }) => actor.can('innovations.organise', id)),
  }
}
