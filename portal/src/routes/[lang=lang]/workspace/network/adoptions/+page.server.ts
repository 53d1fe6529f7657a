/** What the city took from others, for those who go on with it. */
import { enterWith } from '#lib/server/forms.ts'
import { cityName, undertakenView } from '#lib/server/views/exchange.ts'
import { saying } from '#lib/server/views/projects.ts'
import type { PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'innovations.organise')
  const { city, lang, actor } = event.locals
  const { exchange } = city.network
  const say = saying(city, lang)
  const [all, { cards }] = await Promise.all([exchange.undertaken(actor), exchange.list()])
  const heard = new Map(cards.map((one) => [`${one.city.domain} ${one.card}`, cityName(say, one.city)]))
  return {
    open: all.filter(({ step }) => step !== 'withdrawn' && step !== 'resulted').length,
    adoptions: all.map((one) => {
      const name = heard.get(`${one.domain} ${one.card}`)
      return undertakenView(say, one, name ?? one.domain, name !== undefined)
    }),
  }
}
