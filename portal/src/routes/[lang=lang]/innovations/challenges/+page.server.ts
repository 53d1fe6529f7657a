/** Problems that look for somebody to try: open calls first. */
import { challengeCard } from '#lib/server/views/challenges.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang, actor } }) => {
  const { challenges: room } = city.innovations
  const say = saying(city, lang)
  const [all, { reviews, applications }, organisations] = await Promise.all([room.list(), room.mine(actor), city.identity.organisations()]) // prettier-ignore
  const cards = (list: typeof reviews) => list.map((one) => challengeCard(say, one, all.find(({ id }) => id === one.id)?.open)) // prettier-ignore
  return {
    ...{ challenges: cards(all), reviews: cards(reviews), applications: cards(applications) },
    mayRun: organisations.some(({ id }) => actor.can('innovations.organise', id)),
  }
}
