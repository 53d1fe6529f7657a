/** One question from the world, and the answer that goes by mail. */
import { ANSWER_CHARS_MAX } from '#network'
import { done, enterWith, submitted } from '#lib/server/forms.ts'
import { orMissing } from '#lib/server/proposals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  enterWith(event, 'network.organise')
  const { city, actor } = event.locals
  const { secret: _secret, ...enquiry } = await orMissing(event, city.network.enquiries.one(actor, event.params.id))
  return { enquiry, chars: ANSWER_CHARS_MAX }
}

export const actions: Actions = {
  default: async (event) => {
    enterWith(event, 'network.organise')
    const { city, actor } = event.locals
    const result = await submitted(event, { fields: { answer: 'enquiries.answer' } }, async ({ answer }) => {
      await city.network.enquiries.answer(actor, event.params.id, answer)
      return { done: true } as const
    })
    return 'done' in result ? done(event, '/workspace/network/enquiries', 'answered') : result
  },
}
