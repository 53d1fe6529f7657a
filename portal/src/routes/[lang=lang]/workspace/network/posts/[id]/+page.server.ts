/** A post for who wrote it: said otherwise, or taken back. */
import { POST_PICTURES_MAX } from '#network'
import { done, refuseEntry, submitted, textOf } from '#lib/server/forms.ts'
import { enterWithAnywhere } from '#lib/server/organisations.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { namesOf, postOf, speakersOf } from '#lib/server/views/posts.ts'
import { languages, ownVoices, posting, postTyped } from '#lib/server/views/posting.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  await enterWithAnywhere(event, 'network.organise')
  const { city, actor, lang } = event.locals
  const post = await orMissing(event, city.network.federation.post(event.params.id))
  if (!(await ownVoices(city, actor)).some(({ name }) => name === post.actor)) refuseEntry(lang)
  const { title } = postOf(lang, namesOf(await speakersOf(city, lang)), post)
  return { id: post.id, title, kind: post.kind, version: post.version, typed: postTyped(post, city.info.timezone), languages, most: POST_PICTURES_MAX } // prettier-ignore
}

export const actions: Actions = {
  revise: async (event) => {
    const { city, actor } = event.locals
    const { federation } = city.network
    const { id } = event.params
    const { kind } = await orMissing(event, federation.post(id))
    const result = await posting(event, kind, (post, form) =>
      federation.revise(actor, id, post, Number(textOf(form, 'version'))),
    )
    return 'done' in result ? done(event, '/workspace/network/posts', 'revised') : result
  },

  takeBack: async (event) => {
    const { city, actor } = event.locals
    const asked = { fields: { reason: 'network.desk.reason' }, blame: { 'governance.unfitText': 'reason' } } as const
    const result = await submitted(event, asked, async ({ reason }) => {
      await city.network.federation.withdraw(actor, event.params.id, reason)
      return { done: true } as const
    })
    return 'done' in result ? done(event, '/workspace/network/posts', 'takenBack') : result
  },
}
