/** Teams: all of them, or those of one thing. */
import { ofIn, teamCard, thingOf } from '#lib/server/views/teams.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ url, locals: { city, lang } }) => {
  const say = saying(city, lang)
  const of = ofIn(url.searchParams.get('kind'), url.searchParams.get('id'))
  const teams = await city.innovations.teams.list(of)
  return { of: of && (await thingOf(say, of)), teams: await Promise.all(teams.map((one) => teamCard(say, one))) }
}
