/** One pilot, as everybody sees it. */
import { said } from '#strategy'
import { wholeOf } from '#lib/server/pilots.ts'
import { saying } from '#lib/server/views/projects.ts'
import { threadOfPilot } from '#lib/server/views/thread.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async ({ locals: { city, lang }, params: { id } }) => {
  const say = saying(city, lang)
  const whole = await city.innovations.pilots.one(id)
  const tried = await city.network.exchange.triedBy(id)
  const practice = tried && { domain: tried.domain, card: tried.card, title: said(tried.content.titles, lang) }
  return { practice, whole: await wholeOf(say, whole), thread: await threadOfPilot(say, whole.pilot) }
}
