/** A note, an article or an event, being written. */
import { error } from '@sveltejs/kit'
import { POST_KINDS, POST_PICTURES_MAX } from '#network'
import { done } from '#lib/server/forms.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { languages, posting, voicesOf } from '#lib/server/views/posting.ts'
import type { Actions, PageServerLoad } from './$types'

const kindOf = (given: string) => POST_KINDS.find((one) => one === given) ?? error(404, '')

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'network.organise')
  const { city, actor, lang } = event.locals
  const kind = kindOf(event.params.kind)
  return { kind, languages, most: POST_PICTURES_MAX, voices: await voicesOf(city, lang, actor) }
}

export const actions: Actions = {
  default: async (event) => {
    await enterWithAnywhere(event, 'network.organise')
    const { city, actor } = event.locals
    const result = await posting(event, kindOf(event.params.kind), async (post) => {
      await city.network.federation.publish(actor, post)
    })
    return 'done' in result ? done(event, '/workspace/network/posts', 'published') : result
  },
}
