/** What is tried, the newest first. */
import { pilotCard } from '#lib/server/views/pilots.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang } }) => {
  const say = saying(city, lang)
  const { pilots } = city.innovations
  const [all, broken] = await Promise.all([pilots.list(), pilots.broken()])
  return { pilots: all.map((pilot) => pilotCard(say, pilot, broken.has(pilot.id))) }
}
