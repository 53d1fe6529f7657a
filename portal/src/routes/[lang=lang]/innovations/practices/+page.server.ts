/** Cards of practice: what was tried, what came of it, what failed. */
import { foundOf, decisionOf, pilotCard } from '#lib/server/views/pilots.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang }, url }) => {
  const say = saying(city, lang)
  const cards = await city.innovations.pilots.practices(url.searchParams.get('indicator') ?? undefined)
  return {
    cards: cards.map(({ pilot, found }) => ({ ...pilotCard(say, pilot), found: foundOf(say, pilot.plan, found), decision: decisionOf(say, pilot)! })), // prettier-ignore
  }
}
