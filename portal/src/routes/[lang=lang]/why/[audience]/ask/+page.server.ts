/** A question to the city from somewhere in the world: no account, an answer by mail. */
import { redirect } from '@sveltejs/kit'
import { ENQUIRY_CHARS_MAX, SUBJECT_CHARS_MAX, type Audience } from '#network'
import { systemClock } from '#platform/clock'
import { href } from '#lib/paths.ts'
import { submitted, textOf } from '#lib/server/forms.ts'
import { orMissing } from '#lib/server/proposals.ts'
import type { Actions, PageServerLoad } from './$types'

export const load: PageServerLoad = async (event) => {
  const { city, lang } = event.locals
  event.setHeaders({ 'cache-control': 'private, no-store' })
  const { audience, title } = await orMissing(event, city.network.promotion.page(event.params.audience))
  return {
    ...{ audience, page: title[lang], answersIn: city.network.enquiries.answersIn },
    ...{ begunAt: systemClock.now().toISOString(), subjectChars: SUBJECT_CHARS_MAX, wordsChars: ENQUIRY_CHARS_MAX },
  }
}

const ASKED = {
  fields: { subject: 'enquiries.subject', words: 'enquiries.words', email: 'enquiries.email' },
  blame: { 'mail.badAddress': 'email', 'enquiries.openAlready': 'email' },
} as const

export const actions: Actions = {
  default: async (event) => {
    const { city, lang, address } = event.locals
    const result = await submitted(event, ASKED, async ({ subject, words, email }, form) => ({
      secret: await city.network.enquiries.ask(address, {
        ...{ audience: event.params.audience as Audience, subject, words, email: email.trim(), language: lang },
        ...{ name: textOf(form, 'name'), website: textOf(form, 'website') },
        begunAt: new Date(textOf(form, 'begunAt') || 0),
      }),
    }))
    if (!('secret' in result)) return result
    redirect(303, href(lang, '/why/enquiries/[secret]', { secret: result.secret }, { done: 'sent' }))
  },
}
