/** One pilot, as everybody sees it. */
import { wholeOf } from '#lib/server/pilots.ts'
import { saying } from '#lib/server/views/projects.ts'
import { threadOfPilot } from '#lib/server/views/thread.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang }, params: { id } }) => {
  const say = saying(city, lang)
  const whole = await city.innovations.pilots.one(id)
  return { whole: await wholeOf(say, whole), thread: await threadOfPilot(say, whole.pilot) }
}
