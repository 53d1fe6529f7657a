/** One question from the world: the answer that goes by mail, the department that gives it, its end. */
import type { RequestEvent } from '@sveltejs/kit'
import { ANSWER_CHARS_MAX } from '#network'
import { said } from '#strategy'
import { done, submitted, textOf } from '#lib/server/forms.ts'
import { orMissing } from '#lib/server/proposals.ts'
import { enterDesk } from '#lib/server/views/asking.ts'
import type { Actions, PageServerLoad } from './$types'

const OFFICES: readonly string[] = ['department', 'unit', 'company']

export const load: PageServerLoad = async (event) => {
  await enterDesk(event)
  const { city, actor, lang } = event.locals
  const { secret: _secret, ...enquiry } = await orMissing(event, city.network.enquiries.one(actor, event.params.id))
  const offices = (await city.identity.organisations()).filter(({ kind }) => OFFICES.includes(kind))
  const tie = enquiry.tie ? await city.network.partners.one(enquiry.tie).catch(() => undefined) : undefined
  return {
    ...{
      enquiry,
      chars: ANSWER_CHARS_MAX,
      offices: offices.map(({ id, names }) => ({ value: id, label: names[lang] })),
    },
    call: tie && { id: tie.tie.id, name: said(tie.tie.names, lang).text },
  }
}

/** Does it, and goes back to the list, which says what was done. */
async function does(
  event: RequestEvent,
  note: string,
  asked: Parameters<typeof submitted>[1],
  work: (form: FormData) => Promise<void>,
) {
  await enterDesk(event)
  const result = await submitted(event, asked, async (_, form) => {
    await work(form)
    return { isDone: true } as const
  })
  return 'isDone' in result ? done(event, '/workspace/network/enquiries', note) : result
}

export const actions: Actions = {
  answer: (event) =>
    does(event, 'answered', { fields: { answer: 'enquiries.answer' } }, (form) =>
      event.locals.city.network.enquiries.answer(event.locals.actor, event.params.id, textOf(form, 'answer')),
    ),
  hand: (event) =>
    does(event, 'handed', { fields: {}, blame: { 'enquiries.noDepartment': 'office' } }, (form) =>
      event.locals.city.network.enquiries.hand(event.locals.actor, event.params.id, textOf(form, 'office') || null),
    ),
  close: (event) =>
    does(event, 'closed', { fields: {} }, () =>
      event.locals.city.network.enquiries.close(event.locals.actor, event.params.id),
    ),
}
